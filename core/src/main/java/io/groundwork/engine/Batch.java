package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.io.ByteSource;
import com.google.common.io.Resources;
import io.groundwork.module.Change;
import io.groundwork.module.Prelude;
import io.groundwork.module.Snippet;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes one script out of many steps, so that they cost one round trip.
 *
 * <p>Every distinct snippet becomes one shell function. The whole script is the body of one
 * function that is called on its last line: a script that is cut on its way to the host is a syntax
 * error there and does nothing.
 */
final class Batch {

  private static final String PREAMBLE = resource("batch.sh") + Prelude.text();
  private static final String CHANGES = resource("changes.sh");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

  private final String nonce;
  private final Optional<Locking> lock;
  private final String run;
  private final Map<Snippet, String> functions = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();
  private int steps;
  private boolean changing;

  /** For reading, or for changes that nobody is kept away from. */
  Batch() {
    this(Optional.empty());
  }

  /**
   * @param lock what keeps other runs away from the host, once something is changed there
   */
  Batch(Optional<Locking> lock) {
    this.lock = lock;
    this.run = lock.map(Locking::run).orElse("-");
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    this.nonce = "gw" + HexFormat.of().formatHex(random);
  }

  /**
   * A change whose state is read again just before and just after it.
   *
   * @param probe what reads the state; empty when there is none to read
   * @param expected the state the changes were planned on; empty to go on whatever it is
   * @param changes what to do then; none to only check
   * @param staged where on the host each change's payload lies, by index, when it is not sent here
   * @param notifies handlers that have to run once something was changed; noted on the host just
   *     before the first change, so that neither a cut nor a later failure loses them, and
   *     forgotten again when that very change fails
   * @param settles handlers whose notes are taken away when the step is done
   * @param timeout how long each of the changes may take; zero for as long as it likes
   */
  record Guarded(
      Optional<Snippet.Call> probe,
      Optional<String> expected,
      List<Change> changes,
      Map<Integer, String> staged,
      List<HandlerId> notifies,
      List<HandlerId> settles,
      Duration timeout) {
    Guarded {
      Objects.requireNonNull(probe, "probe");
      Objects.requireNonNull(expected, "expected");
      changes = List.copyOf(changes);
      staged = Map.copyOf(staged);
      notifies = List.copyOf(notifies);
      settles = List.copyOf(settles);
      if (timeout.isNegative()) {
        throw new IllegalArgumentException("a timeout of " + timeout);
      }
    }

    /** Without payloads ahead, handlers or limit. */
    Guarded(
        Optional<Snippet.Call> probe,
        Optional<String> expected,
        List<Change> changes,
        Map<Integer, String> staged) {
      this(probe, expected, changes, staged, List.of(), List.of(), Duration.ZERO);
    }

    Guarded staged(Map<Integer, String> paths) {
      return new Guarded(probe, expected, changes, paths, notifies, settles, timeout);
    }

    Guarded notifying(List<HandlerId> handlers) {
      return new Guarded(probe, expected, changes, staged, handlers, settles, timeout);
    }

    Guarded settling(List<HandlerId> handlers) {
      return new Guarded(probe, expected, changes, staged, notifies, handlers, timeout);
    }

    /** Its probe and its changes with these environment variables: each a String or a Secret. */
    Guarded within(Map<String, Object> environment) {
      return new Guarded(
          probe.map(call -> call.within(environment)),
          expected,
          changes.stream().map(change -> change.within(environment)).toList(),
          staged,
          notifies,
          settles,
          timeout);
    }

    Guarded limitedTo(Duration time) {
      return new Guarded(probe, expected, changes, staged, notifies, settles, time);
    }
  }

  String nonce() {
    return nonce;
  }

  int size() {
    return steps;
  }

  /** Adds a step that only reads. */
  void read(Snippet.Call call) {
    capture(steps++, Phase.READ, call);
  }

  /**
   * Adds a step that starts something on the host and ends it when the script's input ends. Both
   * snippets have that input, the one that ends it as standard input, the other as descriptor 3.
   *
   * @param open its output is answered as what was read
   * @param close given that output as its only value; its own is answered as the confirmation
   */
  void hold(Snippet.Call open, Snippet close) {
    int index = steps++;
    capture(index, Phase.READ, command(open), "3<&0 </dev/null");
    capture(index, Phase.CONFIRM, function(close) + " \"$gw_out\"", "");
  }

  /** Adds a guarded step. */
  void guarded(Guarded step) {
    int index = steps++;
    if (!step.changes().isEmpty()) {
      changing = true;
      body.append("if gw_stopped; then gw_frame 0 stopped 0 ''; gw_frame 0 end 0 ''; exit 0; fi\n");
    }
    step.probe().ifPresent(call -> capture(index, Phase.READ, call));
    body.append("if ").append(condition(step)).append("; then\n:\n");
    if (!step.changes().isEmpty()) {
      change(index, step);
    }
    if (!step.settles().isEmpty()) {
      changing = true;
      body.append("gw_forget").append(names(step.settles())).append('\n');
    }
    body.append("fi\n");
  }

