package io.groundwork.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A connection over anything that can start a shell command: an SSH session, or this machine. */
public final class ShellConnection implements Connection {

  /** How long sudo may take from one word to the next. */
  private static final Duration SUDO_PATIENCE = Duration.ofSeconds(60);

  /** How long a command whose input broke may take to say why. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** What may come before a script's own output. */
  private static final long NOISE_LIMIT = 1 << 20;

  /** How often to look whether a script should be given up. */
  private static final Duration TURN = Duration.ofMillis(200);

  /** How many turns a script that has said all may take to end. */
  private static final int STRAGGLING_TURNS = 5;

  private final Exec.Starter starter;
  private final long outputLimit;
  private final AtomicLong exchanges = new AtomicLong();

  /**
   * @param outputLimit bytes kept of each output stream of a script; beyond it the script is cut
   */
  public ShellConnection(Exec.Starter starter, long outputLimit) {
    this.starter = starter;
    this.outputLimit = outputLimit;
  }

  @Override
  public Exchange run(Script script) throws BecomeException {
    Transcript transcript = new Transcript(outputLimit);
    BecomeDialog dialog = new BecomeDialog(script.become(), starter.user());
    converse(dialog, transcript, script.timeout(), exec -> send(exec, dialog.whole(script.text())));
    Optional<String> cut = transcript.fault().or(transcript::cut);
    OptionalInt exit = cut.isPresent() ? OptionalInt.empty() : transcript.exit();
    return new Exchange(
        exit, dialog.own(transcript.outText()), dialog.own(transcript.errText()), cut);
  }

  @Override
  public Exchange run(Script script, Output output) throws BecomeException {
    Transcript transcript = new Transcript(Math.min(outputLimit, NOISE_LIMIT));
    BecomeDialog dialog = new BecomeDialog(script.become(), starter.user());
    transcript.spillOutAfter(dialog.opening(), output::out);
    transcript.spillErrAfter(dialog.opening(), output::err);
    converse(
        dialog,
        transcript,
        script.timeout(),
        exec -> {
          type(exec, dialog.whole(script.text()));
          boolean held = output.holdsInput();
          if (!held) {
            exec.stdin().close();
          }
          int late = 0;
          while (!transcript.await(t -> false, TURN)) {
            if (held && !output.holdsInput()) {
              held = false;
              exec.stdin().close();
            }
            output.waiting().ifPresent(exec::kill);
            if (output.complete() && ++late > STRAGGLING_TURNS) {
              exec.leave();
            }
          }
        });
    Optional<String> cut = transcript.fault().or(transcript::cut);
    OptionalInt exit = cut.isPresent() ? OptionalInt.empty() : transcript.exit();
    return new Exchange(
        exit, dialog.own(transcript.outText()), dialog.own(transcript.errText()), cut);
  }

  @Override
  public void put(ByteSource content, String path, Become become)
      throws IOException, BecomeException {
    requireAbsolute(path);
    long size = content.size();
    String ready = "groundwork-ready-" + BecomeDialog.nonce();
    Transcript transcript = new Transcript(outputLimit);
    BecomeDialog dialog = new BecomeDialog(become, starter.user());
    converse(
        dialog,
        transcript,
        Duration.ZERO,
        exec -> {
          type(exec, dialog.whole(Upload.script(path, size, ready)));
          transcript.await(t -> t.outText().contains(ready), Transcript.FOREVER);
          if (!transcript.hasEnded()) {
            copy(content, exec);
          }
          exec.stdin().close();
        });
    require("write " + path, dialog, transcript);
  }

  private static void copy(ByteSource content, Exec exec) throws IOException {
    try (InputStream in = content.openStream()) {
      in.transferTo(exec.stdin());
    }
  }

  @Override
  public void get(String path, ByteSink content, Become become)
      throws IOException, BecomeException {
    requireAbsolute(path);
    String ready = "groundwork-ready-" + BecomeDialog.nonce();
    Transcript transcript = new Transcript(outputLimit);
    BecomeDialog dialog = new BecomeDialog(become, starter.user());
    try (OutputStream sink = content.openBufferedStream()) {
      transcript.spillOutAfter(ready, sink::write);
      String script = "LC_ALL=C; export LC_ALL; echo " + ready + "; exec cat " + Shell.quote(path);
      converse(dialog, transcript, Duration.ZERO, exec -> send(exec, dialog.whole(script)));
    }
    require("read " + path, dialog, transcript);
  }

  private static void requireAbsolute(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
  }

  private static void require(String deed, BecomeDialog dialog, Transcript transcript)
      throws IOException {
    Optional<String> cut = transcript.fault().or(transcript::cut);
    if (cut.isPresent()) {
      throw new ConnectionCutException(
          "could not " + deed + ": the connection was cut: " + cut.get());
    }
    if (transcript.exit().getAsInt() != 0) {
      throw new IOException(
          "could not " + deed + ": " + Upload.reason(dialog.own(transcript.errText())));
    }
  }

  /** What is done with a shell's standard input. */
  private interface Talk {
    void to(Exec exec) throws IOException;
  }

  private void converse(BecomeDialog dialog, Transcript transcript, Duration timeout, Talk talk)
      throws BecomeException {
    Exec exec;
    try {
      exec = starter.start(dialog.command(), transcript);
      exchanges.incrementAndGet();
    } catch (IOException e) {
      transcript.ended(OptionalInt.empty(), Optional.of(reason(e)));
      return;
    }
    CompletableFuture<Void> watch = watch(exec, timeout);
    try {
      dialog.lead(exec, transcript, SUDO_PATIENCE);
      talk(exec, transcript, talk);
      transcript.await(t -> false, Transcript.FOREVER);
      transcript.fault().ifPresent(exec::kill);
    } finally {
      watch.complete(null);
    }
    dialog.verify(transcript);
  }

  private static void talk(Exec exec, Transcript transcript, Talk talk) {
    if (transcript.hasEnded()) {
      return;
    }
    try {
      talk.to(exec);
    } catch (IOException e) {
      // A shell that ends without reading all its input is no failure of the connection.
      if (!transcript.await(t -> false, LAST_WORDS)) {
        exec.kill(reason(e));
      }
    }
  }

  private static void send(Exec exec, String text) throws IOException {
    type(exec, text);
    exec.stdin().close();
  }

  private static void type(Exec exec, String text) throws IOException {
    OutputStream stdin = exec.stdin();
    stdin.write(text.getBytes(UTF_8));
    stdin.flush();
  }

  private static CompletableFuture<Void> watch(Exec exec, Duration timeout) {
    CompletableFuture<Void> watch = new CompletableFuture<>();
    if (timeout.isZero()) {
      return watch;
    }
    var unused =
        watch
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (done, late) -> {
                  if (late != null) {
                    exec.kill("given up after " + timeout.toMillis() / 1000.0 + " s");
                  }
                });
    return watch;
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  @Override
  public long exchanges() {
    return exchanges.get();
  }

  @Override
  public void close() {
    starter.close();
  }
}
