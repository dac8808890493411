#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "config.h"
#include "link.h"
#include "store.h"

#define VERSION "1.8.0"

class Server {
 public:
  Server(std::unique_ptr<Config> config, const std::string &work_dir);

  // Listens for ever.
  void run();

 private:
  struct Master {
    std::string id, type, ip, auth;
    int port;
    std::atomic<bool> in_sync{false};
  };

  bool lets_in(const std::string &ip) const;
  void serve(std::shared_ptr<Link> link);
  std::vector<std::string> answer(const std::vector<std::string> &command, bool &known);
  std::vector<std::string> info();
  void stream(Link &link, bool mirror);
  void follow(Master &master);
  void follow_once(Master &master);
  void log(const std::string &line);

  std::unique_ptr<Config> config_;
  Store store_;
  std::string auth_;
  std::vector<std::unique_ptr<Master>> masters_;
  std::atomic<int> links_{0};
  std::atomic<long> calls_{0};
  FILE *log_;
};
