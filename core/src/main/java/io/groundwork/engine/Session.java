package io.groundwork.engine;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One host during a run: sends batches over its connection and takes the answers apart. */
final class Session implements AutoCloseable {

  /** Larger payloads go ahead of the batch in a stream of their own, not inside its text. */
  private static final long INLINE_BYTES = 256 * 1024;

  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Reads for one user, as {@link HostReader} promises. */
  HostReader reader(Become become) {
    return calls -> read(calls, become);
  }

  private synchronized List<Read> read(List<Snippet.Call> calls, Become become)
      throws CutException, BecomeException {
    if (calls.isEmpty()) {
      return List.of();
    }
    Batch batch = new Batch();
    calls.forEach(batch::read);
    Exchange exchange = connection.run(new Script(batch.script(), become, Duration.ZERO));
    Frames frames = Frames.parse(batch.nonce(), exchange);
    requireEnd(exchange, frames, batch);
    List<Read> answers = new ArrayList<>();
    for (int step = 0; step < calls.size(); step++) {
      answers.add(frames.answer(step).flatMap(Frames.Answer::before).orElseThrow());
    }
    return answers;
  }

  /**
   * What became of a batch of guarded changes.
   *
   * @param answers one for each step, as far as the host got
   * @param cut why the connection went, if it did
   */
  record Outcome(List<Optional<Frames.Answer>> answers, Optional<String> cut) {}

  /** Sends guarded changes in one exchange; large payloads go ahead of it. */
  Outcome apply(List<Batch.Guarded> steps, Become become) throws CutException, BecomeException {
    return apply(steps, become, Duration.ZERO);
  }

  /**
   * The same within a time limit, after which it is given up as cut.
   *
   * @param timeout zero for none
   */
  synchronized Outcome apply(List<Batch.Guarded> steps, Become become, Duration timeout)
      throws CutException, BecomeException {
    Batch batch = new Batch();
    List<String> staged = new ArrayList<>();
    for (Batch.Guarded step : steps) {
      batch.guarded(stage(step, become, batch.nonce(), staged));
    }
    String cleaning =
        staged.isEmpty() ? "" : "trap 'rm -f " + String.join(" ", staged) + "' EXIT\n";
    Exchange exchange = connection.run(new Script(cleaning + batch.script(), become, timeout));
    Frames frames = Frames.parse(batch.nonce(), exchange);
    if (exchange.cut().isEmpty() && !frames.ended()) {
      requireEnd(exchange, frames, batch);
    }
    List<Optional<Frames.Answer>> answers = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      answers.add(frames.answer(step));
    }
    return new Outcome(answers, exchange.cut());
  }

  private Batch.Guarded stage(Batch.Guarded step, Become become, String nonce, List<String> staged)
      throws CutException, BecomeException {
    Map<Integer, String> paths = new HashMap<>();
    for (int number = 0; number < step.changes().size(); number++) {
      Change change = step.changes().get(number);
      if (change.payload().isPresent() && size(change.payload().get()) > INLINE_BYTES) {
        // Nobody can guess the name, and put refuses a file that exists.
        String path = "/tmp/." + nonce + "." + staged.size();
        put(change.payload().get(), path, become);
        staged.add(path);
        paths.put(number, path);
      }
    }
    return new Batch.Guarded(step.probe(), step.expected(), step.changes(), paths);
  }

  private void put(ByteSource content, String path, Become become)
      throws CutException, BecomeException {
    try {
      connection.put(content, path, become);
    } catch (IOException e) {
      throw new CutException("a file could not be sent: " + e.getMessage());
    }
  }

  private static long size(ByteSource content) {
    try {
      return content.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEnd(Exchange exchange, Frames frames, Batch batch)
      throws CutException {
    if (exchange.cut().isPresent()) {
      throw new CutException(exchange.cut().get());
    }
    if (!frames.ended()) {
      throw new CutException(
          "the shell on the host ended early with status "
              + exchange.exit().getAsInt()
              + lastLine(exchange.err(), batch.nonce()));
    }
  }

  private static String lastLine(String err, String nonce) {
    return err.lines()
        .filter(line -> !line.isBlank() && !line.startsWith(nonce))
        .reduce((first, second) -> second)
        .map(line -> ": " + line.strip())
        .orElse("");
  }

  @Override
  public void close() {
    connection.close();
  }
}
