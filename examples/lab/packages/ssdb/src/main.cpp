#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server.h"

static char pidfile[PATH_MAX];

static void stop(int) {
  if (*pidfile) unlink(pidfile);
  _exit(0);
}

static void check_password(const std::string &auth) {
  if (!auth.empty() && (auth.size() < 32 || auth == "very-strong-password"))
    throw Refused("Weak password is not allowed! It takes 32 characters.");
}

// One that an instance left behind, however it ended, stops the next.
static void write_pid(const std::string &path) {
  if (access(path.c_str(), F_OK) == 0) throw Refused("Fatal error! Pidfile " + path + " already exists!");
  FILE *file = fopen(path.c_str(), "w");
  if (!file) throw Refused("cannot write pidfile " + path);
  fprintf(file, "%d", getpid());
  fclose(file);
  if (!realpath(path.c_str(), pidfile)) *pidfile = 0;
}

static void run(const std::string &file, bool background) {
  auto config = Config::load(file);
  std::string folder = file;
  if (chdir(dirname(folder.data())) != 0) throw Refused("cannot chdir to the folder of " + file);
  struct stat found;
  auto work_dir = config->text("work_dir", ".");
  if (stat(work_dir.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)) throw Refused("work_dir not exists: " + work_dir);
  check_password(config->text("server.auth"));
  if (background && daemon(1, 0) != 0) throw Refused("cannot go to the background");
  auto path = config->text("pidfile");
  Server server(std::move(config), work_dir);
  if (!path.empty()) write_pid(path);
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  server.run();
}

int main(int count, char **words) {
  std::string file;
  bool background = false;
  for (int i = 1; i < count; i++) {
    std::string word = words[i];
    if (word == "-v") {
      std::cerr << "ssdb " VERSION "\nCopyright (c) 2012-2014 ssdb.io\n"
                << "This is a stand-in of Groundwork's lab, not SSDB.\n";
      return 0;
    }
    if (word == "-d")
      background = true;
    else if (word[0] != '-' && file.empty())
      file = word;
    else
      file = "-";
  }
  if (file.empty() || file == "-") {
    std::cerr << "Usage: " << words[0] << " [-v] [-d] /path/to/ssdb.conf\n";
    return 1;
  }
  try {
    run(file, background);
  } catch (const Refused &refused) {
    std::cerr << refused.what() << "\n";
    return 1;
  }
}
