#include "server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using Parts = std::vector<std::string>;

Server::Server(std::unique_ptr<Config> config, const std::string &work_dir)
    : config_(std::move(config)), store_(work_dir), auth_(config_->text("server.auth")) {
  for (auto *given : config_->all("replication.slaveof")) {
    auto ip = given->text("ip");
    if (ip.empty()) continue;
    auto master = std::make_unique<Master>();
    master->id = given->text("id");
    master->type = given->text("type", "sync");
    master->ip = ip;
    master->port = given->number("port", 8888);
    master->auth = given->text("auth");
    masters_.push_back(std::move(master));
  }
  auto output = config_->text("logger.output", "stdout");
  log_ = output == "stdout" ? stdout : output == "stderr" ? stderr : fopen(output.c_str(), "a");
  if (!log_) throw Refused("cannot open log file " + output);
}

void Server::log(const std::string &line) {
  char stamp[32];
  time_t now = time(nullptr);
  strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S", localtime(&now));
  fprintf(log_, "%s [INFO ] %s\n", stamp, line.c_str());
  fflush(log_);
}

void Server::run() {
  auto ip = config_->text("server.ip", "127.0.0.1");
  int port = config_->number("server.port", 8888), listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (inet_pton(AF_INET, ip.c_str(), &address.sin_addr) != 1 ||
      bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || listen(listener, 128) != 0)
    throw Refused("error opening server socket! " + ip + ":" + std::to_string(port) + ": " + strerror(errno));
  for (auto &master : masters_) std::thread(&Server::follow, this, std::ref(*master)).detach();
  log("ssdb server " VERSION " (stand-in of Groundwork's lab) listens on " + ip + ":" + std::to_string(port));
  for (;;) {
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    int accepted = accept4(listener, reinterpret_cast<sockaddr *>(&peer), &size, SOCK_CLOEXEC);
    if (accepted < 0) continue;
    auto link = std::make_shared<Link>(accepted);
    if (lets_in(inet_ntoa(peer.sin_addr))) std::thread(&Server::serve, this, link).detach();
  }
}

// Addresses by their beginnings. Who is allowed by one gets in; who is denied by one, or all, does not.
bool Server::lets_in(const std::string &ip) const {
  auto matches = [&](const Config *rule) {
    return rule->value == "all" || (!rule->value.empty() && ip.rfind(rule->value, 0) == 0);
  };
  auto allowed = config_->all("server.allow"), denied = config_->all("server.deny");
  return std::any_of(allowed.begin(), allowed.end(), matches) || std::none_of(denied.begin(), denied.end(), matches);
}

static std::string redis_form(const std::string &command, const Parts &answer) {
  if (answer[0] == "noauth") return "-NOAUTH Authentication required.\r\n";
  if (answer[0] == "not_found") return command == "get" ? "$-1\r\n" : ":0\r\n";
  if (answer[0] != "ok") return "-ERR " + (answer.size() > 1 ? answer[1] : answer[0]) + "\r\n";
  if (command == "ping") return "+PONG\r\n";
  if (command == "get") return "$" + std::to_string(answer[1].size()) + "\r\n" + answer[1] + "\r\n";
  if (command == "del" || command == "exists") return ":" + answer[1] + "\r\n";
  return "+OK\r\n";
}

void Server::serve(std::shared_ptr<Link> link) {
  bool known = auth_.empty();
  links_++;
  for (;;) {
    auto command = link->receive();
    if (command.empty()) break;
    auto &name = command[0];
    std::transform(name.begin(), name.end(), name.begin(), ::tolower);
    calls_++;
    if (known && name == "sync140") {
      stream(*link, command.size() > 1 && command[1] == "mirror");
      break;
    }
    auto said = answer(command, known);
    if (!(link->redis() ? link->send_raw(redis_form(name, said)) : link->send(said))) break;
  }
  links_--;
}

Parts Server::answer(const Parts &command, bool &known) {
  auto &name = command[0];
  if (name == "auth") {
    if (command.size() < 2) return {"client_error", "wrong number of arguments"};
    known = auth_.empty() || command[1] == auth_;
    return known ? Parts{"ok", "1"} : Parts{"error", "invalid password"};
  }
  if (!known) return {"noauth", "authentication required"};
  if (name == "ping") return {"ok"};
  if (name == "info") return info();
  if (name == "version") return {"ok", VERSION};
  if (name == "dbsize") return {"ok", std::to_string(store_.size())};
  if (command.size() < 2 || (name == "set" && command.size() < 3)) return {"client_error", "wrong number of arguments"};
  if (name == "set") {
    store_.change('s', command[1], command[2], true);
    return {"ok", "1"};
  }
  auto value = store_.get(command[1]);
  if (name == "get") return value ? Parts{"ok", *value} : Parts{"not_found"};
  if (name == "exists") return {"ok", value ? "1" : "0"};
  if (name == "del") {
    if (value) store_.change('d', command[1], "", true);
    return {"ok", value ? "1" : "0"};
  }
  return {"client_error", "Unknown Command: " + name};
}

Parts Server::info() {
  Parts said{"ok", "ssdb-server", "stand-in", "of Groundwork's lab", "version", VERSION};
  said.insert(said.end(), {"links", std::to_string(links_), "total_calls", std::to_string(calls_)});
  said.insert(said.end(), {"dbsize", std::to_string(store_.size())});
  for (auto &master : masters_) {
    auto place = master->ip + ":" + std::to_string(master->port);
    auto status = master->in_sync ? "SYNC" : "DISCONNECTED";
    said.push_back("replication");
    said.push_back("slaveof " + place + "\n    id : " + master->id + "\n    type : " + master->type +
                   "\n    status : " + status);
  }
  return said;
}

// Everything there is, then every change for as long as the replica listens.
void Server::stream(Link &link, bool mirror) {
  size_t next;
  for (auto &[key, value] : store_.copy(next))
    if (!link.send({"s", key, value})) return;
  if (!link.send({"n"})) return;
  for (;;) {
    auto change = store_.change_at(next);
    if (!change) {
      if (!link.send({"n"})) return;
      continue;
    }
    next++;
    // What a mirror sent does not go back to it.
    if (mirror && !change->own) continue;
    if (!link.send({std::string(1, change->kind), change->key, change->value})) return;
  }
}

void Server::follow(Master &master) {
  for (;;) {
    follow_once(master);
    master.in_sync = false;
    sleep(1);
  }
}

void Server::follow_once(Master &master) {
  int made = Link::connect(master.ip, master.port);
  if (made < 0) return;
  Link link(made);
  if (!master.auth.empty()) {
    auto said = link.send({"auth", master.auth}) ? link.receive() : Parts{};
    if (said.empty() || said[0] != "ok") return;
  }
  if (!link.send({"sync140", master.type})) return;
  for (;;) {
    auto change = link.receive();
    if (change.empty() || change[0] == "noauth") return;
    master.in_sync = true;
    if (change.size() == 3) store_.change(change[0][0], change[1], change[2], false);
  }
}
