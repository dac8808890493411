package io.groundwork.facts;

import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where this login by SSH comes from, and the host's port that it came in by; both empty where it
 * is no such login. Not of Ansible, which does not have them under sudo.
 */
public final class LoginFacts {

  /** Defines {@code login_connection}, which prints what sshd said of this login. */
  public static final Snippet CONNECTION = Snippet.resource(LoginFacts.class, "login.sh");

  static final FactSource SOURCE =
      new FactSource(
          "login",
          List.of("login_address", "login_port"),
          Probe.of(
              new Snippet("login.sh", CONNECTION.text() + "\nlogin_connection").call(),
              LoginFacts::facts));

  /** An address of a link has the interface behind it. */
  private static final Pattern LINE =
      Pattern.compile(
          "([0-9A-Fa-f.:]+)(?:%\\S+)? [0-9]{1,5} [0-9A-Fa-f.:]+(?:%\\S+)? ([0-9]{1,5})");

  private LoginFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    if (reading.state().isBlank()) {
      return Map.of("login_address", "", "login_port", "");
    }
    Matcher line = Lines.match(LINE, reading.state().strip());
    return Map.of("login_address", line.group(1), "login_port", line.group(2));
  }
}
