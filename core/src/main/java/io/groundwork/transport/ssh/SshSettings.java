package io.groundwork.transport.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connector takes from its surroundings.
 *
 * @param home where {@code .ssh} is
 * @param user the login user when nothing names one
 * @param agent the socket of an ssh-agent
 * @param silence how long a host may stay silent, on our asking, until it counts as dead
 * @param outputLimit bytes kept of each output stream of a script
 */
public record SshSettings(
    Path home, String user, Optional<Path> agent, Duration silence, long outputLimit) {

  private static final Duration SILENCE = Duration.ofSeconds(28);
  private static final long OUTPUT_LIMIT = 64L << 20;

  public SshSettings {
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(silence, "silence");
    if (outputLimit < 1) {
      throw new IllegalArgumentException("an output limit of " + outputLimit);
    }
  }

  /** As this process was started: the user's home directory and {@code SSH_AUTH_SOCK}. */
  public static SshSettings system() {
    Optional<Path> agent =
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
            .filter(path -> !path.isBlank())
            .map(Path::of);
    return of(Path.of(System.getProperty("user.home")), agent);
  }

  /** Another home directory and agent, and for the rest what is usual. */
  public static SshSettings of(Path home, Optional<Path> agent) {
    return new SshSettings(home, System.getProperty("user.name"), agent, SILENCE, OUTPUT_LIMIT);
  }

  public SshSettings withSilence(Duration duration) {
    return new SshSettings(home, user, agent, duration, outputLimit);
  }

  public SshSettings withOutputLimit(long bytes) {
    return new SshSettings(home, user, agent, silence, bytes);
  }

  Path dotSsh(String name) {
    return home.resolve(".ssh").resolve(name);
  }
}
