package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Hears Ctrl-C while hosts are being worked on: the first asks the run to end where it is safe, the
 * second ends the process.
 */
@SuppressWarnings("sunapi") // A shutdown hook cannot hear the second signal.
final class Interrupts implements AutoCloseable {

  private final sun.misc.Signal signal = new sun.misc.Signal("INT");
  private final sun.misc.SignalHandler before;

  private Interrupts(Runnable stop, Consumer<String> remark) {
    AtomicBoolean asked = new AtomicBoolean();
    before =
        sun.misc.Signal.handle(
            signal,
            received -> {
              if (asked.getAndSet(true)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
              }
              remark.accept(
                  "Interrupted: what is under way on each host may end. Once more to stop at once.");
              stop.run();
            });
  }

  /**
   * @param stop called on the first signal
   * @param remark told what happens
   */
  static Interrupts to(Runnable stop, Consumer<String> remark) {
    return new Interrupts(stop, remark);
  }

  @Override
  public void close() {
    sun.misc.Signal.handle(signal, before);
  }
}
