package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hears Ctrl-C while hosts are being worked on: the first asks the run to end where it is safe, the
 * second ends it now, and should that take long, the third ends the process.
 */
final class Interrupts {

  private static final String REMARK =
      "Interrupted: the change under way on each host may end. Once more to stop at once.";

  private static final String LAST_REMARK =
      "Stopped: changes that were under way are cut, and how far they came is not known.";

  private Interrupts() {}

  /**
   * Does the work with a hand on the brake.
   *
   * @param stop called on the first signal
   * @param abort called on the second
   * @param remark told what happens then
   */
  static <T> T during(Runnable stop, Runnable abort, Consumer<String> remark, Supplier<T> work) {
    AtomicInteger asked = new AtomicInteger();
    Runnable heard =
        () -> {
          switch (asked.getAndIncrement()) {
            case 0 -> {
              remark.accept(REMARK);
              stop.run();
            }
            case 1 -> {
              remark.accept(LAST_REMARK);
              abort.run();
            }
            default -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
        };
    Optional<Object> before = handle(heard);
    try {
      return work.get();
    } finally {
      before.ifPresent(Interrupts::handle);
    }
  }

  /** Does the work, such as asking a question, with Ctrl-C ending the process as usual. */
  static <T> T unheard(Supplier<T> work) {
    Optional<Object> before = usual().flatMap(Interrupts::handle);
    try {
      return work.get();
    } finally {
      before.ifPresent(Interrupts::handle);
    }
  }

  private static Optional<Object> usual() {
    try {
      return Optional.of(Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  // By reflection: javac warns about the class and takes no suppression, and a shutdown hook, the
  // official way, cannot hear the second signal.
  private static Optional<Object> handle(Object handler) {
    try {
      Class<?> signals = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object taken = handler instanceof Runnable heard ? handler(handlers, heard) : handler;
      Object interrupt = signals.getConstructor(String.class).newInstance("INT");
      return Optional.of(
          signals.getMethod("handle", signals, handlers).invoke(null, interrupt, taken));
    } catch (ReflectiveOperationException e) {
      // A Java without these classes: Ctrl-C ends the process, as it does without us.
      return Optional.empty();
    }
  }

  private static Object handler(Class<?> type, Runnable heard) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, args) -> {
          heard.run();
          return null;
        });
  }
}
