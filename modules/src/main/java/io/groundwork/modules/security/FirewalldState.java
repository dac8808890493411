package io.groundwork.modules.security;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What firewalld says of one entry.
 *
 * @param usable whether it is there
 * @param running whether the daemon runs
 * @param zone the zone in question
 * @param stored whether the entry is stored: yes, no, or what firewalld says instead; for a target
 *     the target; empty when nobody asked
 * @param live whether it is in force; likewise
 * @param others firewalls that are at work besides it
 * @param loginPort the port that this login came in by; empty when it is not known
 */
record FirewalldState(
    boolean usable,
    boolean running,
    String zone,
    String stored,
    String live,
    List<String> others,
    String loginPort) {

  /** Parses what {@code firewalld.probe.sh} prints. */
  static FirewalldState parse(Reading reading) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    String last = "";
    for (String line : Splitter.on('\n').omitEmptyStrings().split(reading.state())) {
      int blank = line.indexOf(' ');
      String key = blank < 0 ? line : line.substring(0, blank);
      if (Firewalls.active(line).isPresent()) {
        others.add(Firewalls.active(line).get());
      } else if (Set.of("no-firewalld", "running", "zone", "stored", "live").contains(key)) {
        values.put(key, blank < 0 ? "" : line.substring(blank + 1));
        last = key;
      } else {
        // An error of several lines.
        values.merge(last, line, (before, more) -> before + "; " + more);
      }
    }
    boolean usable = !values.containsKey("no-firewalld");
    if (usable && !values.containsKey("running")) {
      throw new IllegalArgumentException("unexpected lines about firewalld: " + values);
    }
    String login = reading.context();
    return new FirewalldState(
        usable,
        values.getOrDefault("running", "").equals("yes"),
        values.getOrDefault("zone", ""),
        values.getOrDefault("stored", ""),
        values.getOrDefault("live", ""),
        others,
        login.contains(" ") ? login.substring(login.lastIndexOf(' ') + 1) : "");
  }

  /** What firewalld says instead of an answer. */
  Optional<String> trouble(String kind) {
    for (String answer : List.of(stored, live)) {
      if (!answer.isEmpty()
          && !kind.equals("target")
          && !answer.equals("yes")
          && !answer.equals("no")) {
        return Optional.of(answer);
      }
    }
    return stored.startsWith("Error") ? Optional.of(stored) : Optional.empty();
  }
}
