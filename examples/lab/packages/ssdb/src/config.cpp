#include "config.h"

#include <fstream>
#include <sstream>

static std::string trimmed(const std::string &text) {
  auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::unique_ptr<Config> Config::load(const std::string &path) {
  const Refused refused("error loading conf file: '" + path + "'");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw refused;
  std::stringstream all;
  all << file.rdbuf();
  std::string rest = all.str();
  auto root = std::make_unique<Config>();
  std::vector<Config *> open{root.get()};
  while (!rest.empty()) {
    // The last character of every line goes, whether it is the line's end or not.
    auto end = rest.find('\n');
    std::string line = rest.substr(0, end == std::string::npos ? rest.size() - 1 : end);
    rest.erase(0, end == std::string::npos ? rest.size() : end + 1);
    if (trimmed(line).empty() || trimmed(line)[0] == '#') continue;
    size_t depth = line.find_first_not_of('\t');
    auto split = line.find_first_of(":=");
    if (line[depth] == ' ' || depth >= open.size() || split == std::string::npos) throw refused;
    open.resize(depth + 1);
    auto part = std::make_unique<Config>();
    part->key = trimmed(line.substr(0, split));
    part->value = trimmed(line.substr(split + 1));
    open.push_back(part.get());
    open[depth]->parts.push_back(std::move(part));
  }
  return root;
}

std::vector<const Config *> Config::all(const std::string &path) const {
  std::vector<const Config *> found{this};
  std::stringstream names(path);
  for (std::string name; std::getline(names, name, '.');) {
    std::vector<const Config *> next;
    for (auto *config : found)
      for (auto &part : config->parts)
        if (part->key == name) next.push_back(part.get());
    found = next;
  }
  return found;
}

std::string Config::text(const std::string &path, const std::string &otherwise) const {
  auto found = all(path);
  return found.empty() || found[0]->value.empty() ? otherwise : found[0]->value;
}

int Config::number(const std::string &path, int otherwise) const {
  auto value = text(path);
  return value.empty() ? otherwise : atoi(value.c_str());
}
