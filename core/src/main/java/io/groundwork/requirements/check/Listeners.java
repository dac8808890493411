package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who listens on a host's TCP ports.
 *
 * @param all one entry a listening socket
 * @param root whether root looked, who sees the names of all processes
 */
record Listeners(List<Listener> all, boolean root) {

  static final Snippet.Call CALL = Snippet.resource(Listeners.class, "listeners.sh").call();

  private static final Pattern SS =
      Pattern.compile("ss LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d{1,5})\\s+\\S+(?:\\s+(.*))?");
  private static final Pattern PROC =
      Pattern.compile("proc ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})");
  private static final Pattern PROCESS = Pattern.compile("\\(\"([^\"]*)\",");

  /**
   * A listening socket.
   *
   * @param processes names of the processes that hold it; empty when they are not shown
   */
  record Listener(int port, List<String> processes) {
    Listener {
      processes = List.copyOf(processes);
    }
  }

  Listeners {
    all = List.copyOf(all);
  }

  List<Listener> on(int port) {
    return all.stream().filter(listener -> listener.port() == port).toList();
  }

  static Listeners parse(Reading reading) {
    List<Listener> found = new ArrayList<>();
    boolean root = false;
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("uid ")) {
        root = Lines.number(line.substring(4)) == 0;
      } else if (line.startsWith("proc ")) {
        found.add(new Listener(Integer.parseInt(Lines.match(PROC, line).group(2), 16), List.of()));
      } else {
        Matcher socket = Lines.match(SS, line);
        found.add(new Listener(Integer.parseInt(socket.group(2)), processes(socket.group(3))));
      }
    }
    return new Listeners(found, root);
  }

  private static List<String> processes(String words) {
    TreeSet<String> names = new TreeSet<>();
    Matcher process = PROCESS.matcher(words == null ? "" : words);
    while (process.find()) {
      names.add(process.group(1));
    }
    return List.copyOf(names);
  }
}
