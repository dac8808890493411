package io.groundwork.transport.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** One command of the embedded server: a process and the threads that feed it. */
final class EmbeddedCommand implements Command {

  /** How long processes left in the background may hold the output after the command's end. */
  private static final long STRAGGLERS_MILLIS = 1000;

  private final ProcessBuilder builder;
  private final AtomicLong left;
  private final AtomicBoolean deaf;
  private Optional<InputStream> in = Optional.empty();
  private Optional<OutputStream> out = Optional.empty();
  private Optional<OutputStream> err = Optional.empty();
  private Optional<ExitCallback> exit = Optional.empty();
  private Optional<Process> process = Optional.empty();

  /**
   * @param dropAfter bytes of standard output after which the connection is dropped
   * @param deaf when true, what the command writes is held back
   */
  EmbeddedCommand(ProcessBuilder builder, long dropAfter, AtomicBoolean deaf) {
    this.builder = builder;
    this.left = new AtomicLong(dropAfter);
    this.deaf = deaf;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = Optional.of(stream);
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = Optional.of(stream);
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = Optional.of(stream);
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = Optional.of(callback);
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    Process started = builder.start();
    process = Optional.of(started);
    thread("in", () -> feed(in.orElseThrow(), started.getOutputStream()));
    Thread errors =
        thread("err", () -> drain(channel, started.getErrorStream(), err.orElseThrow(), false));
    Thread output =
        thread("out", () -> drain(channel, started.getInputStream(), out.orElseThrow(), true));
    thread("end", () -> finish(started, output, errors));
  }

  private static Thread thread(String name, Runnable body) {
    Thread thread = new Thread(body, "embedded-ssh-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void feed(InputStream from, OutputStream to) {
    try (to) {
      byte[] buffer = new byte[32 * 1024];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      return; // the command does not want more, or the client is gone
    }
  }

  private void drain(ChannelSession channel, InputStream from, OutputStream to, boolean counted) {
    byte[] buffer = new byte[32 * 1024];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (deaf.get()) {
          continue;
        }
        int allowed = counted ? (int) Math.min(read, left.getAndAdd(-read)) : read;
        to.write(buffer, 0, Math.max(0, allowed));
        to.flush();
        if (allowed < read) {
          drop(channel);
          return;
        }
      }
    } catch (IOException e) {
      process.ifPresent(Process::destroyForcibly); // the client is gone
    }
  }

  /** Ends the connection without a word, after what was written has left. */
  private static void drop(ChannelSession channel) {
    var unused = channel.getSession().getIoSession().close(false);
  }

  private void finish(Process started, Thread output, Thread errors) {
    try {
      int status = started.waitFor();
      output.join(STRAGGLERS_MILLIS);
      errors.join(STRAGGLERS_MILLIS);
      if (!deaf.get()) {
        exit.orElseThrow().onExit(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    process.ifPresent(
        started -> {
          started.descendants().forEach(ProcessHandle::destroyForcibly);
          started.destroyForcibly();
        });
  }
}
