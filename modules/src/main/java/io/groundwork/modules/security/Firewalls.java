package io.groundwork.modules.security;

import io.groundwork.facts.LoginFacts;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;

/** The firewalls that a host may have: two of them undo each other's rules. */
final class Firewalls {

  private Firewalls() {}

  /** A snippet with the functions that look for firewalls in front. */
  static Snippet snippet(String file) {
    return new Snippet(
        file,
        Snippet.resource(Firewalls.class, "firewalls.sh").text()
            + "\n"
            + LoginFacts.CONNECTION.text()
            + "\n"
            + Snippet.resource(Firewalls.class, file).text());
  }

  /** The name in a line "active NAME" of a probe. */
  static Optional<String> active(String line) {
    return line.startsWith("active ")
        ? Optional.of(line.substring("active ".length()))
        : Optional.empty();
  }

  /** Why a firewall cannot be used beside those that are at work. */
  static Optional<Problem> conflict(String own, List<String> others) {
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    own
                        + " cannot be used while "
                        + String.join(" and ", others)
                        + " is at work on this host: each would undo what the other does")
                .withRemedy(
                    others.get(0).equals("ufw")
                        ? "turn it off first: ufw: {state: disabled}"
                        : "turn it off first: systemd: {name: "
                            + others.get(0)
                            + ", state: stopped, enabled: false}"));
  }
}
