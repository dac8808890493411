#pragma once

#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// Keys and values, kept in a log below the work directory; and what changed, for replicas.
class Store {
 public:
  struct Change {
    char kind;  // 's' for set, 'd' for delete
    std::string key, value;
    bool own;  // not taken over from another server
  };

  explicit Store(const std::string &work_dir);

  std::optional<std::string> get(const std::string &key);
  void change(char kind, const std::string &key, const std::string &value, bool own);
  size_t size();
  std::map<std::string, std::string> copy(size_t &next_change);
  // The change with that number, waiting a second for it; changes are numbered from 0 at the start.
  std::optional<Change> change_at(size_t number);

 private:
  void apply(const Change &change);
  void replay(const std::string &path);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::string> values_;
  std::vector<Change> changes_;
  FILE *log_;
};
