#include "store.h"

#include <chrono>
#include <cstdlib>
#include <sys/file.h>
#include <sys/stat.h>

#include "config.h"

Store::Store(const std::string &work_dir) {
  for (auto *part : {"/data", "/meta"}) mkdir((work_dir + part).c_str(), 0755);
  auto path = work_dir + "/data/stand-in.log";
  replay(path);
  log_ = fopen(path.c_str(), "ab");
  if (!log_ || flock(fileno(log_), LOCK_EX | LOCK_NB) != 0) throw Refused("open main db failed: " + path);
}

void Store::replay(const std::string &path) {
  FILE *log = fopen(path.c_str(), "rb");
  if (!log) return;
  char kind;
  size_t key, value;
  while (fscanf(log, "%c %zu %zu ", &kind, &key, &value) == 3) {
    Change change{kind, std::string(key, 0), std::string(value, 0), true};
    if (fread(change.key.data(), 1, key, log) != key) break;
    if (fread(change.value.data(), 1, value, log) != value || fgetc(log) != '\n') break;
    apply(change);
  }
  fclose(log);
}

void Store::apply(const Change &change) {
  if (change.kind == 's')
    values_[change.key] = change.value;
  else
    values_.erase(change.key);
}

std::optional<std::string> Store::get(const std::string &key) {
  std::lock_guard lock(mutex_);
  auto found = values_.find(key);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

void Store::change(char kind, const std::string &key, const std::string &value, bool own) {
  std::lock_guard lock(mutex_);
  fprintf(log_, "%c %zu %zu ", kind, key.size(), value.size());
  fwrite(key.data(), 1, key.size(), log_);
  fwrite(value.data(), 1, value.size(), log_);
  fputc('\n', log_);
  fflush(log_);
  changes_.push_back({kind, key, value, own});
  apply(changes_.back());
  changed_.notify_all();
}

size_t Store::size() {
  std::lock_guard lock(mutex_);
  return values_.size();
}

std::map<std::string, std::string> Store::copy(size_t &next_change) {
  std::lock_guard lock(mutex_);
  next_change = changes_.size();
  return values_;
}

std::optional<Store::Change> Store::change_at(size_t number) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::seconds(1), [&] { return changes_.size() > number; });
  return changes_.size() > number ? std::optional(changes_[number]) : std::nullopt;
}
