package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a run keeps other runs away from the hosts that it changes. A dry run locks nothing.
 *
 * @param run the run's name, as another run is told it: letters, digits and {@code . _ -}
 * @param who who runs it and from where, such as {@code anna@ops1}
 * @param patience how long to wait for another run to leave a host; zero to give the host up
 */
public record Locking(String run, String who, Duration patience) {

  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public Locking {
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException("not the name of a run: " + run);
    }
    Objects.requireNonNull(who, "who");
    if (patience.isNegative()) {
      throw new IllegalArgumentException("a patience of " + patience);
    }
  }

  /** In the name of this process's user on this machine, without waiting. */
  public static Locking byThisProcess() {
    byte[] name = new byte[4];
    RANDOM.nextBytes(name);
    return new Locking(
        BaseEncoding.base16().lowerCase().encode(name),
        System.getProperty("user.name") + "@" + machine(),
        Duration.ZERO);
  }

  // Not by InetAddress, which asks name servers and may wait for them.
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname"), UTF_8).strip();
    } catch (IOException e) {
      return "an unnamed machine";
    }
  }

  /** What the lock says of its run besides its name: since when, and who. */
  String since(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS) + " " + who.replaceAll("\\p{Cntrl}", "?");
  }

  public Locking run(String name) {
    return new Locking(name, who, patience);
  }

  public Locking patient(Duration time) {
    return new Locking(run, who, time);
  }
}
