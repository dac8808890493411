package io.groundwork.engine;

import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Output;
import io.groundwork.transport.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A batch whose last step is kept going on its host until it is let go. Safe for many threads. */
final class Held implements Output {

  private final Connection connection;
  private final List<Snippet.Call> calls;
  private final Become become;
  private final Batch batch = new Batch();
  private final Frames frames = new Frames(batch.nonce());
  private final CompletableFuture<Optional<Read>> opened = new CompletableFuture<>();
  private volatile boolean released;
  private volatile Optional<String> givenUp = Optional.empty();

  /**
   * @param calls what to read first
   * @param open starts what is held; has the script's input as descriptor 3
   * @param close ends it at the end of its standard input; given what {@code open} printed
   */
  Held(
      Connection connection,
      List<Snippet.Call> calls,
      Snippet.Call open,
      Snippet close,
      Become become) {
    this.connection = connection;
    this.calls = List.copyOf(calls);
    this.become = become;
    calls.forEach(batch::read);
    batch.hold(open, close);
  }

  /**
   * Runs it, until it was let go and has ended.
   *
   * @return what was read, then what {@code open} printed, and last {@code close}
   */
  List<Read> run() throws CutException, BecomeException {
    try {
      Exchange exchange = connection.run(new Script(batch.script(), become, Duration.ZERO), this);
      Session.requireEnd(exchange, frames);
      List<Read> answers = Session.reads(calls.size() + 1, frames);
      answers.add(frames.answer(calls.size()).flatMap(Answer::after).orElseThrow());
      return answers;
    } finally {
      opened.complete(Optional.empty());
    }
  }

  @Override
  public void out(byte[] bytes, int offset, int length) {
    frames.out(bytes, offset, length);
    frames.peek(calls.size()).ifPresent(read -> opened.complete(Optional.of(read)));
  }

  @Override
  public void err(byte[] bytes, int offset, int length) {
    frames.err(bytes, offset, length);
  }

  @Override
  public Optional<String> waiting() {
    return frames.waiting().or(() -> givenUp);
  }

  @Override
  public boolean complete() {
    return frames.complete();
  }

  @Override
  public boolean holdsInput() {
    return !released;
  }

  /** What {@code open} printed; empty when the host has not come to it in this time. */
  Optional<Read> opened(Duration patience) throws InterruptedException {
    try {
      return opened.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Lets the host end it. */
  void release() {
    released = true;
  }

  /** Cuts the batch. */
  void giveUp(String why) {
    givenUp = Optional.of(why);
  }
}
