package io.groundwork.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same for many hosts, a bounded number at a time. */
final class Crew implements AutoCloseable {

  private final ExecutorService threads;

  Crew(int size) {
    this.threads = Executors.newFixedThreadPool(size);
  }

  /** Returns when all are done; what one of them throws is thrown here. */
  <T> void each(List<T> things, Consumer<T> work) {
    List<Future<?>> pending = new ArrayList<>();
    things.forEach(thing -> pending.add(threads.submit(() -> work.accept(thing))));
    for (Future<?> one : pending) {
      await(one);
    }
  }

  private static void await(Future<?> one) {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the hosts", e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
