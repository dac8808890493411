package io.groundwork.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
  private Optional<Spill> outSpill = Optional.empty();

  @GuardedBy("this")
  private Optional<Spill> errSpill = Optional.empty();

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

  /** Takes what is not collected. */
  interface Sink {
    void take(byte[] bytes, int offset, int length) throws IOException;
  }

  /** Where a stream goes once a line of it has ended with the marker. */
  private static final class Spill {
    private final String marker;
    private final Sink sink;
    private boolean open;

    private Spill(String marker, Sink sink) {
      this.marker = marker + "\n";
      this.sink = sink;
    }
  }

  /** Passes on, instead of collecting, what follows the line with the marker on standard output. */
  synchronized void spillOutAfter(String marker, Sink sink) {
    outSpill = Optional.of(new Spill(marker, sink));
  }

  /** Likewise for standard error. */
  synchronized void spillErrAfter(String marker, Sink sink) {
    errSpill = Optional.of(new Spill(marker, sink));
  }

  @Override
  public synchronized void out(byte[] bytes, int offset, int length) {
    collect(out, outSpill, bytes, offset, length, "standard output");
    notifyAll();
  }

  @Override
  public synchronized void err(byte[] bytes, int offset, int length) {
    collect(err, errSpill, bytes, offset, length, "standard error");
    notifyAll();
  }

  @GuardedBy("this")
  private void collect(
      ByteArrayOutputStream kept,
      Optional<Spill> spill,
      byte[] bytes,
      int offset,
      int length,
      String stream) {
    if (fault.isPresent()) {
      return;
    }
    if (spill.isEmpty()) {
      keep(kept, bytes, offset, length, stream);
      return;
    }
    Spill way = spill.get();
    if (way.open) {
      spill(way, bytes, offset, length);
      return;
    }
    // Whatever comes with the marker counts for the one behind it.
    kept.write(bytes, offset, length);
    String text = kept.toString(ISO_8859_1);
    int start = text.indexOf(way.marker);
    if (start < 0) {
      if (text.length() > limit) {
        fault = Optional.of("it wrote more than " + size(limit) + " to " + stream);
      }
      return;
    }
    way.open = true;
    int from = start + way.marker.length();
    kept.reset();
    kept.writeBytes(text.substring(0, from).getBytes(ISO_8859_1));
    spill(way, text.substring(from).getBytes(ISO_8859_1), 0, text.length() - from);
  }

  @GuardedBy("this")
  private void spill(Spill way, byte[] bytes, int offset, int length) {
    try {
      way.sink.take(bytes, offset, length);
    } catch (IOException e) {
      fault = Optional.of("the content could not be stored here: " + e.getMessage());
    }
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