  private void change(int index, Guarded step) {
    body.append("gw_new=\n");
    for (HandlerId handler : step.notifies()) {
      body.append("gw_remember ").append(Pending.name(handler)).append(' ');
      body.append(Shell.quote(Pending.note(handler, run))).append('\n');
    }
    int number = 0;
    for (Change change : step.changes()) {
      payload(change, Optional.ofNullable(step.staged().get(number)));
      stream(index, number, change.call(), step.timeout());
      // Nothing after a failed change was planned for what it may have left behind.
      body.append("[ \"$gw_status\" = 0 ] || { ");
      body.append(number == 0 && !step.notifies().isEmpty() ? "gw_forget $gw_new; " : "");
      body.append("gw_frame 0 end 0 ''; exit 0; }\n");
      number++;
    }
    step.probe().ifPresent(call -> capture(index, Phase.CONFIRM, call));
    body.append("gw_frame ").append(index).append(" done 0 ''\n");
  }

  private static String names(Collection<HandlerId> handlers) {
    return handlers.stream().map(Pending::name).map(name -> " " + name).collect(joining());
  }

  private static String condition(Guarded step) {
    if (step.expected().isEmpty() || step.probe().isEmpty()) {
      return "[ \"$gw_trusted\" = yes ]";
    }
    return "gw_still \"$gw_status\" \"$gw_out\" " + Shell.quote(step.expected().get());
  }

  private String function(Snippet snippet) {
    return functions.computeIfAbsent(snippet, key -> "gw_f" + functions.size());
  }

  private void capture(int index, Phase phase, Snippet.Call call) {
    capture(index, phase, command(call), "</dev/null");
  }

  private void capture(int index, Phase phase, String command, String input) {
    body.append("gw_errors ").append(index).append(' ').append(phase.word()).append('\n');
    body.append("gw_out=$(").append(command).append(' ').append(input);
    body.append("); gw_status=$?\ngw_frame ").append(index).append(' ').append(phase.word());
    body.append(" \"$gw_status\" \"$gw_out\"\n");
  }

  private String command(Snippet.Call call) {
    return call.exports() + function(call.snippet()) + " " + call.words();
  }

  /** A change writes straight to the batch's output, however much that is. */
  private void stream(int index, int number, Snippet.Call call, Duration timeout) {
    body.append("gw_errors ").append(index).append(" change\n");
    body.append("gw_frame ").append(index).append(" begin ").append(number).append(" ''\n");
    String command = command(call);
    if (timeout.isZero()) {
      body.append('(').append(command).append(") </dev/null; gw_status=$?\n");
    } else {
      body.append("gw_c() { ").append(command).append("\n}\n");
      body.append("gw_limited ").append(index).append(' ').append(seconds(timeout));
      body.append(" gw_c\n");
    }
    body.append("gw_frame ").append(index).append(" change \"$gw_status\" ''\n");
  }

  /** Whole seconds, at least one: that is what every {@code sleep} knows. */
  private static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }

  private void payload(Change change, Optional<String> staged) {
    if (change.payload().isEmpty()) {
      return;
    }
    if (staged.isPresent()) {
      body.append("payload() { cat ").append(Shell.quote(staged.get())).append("; }\n");
      return;
    }
    body.append("payload() { base64 -d <<'").append(nonce).append("'\n");
    body.append(encode(change.payload().get())).append('\n');
    body.append(nonce).append("\n}\n");
  }

  private static String encode(ByteSource content) {
    try {
      return BASE64.encodeToString(content.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole script. It may hold secrets: for standard input only. */
  String script() {
    StringBuilder script = new StringBuilder(body.length() + 16384);
    script.append("gw_nonce=").append(nonce).append("\ngw_main() {\n");
    script.append(PREAMBLE);
    functions.forEach(
        (snippet, name) ->
            script.append(name).append("() {\n").append(snippet.text()).append("\n}\n"));
    if (changing) {
      lock.ifPresent(wanted -> script.append(claim(wanted)));
    }
    script.append(body);
    script.append("gw_frame 0 end 0 ''\n}\n");
    // The functions stand where both the batch and its relays know them.
    return changing ? script.append(CHANGES).append("gw_run\n").toString() : script + "gw_main\n";
  }

  private static String claim(Locking lock) {
    return "gw_lock "
        + lock.run()
        + " "
        + Shell.quote(lock.since(Instant.now()))
        + " "
        + lock.patience().toSeconds()
        + " || { gw_frame 0 end 0 ''; exit 0; }\n";
  }

  /** A script that asks the batch with this nonce to stop before its next step. */
  static String stop(String nonce) {
    return beside(nonce, "gw_spot && : >\"$gw_stop\"");
  }

  /** A script that takes back such a request, when it came too late. */
  static String unstop(String nonce) {
    return beside(nonce, "gw_spot && rm -f \"$gw_stop\"");
  }

  /** A script that gives up a run's lock. */
  static String unlock(Locking lock) {
    return beside("unused", "gw_unlock " + lock.run());
  }

  /** A script that takes notes of handlers away. */
  static String forget(Collection<HandlerId> handlers) {
    return beside("unused", "gw_forget" + names(handlers));
  }

  private static String beside(String nonce, String command) {
    return PREAMBLE + CHANGES + "gw_nonce=" + nonce + "\n" + command + "\n";
  }

  private static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(Batch.class, name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
