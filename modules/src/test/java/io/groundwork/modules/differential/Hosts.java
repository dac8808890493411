package io.groundwork.modules.differential;

import io.groundwork.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The two hosts, alike in everything but their names.
 *
 * @param first the one that Ansible works on
 * @param second the one that Groundwork works on
 */
record Hosts(Lab lab, String first, String second) {

  /** Where the cases have their directories, on both. */
  static final String PLACE = "/var/tmp/diff";

  /** What Ansible cannot do without, and what cases need. */
  private static final String PREPARE =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq update
      apt-get -qq -y --no-install-recommends install >/dev/null \\
        python3 python3-apt cron curl procps unzip bzip2 xz-utils zstd acl
      echo ready
      """;

  /** What is another in the name of every backup. */
  private static final Pattern BACKUP =
      Pattern.compile(
          "\\.[0-9]+\\.[0-9]{4}-[0-9]{2}-[0-9]{2}@[0-9:]+~|(?<=^/tmp/crontab)[A-Za-z0-9_]{8}$");

  /** The same of both hosts. */
  record Pair<T>(T first, T second) {}

  /** What a host is like: for each case, a state for each thing; the host itself is "host". */
  static final class State extends TreeMap<String, TreeMap<String, String>> {
    private static final long serialVersionUID = 1;
  }

  void reset() {
    lab.reset(first, second);
    each(host -> lab.root(host, PREPARE));
  }

  /** Gives them back as they were. */
  void leave() {
    lab.reset(first, second);
  }

  void before(List<Case> cases) {
    StringBuilder script = new StringBuilder("set -e\nrm -rf " + PLACE + "\n");
    for (Case one : cases) {
      script
          .append("mkdir -p " + one.directory() + " && cd " + one.directory() + "\n")
          .append("sh -eu <<'BEFORE' || { echo 'before of " + quoted(one.id()) + "'; exit 1; }\n")
          .append(one.before().strip())
          .append("\nBEFORE\n");
    }
    each(host -> lab.root(host, script.toString()));
  }

  Pair<State> state(List<Case> cases) throws IOException {
    String python = Files.readString(DifferentialTest.HOME.resolve("state.py"));
    StringBuilder script = new StringBuilder("python3 - ");
    cases.forEach(one -> script.append("'" + quoted(one.id()) + "' " + one.directory() + " \\\n"));
    script.append("<<'STATE'\n").append(python).append("STATE\n");
    for (Case one : cases) {
      if (!one.witness().isEmpty()) {
        script
            .append("cd " + one.directory() + "\n{ sh 2>&1 <<'WITNESS'\n")
            .append(one.witness().strip())
            .append("\nWITNESS\n} | awk '{ printf \"%s\\tsays %d\\t%s\\n\", id, NR, $0 }' ")
            .append("id='" + quoted(one.id()) + "'\n");
      }
    }
    return each(host -> parse(lab.root(host, script.toString())));
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''");
  }

  private static State parse(String output) {
    State state = new State();
    for (String line : output.lines().toList()) {
      String[] parts = line.split("\t", 3);
      if (parts.length < 3) {
        throw new AssertionError("not a line of a state: " + line + "\n" + output);
      }
      String name = BACKUP.matcher(parts[1]).replaceAll(".ANY~");
      state.computeIfAbsent(parts[0], id -> new TreeMap<>()).put(name, parts[2]);
    }
    return state;
  }

  private <T> Pair<T> each(Function<String, T> work) {
    CompletableFuture<T> one = CompletableFuture.supplyAsync(() -> work.apply(first));
    T two = work.apply(second);
    return new Pair<>(one.join(), two);
  }
}
