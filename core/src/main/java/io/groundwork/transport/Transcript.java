package io.groundwork.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Collects what a command writes, up to a bound, and lets one thread wait for parts of it. */
final class Transcript implements Exec.Listener {

  /** A duration that stands for "as long as it takes". */
  static final Duration FOREVER = Duration.ofDays(365);

  private final long limit;

  @GuardedBy("this")
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @GuardedBy("this")
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @GuardedBy("this")
  private Optional<Spill> spill = Optional.empty();

  @GuardedBy("this")
  private boolean spilling;

  @GuardedBy("this")
  private Optional<String> fault = Optional.empty();

  @GuardedBy("this")
  private boolean ended;

  @GuardedBy("this")
  private OptionalInt exit = OptionalInt.empty();

  @GuardedBy("this")
  private Optional<String> cut = Optional.empty();

  /**
   * @param limit bytes kept of each stream; more makes {@link #fault()} present
   */
  Transcript(long limit) {
    this.limit = limit;
  }

  /** Where standard output goes once a line of it has ended with the marker. */
  private record Spill(String marker, OutputStream sink) {}

  /** Passes on to the sink, instead of collecting, what follows the line with the marker. */
  synchronized void spillAfter(String marker, OutputStream sink) {
    spill = Optional.of(new Spill(marker + "\n", sink));
  }

  @Override
  public synchronized void out(byte[] bytes, int offset, int length) {
    if (fault.isEmpty()) {
      collect(bytes, offset, length);
    }
    notifyAll();
  }

  @GuardedBy("this")
  private void collect(byte[] bytes, int offset, int length) {
    if (spill.isPresent() && spilling) {
      spill(bytes, offset, length);
      return;
    }
    keep(out, bytes, offset, length, "standard output");
    if (spill.isEmpty()) {
      return;
    }
    String text = out.toString(ISO_8859_1);
    int start = text.indexOf(spill.get().marker());
    if (start < 0) {
      return;
    }
    spilling = true;
    int from = start + spill.get().marker().length();
    spill(text.substring(from).getBytes(ISO_8859_1), 0, text.length() - from);
  }

  @GuardedBy("this")
  private void spill(byte[] bytes, int offset, int length) {
    try {
      spill.orElseThrow().sink().write(bytes, offset, length);
    } catch (IOException e) {
      fault = Optional.of("the content could not be stored here: " + e.getMessage());
    }
  }

  @Override
  public synchronized void err(byte[] bytes, int offset, int length) {
    if (fault.isEmpty()) {
      keep(err, bytes, offset, length, "standard error");
    }
    notifyAll();
  }

  @GuardedBy("this")
  private void keep(
      ByteArrayOutputStream kept, byte[] bytes, int offset, int length, String stream) {
    long room = limit - kept.size();
    kept.write(bytes, offset, (int) Math.min(room, length));
    if (length > room) {
      fault = Optional.of("it wrote more than " + size(limit) + " to " + stream);
    }
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }

  @Override
  public synchronized void ended(OptionalInt status, Optional<String> why) {
    if (ended) {
      return;
    }
    ended = true;
    exit = status;
    cut = why;
    notifyAll();
  }

  /**
   * Waits until the condition holds, the command has ended or broken a bound.
   *
   * @return whether one of these came in time
   */
  synchronized boolean await(Predicate<Transcript> condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (!ended && fault.isEmpty() && !condition.test(this)) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          interrupted = true;
          fault = Optional.of("interrupted");
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** A reason of our own to give the command up. */
  synchronized Optional<String> fault() {
    return fault;
  }

  synchronized OptionalInt exit() {
    return exit;
  }

  synchronized Optional<String> cut() {
    return cut;
  }

  /** Standard output so far, one char a byte. */
  synchronized String outText() {
    return out.toString(ISO_8859_1);
  }

  /** Standard error so far, one char a byte. */
  synchronized String errText() {
    return err.toString(ISO_8859_1);
  }
}
