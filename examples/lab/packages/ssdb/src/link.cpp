#include "link.h"

#include <arpa/inet.h>
#include <cstdlib>
#include <sys/socket.h>
#include <unistd.h>

static const size_t LARGEST = 16 << 20;

Link::~Link() { close(socket_); }

int Link::connect(const std::string &ip, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (inet_pton(AF_INET, ip.c_str(), &address.sin_addr) != 1) return -1;
  int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(made, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0) return made;
  close(made);
  return -1;
}

bool Link::fill() {
  char part[8192];
  auto size = recv(socket_, part, sizeof part, 0);
  if (size <= 0 || unread_.size() > LARGEST) return false;
  unread_.append(part, size);
  return true;
}

bool Link::line(std::string &text) {
  size_t end;
  while ((end = unread_.find('\n')) == std::string::npos)
    if (!fill()) return false;
  text = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return true;
}

bool Link::bytes(size_t size, std::string &text) {
  while (unread_.size() < size)
    if (!fill()) return false;
  text = unread_.substr(0, size);
  unread_.erase(0, size);
  return true;
}

static bool number(const std::string &text, size_t &value) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return false;
  value = strtoul(text.c_str(), nullptr, 10);
  return value <= LARGEST;
}

std::vector<std::string> Link::receive() {
  std::vector<std::string> parts;
  std::string text;
  size_t count, size;
  if (!line(text)) return {};
  redis_ = text[0] == '*';
  if (redis_) {
    if (!number(text.substr(1), count)) return {};
    for (; count > 0; count--) {
      if (!line(text) || text[0] != '$' || !number(text.substr(1), size)) return {};
      if (!bytes(size, parts.emplace_back()) || !line(text)) return {};
    }
    return parts;
  }
  // A line that is no size, such as a PING typed into telnet, is the end.
  for (; !text.empty(); ) {
    if (!number(text, size) || !bytes(size, parts.emplace_back()) || !line(text) || !line(text)) return {};
  }
  return parts;
}

bool Link::send(const std::vector<std::string> &parts) {
  std::string text;
  for (auto &part : parts) text += std::to_string(part.size()) + "\n" + part + "\n";
  return send_raw(text + "\n");
}

bool Link::send_raw(const std::string &text) {
  return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}
