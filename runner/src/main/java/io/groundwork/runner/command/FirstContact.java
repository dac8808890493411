package io.groundwork.runner.command;

import io.groundwork.runner.report.Counted;
import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Target;
import io.groundwork.transport.ssh.SshConnector;
import io.groundwork.transport.ssh.Stranger;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hosts that are met for the first time: all their keys are found first and asked about once. */
final class FirstContact {

  private static final Set<String> AGREED = Set.of("y", "yes");

  private FirstContact() {}

  /**
   * Makes the hosts known that are not, if the operator agrees.
   *
   * @param keyboard whom to ask, if anybody is there
   * @throws LoadException when there are such hosts and they are not to be known
   */
  static void with(SshConnector ssh, List<Target> targets, Optional<Keyboard> keyboard) {
    List<Stranger> strangers = ssh.strangers(targets);
    if (strangers.isEmpty()) {
      return;
    }
    boolean agreed =
        keyboard
            .flatMap(someone -> Interrupts.unheard(() -> someone.line(question(strangers))))
            .map(answer -> AGREED.contains(answer.strip().toLowerCase(Locale.ROOT)))
            .orElse(false);
    if (!agreed) {
      throw new LoadException(unknown(strangers));
    }
    try {
      ssh.trust(strangers);
    } catch (IOException e) {
      throw new LoadException(
          Problem.of("the host keys cannot be written down: " + e.getMessage())
              .withRemedy("make " + strangers.get(0).file() + " writable"));
    }
  }

  private static String list(List<Stranger> strangers) {
    return strangers.stream()
        .map(one -> "  " + one.host() + " (" + one.address() + ")  " + one.fingerprint() + "\n")
        .collect(Collectors.joining());
  }

  private static String question(List<Stranger> strangers) {
    return Counted.of(strangers.size(), "host")
        + " not met before:\n"
        + list(strangers)
        + "Are these their keys? They are written to "
        + strangers.get(0).file()
        + " [y/N] ";
  }

  private static Problem unknown(List<Stranger> strangers) {
    String commands =
        strangers.stream().map(Stranger::command).distinct().collect(Collectors.joining("\n  "));
    return Problem.of(
            "the host keys of "
                + Counted.of(strangers.size(), "host")
                + " are not known:\n"
                + list(strangers).stripTrailing())
        .withRemedy(
            "compare them with the hosts' own, then add them, or take new keys with"
                + " --host-key-checking accept-new:\n  "
                + commands);
  }
}
