package io.groundwork.requirements.check;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server to reach over TCP. */
public record Endpoint(String host, int port) {

  private static final Pattern WRITTEN =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]{0,253})(?::([0-9]{1,5}))?");

  public Endpoint {
    Objects.requireNonNull(host, "host");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("no TCP port: " + port);
    }
  }

  /**
   * The server that a person has written as {@code HOST:PORT} or {@code HOST}.
   *
   * @param port where none is written
   */
  public static Optional<Endpoint> parse(String text, int port) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(2) == null ? port : Integer.parseInt(matcher.group(2));
    return number < 1 || number > 65535
        ? Optional.empty()
        : Optional.of(new Endpoint(matcher.group(1), number));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
