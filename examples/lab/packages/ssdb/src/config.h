#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// A configuration file: keys below keys, by indentation with TABs. A key may stand there more than once.
struct Config {
  std::string key, value;
  std::vector<std::unique_ptr<Config>> parts;

  static std::unique_ptr<Config> load(const std::string &path);

  // The values at a path such as "server.port", in the file's order.
  std::vector<const Config *> all(const std::string &path) const;
  std::string text(const std::string &path, const std::string &otherwise = "") const;
  int number(const std::string &path, int otherwise) const;
};

// What keeps the server from starting.
struct Refused : std::runtime_error {
  using runtime_error::runtime_error;
};
