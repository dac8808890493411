package io.groundwork.runner.command;

import io.groundwork.module.Registry;
import io.groundwork.transport.ssh.SshConnector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * What every run needs whatever it is asked, made ready beside the reading of what it is asked: a
 * run on hosts that are as wanted takes about a second, and half of that is this.
 *
 * @param ssh the way to hosts, its cryptography loaded; reaches none by itself
 * @param modules the modules there are
 */
record HeadStart(SshConnector ssh, Supplier<Registry> modules) implements AutoCloseable {

  static HeadStart begin() {
    Supplier<Registry> modules = beside(Registry::load);
    SshConnector ssh = new SshConnector();
    ssh.prepare();
    return new HeadStart(ssh, modules);
  }

  Registry registry() {
    return modules.get();
  }

  /** Works something out in a thread of its own; whoever asks waits, and gets what it throws. */
  static <T> Supplier<T> beside(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "beside");
    thread.setDaemon(true);
    thread.start();
    return () -> result(task);
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while getting ready", e);
    }
  }

  @Override
  public void close() {
    ssh.close();
  }
}
