package io.groundwork.runner.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a run is watched. Lines stay; below them, on a terminal, stands what each host is busy
 * with, and since when, and is gone at the end. Thread-safe.
 */
public final class Screen implements AutoCloseable {

  private static final int REFRESH_MILLIS = 250;
  private static final int MOST_HOSTS = 8;
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_BELOW = "\u001b[J";

  private record Busy(String what, long since, String line, Optional<Duration> left) {}

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final Map<String, Busy> hosts = new LinkedHashMap<>();
  private final Timer refresh = new Timer("screen", true);
  private int drawn;

  public Screen(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  /**
   * @param nanos the clock
   */
  Screen(Terminal terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    if (terminal.live()) {
      TimerTask task =
          new TimerTask() {
            @Override
            public void run() {
              redraw();
            }
          };
      refresh.schedule(task, REFRESH_MILLIS, REFRESH_MILLIS);
    }
  }

  public synchronized void print(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(erased());
    lines.forEach(line -> text.append(line).append('\n'));
    terminal.out().print(text);
    terminal.out().flush();
  }

  /** Shows from now on what the host is busy with. */
  public synchronized void busy(String host, String what) {
    hosts.put(host, new Busy(what, nanos.getAsLong(), "", Optional.empty()));
  }

  /**
   * The same, with about how long it still takes, which is counted down.
   *
   * @param left about how long from now
   */
  public synchronized void busy(String host, String what, Duration left) {
    hosts.put(host, new Busy(what, nanos.getAsLong(), "", Optional.of(left)));
  }

  /** Shows what goes on within it: since when, and the last line it wrote, if it wrote one. */
  public synchronized void progress(
      String host, String what, Duration elapsed, Optional<String> line) {
    Busy before = hosts.get(host);
    String earlier = before != null && before.what().equals(what) ? before.line() : "";
    long since = nanos.getAsLong() - elapsed.toNanos();
    hosts.put(host, new Busy(what, since, line.orElse(earlier), Optional.empty()));
  }

  /** Does something, such as asking a question, with nothing moving meanwhile. */
  public synchronized <T> T still(Supplier<T> what) {
    terminal.out().print(erased());
    terminal.out().flush();
    return what.get();
  }

  /** Shows the host no longer. */
  public synchronized void idle(String host) {
    hosts.remove(host);
  }

  /** Shows no host any longer. */
  public synchronized void idle() {
    hosts.clear();
    redraw();
  }

  /** Draws the lower part anew; on a terminal this happens by itself, four times a second. */
  synchronized void redraw() {
    if (!terminal.live() || (hosts.isEmpty() && drawn == 0)) {
      return;
    }
    StringBuilder text = new StringBuilder(erased());
    List<Line> lines = lower();
    lines.forEach(line -> text.append(NO_WRAP).append(line).append(WRAP).append('\n'));
    drawn = lines.size();
    terminal.out().print(text);
    terminal.out().flush();
  }

  private String erased() {
    String erase = drawn == 0 ? "" : "\r\u001b[" + drawn + "A" + ERASE_BELOW;
    drawn = 0;
    return erase;
  }

  private List<Line> lower() {
    int widest = hosts.keySet().stream().mapToInt(Cells::width).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    hosts.forEach(
        (host, busy) -> {
          if (lines.size() < MOST_HOSTS) {
            lines.add(line(Cells.pad(host, widest), busy));
          }
        });
    if (hosts.size() > MOST_HOSTS) {
      int more = hosts.size() - MOST_HOSTS;
      lines.add(terminal.line().fit(Colour.FAINT, "  and " + more + " more hosts"));
    }
    return lines;
  }

  private Line line(String host, Busy busy) {
    long seconds = Duration.ofNanos(nanos.getAsLong() - busy.since()).toSeconds();
    String left = busy.left().map(at -> "  " + left(at.toSeconds() - seconds)).orElse("");
    return terminal
        .line()
        .add(Colour.FAINT, "  ")
        .add(Colour.STRONG, host)
        .add(Colour.FAINT, String.format("  %3d s  ", seconds))
        .fit(busy.what() + left)
        .fit(Colour.FAINT, busy.line().isEmpty() ? "" : "  " + busy.line().strip());
  }

  private static String left(long seconds) {
    return seconds > 0 ? "about " + seconds + " s left" : "nearly done";
  }

  @Override
  public void close() {
    refresh.cancel();
    idle();
  }
}
