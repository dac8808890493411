#pragma once

#include <string>
#include <vector>

// One connection, and the two protocols on it: SSDB's own and a part of Redis'.
class Link {
 public:
  explicit Link(int socket) : socket_(socket) {}
  ~Link();
  Link(const Link &) = delete;

  static int connect(const std::string &ip, int port);

  // The next message's parts; none at the connection's end or when it makes no sense.
  std::vector<std::string> receive();
  bool send(const std::vector<std::string> &parts);
  bool send_raw(const std::string &text);
  bool redis() const { return redis_; }

 private:
  bool fill();
  bool line(std::string &text);
  bool bytes(size_t size, std::string &text);

  int socket_;
  bool redis_ = false;
  std::string unread_;
};
