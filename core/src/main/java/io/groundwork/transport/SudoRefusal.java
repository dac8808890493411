package io.groundwork.transport;

import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Puts what sudo says, in the C locale, into words an operator can act on. */
final class SudoRefusal {

  private static final String GIVE_PASSWORD = "give it with -K or set ansible_become_password";

  private SudoRefusal() {}

  static BecomeException silent(String user, Duration patience) {
    return because(
        "sudo neither asked for a password nor became " + user + " within " + text(patience),
        "log in to the host and see what \"sudo -u " + user + " id\" waits for");
  }

  static BecomeException wrongPassword(String user) {
    return because(
        "sudo does not accept the password given for becoming " + user,
        "give the right one with -K or set ansible_become_password");
  }

  /**
   * @param said what came on standard error
   * @param status sudo's exit status
   */
  static BecomeException of(String user, boolean passwordGiven, String said, int status) {
    String text = said.toLowerCase(Locale.ROOT);
    if (any(text, "must have a tty")) {
      return because(
          "sudo on this host wants a terminal (requiretty)",
          "write \"Defaults:LOGIN !requiretty\" for the login user into the host's sudoers");
    }
    if (any(text, "unknown user")) {
      return because("the host has no user " + user, "correct become_user or create the user");
    }
    if (any(text, "not in the sudoers", "not allowed to", "may not run", "i can't do that")) {
      return because(
          "the login user has no sudo right to run a shell as " + user,
          "allow it in the host's sudoers, or log in as a user who has the right");
    }
    if (any(text, "incorrect password", "try again", "authentication failure")) {
      return wrongPassword(user);
    }
    if (any(text, "password is required", "to read the password", "authentication is required")) {
      return passwordGiven
          ? wrongPassword(user)
          : because("sudo needs a password to become " + user, GIVE_PASSWORD);
    }
    if (any(text, "sudo: not found", "no such file", "command not found", "unknown command")
        || status == 127) {
      return because(
          "the host has no sudo",
          "install the package sudo there, or log in as " + user + " itself");
    }
    return because(
        "sudo did not become " + user + ": " + lastLine(said, status),
        "log in to the host and try \"sudo -u " + user + " id\"");
  }

  private static BecomeException because(String summary, String remedy) {
    return new BecomeException(Problem.of(summary).withRemedy(remedy));
  }

  private static boolean any(String text, String... needles) {
    return List.of(needles).stream().anyMatch(text::contains);
  }

  private static String lastLine(String said, int status) {
    return said.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(String::strip)
        .orElse("it ended with status " + status + " and said nothing");
  }

  private static String text(Duration patience) {
    return patience.toMillis() < 10_000 ? patience.toMillis() + " ms" : patience.toSeconds() + " s";
  }
}
