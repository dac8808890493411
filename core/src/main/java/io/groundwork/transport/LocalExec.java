package io.groundwork.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command as a process on this machine. */
final class LocalExec implements Exec {

  /** How long a process left in the background may hold the output after the command's end. */
  private static final long STRAGGLERS_MILLIS = 2000;

  private final Process process;
  private final Listener listener;
  private final AtomicBoolean ended = new AtomicBoolean();

  private LocalExec(Process process, Listener listener) {
    this.process = process;
    this.listener = listener;
  }

  static LocalExec start(ProcessBuilder builder, Listener listener) throws IOException {
    LocalExec exec = new LocalExec(builder.start(), listener);
    Thread out = exec.thread("out", () -> drain(exec.process.getInputStream(), listener::out));
    Thread err = exec.thread("err", () -> drain(exec.process.getErrorStream(), listener::err));
    exec.thread("end", () -> exec.finish(List.of(out, err)));
    return exec;
  }

  private Thread thread(String name, Runnable body) {
    Thread thread = new Thread(body, "local-" + name + "-" + process.pid());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** One of the listener's two methods for bytes. */
  private interface Taker {
    void take(byte[] bytes, int offset, int length);
  }

  private static void drain(InputStream from, Taker taker) {
    byte[] buffer = new byte[32 * 1024];
    try (from) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        taker.take(buffer, 0, read);
      }
    } catch (IOException e) {
      return; // the process was killed
    }
  }

  private void finish(List<Thread> drains) {
    try {
      int status = process.waitFor();
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STRAGGLERS_MILLIS);
      for (Thread drain : drains) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        drain.join(Math.max(1, left));
      }
      end(OptionalInt.of(status), Optional.empty());
    } catch (InterruptedException e) {
      end(OptionalInt.empty(), Optional.of("interrupted"));
    }
  }

  private void end(OptionalInt exit, Optional<String> cut) {
    if (ended.compareAndSet(false, true)) {
      listener.ended(exit, cut);
    }
  }

  @Override
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  @Override
  public void leave() {
    end(OptionalInt.of(0), Optional.empty());
  }

  @Override
  public void kill(String why) {
    end(OptionalInt.empty(), Optional.of(why));
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
