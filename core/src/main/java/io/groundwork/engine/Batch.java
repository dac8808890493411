package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSource;
import com.google.common.io.Resources;
import io.groundwork.module.Change;
import io.groundwork.module.Prelude;
import io.groundwork.module.Snippet;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
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

  private static final String PREAMBLE = preamble();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

  private final String nonce;
  private final Map<Snippet, String> functions = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();
  private int steps;

  Batch() {
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
   */
  record Guarded(
      Optional<Snippet.Call> probe,
      Optional<String> expected,
      List<Change> changes,
      Map<Integer, String> staged) {
    Guarded {
      Objects.requireNonNull(probe, "probe");
      Objects.requireNonNull(expected, "expected");
      changes = List.copyOf(changes);
      staged = Map.copyOf(staged);
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

  /** Adds a guarded step. */
  void guarded(Guarded step) {
    int index = steps++;
    step.probe().ifPresent(call -> capture(index, Phase.READ, call));
    body.append("if ").append(condition(step)).append("; then\n:\n");
    int number = 0;
    for (Change change : step.changes()) {
      payload(change, Optional.ofNullable(step.staged().get(number)));
      body.append("gw_frame ").append(index).append(" begin 0 ").append(number).append('\n');
      capture(index, Phase.CHANGE, change.call());
      // Nothing after a failed change was planned for what it may have left behind.
      body.append("[ \"$gw_status\" = 0 ] || { gw_frame 0 end 0 ''; exit 0; }\n");
      number++;
    }
    if (!step.changes().isEmpty()) {
      step.probe().ifPresent(call -> capture(index, Phase.CONFIRM, call));
      body.append("gw_frame ").append(index).append(" done 0 ''\n");
    }
    body.append("fi\n");
  }

  private static String condition(Guarded step) {
    if (step.expected().isEmpty() || step.probe().isEmpty()) {
      return "[ \"$gw_trusted\" = yes ]";
    }
    return "gw_still \"$gw_status\" \"$gw_out\" " + Shell.quote(step.expected().get());
  }

  private void capture(int index, Phase phase, Snippet.Call call) {
    String function = functions.computeIfAbsent(call.snippet(), key -> "gw_f" + functions.size());
    body.append("gw_errors ").append(index).append(' ').append(phase.word()).append('\n');
    body.append("gw_out=$(")
        .append(call.exports())
        .append(function)
        .append(' ')
        .append(call.words());
    body.append(" </dev/null); gw_status=$?\n");
    body.append("gw_frame ").append(index).append(' ').append(phase.word());
    body.append(" \"$gw_status\" \"$gw_out\"\n");
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
    StringBuilder script = new StringBuilder(body.length() + 8192);
    script.append("gw_main() {\ngw_nonce=").append(nonce).append('\n');
    script.append(PREAMBLE);
    functions.forEach(
        (snippet, name) ->
            script.append(name).append("() {\n").append(snippet.text()).append("\n}\n"));
    script.append(body);
    script.append("gw_frame 0 end 0 ''\n}\ngw_main\n");
    return script.toString();
  }

  private static String preamble() {
    try {
      return Resources.toString(Resources.getResource(Batch.class, "batch.sh"), UTF_8)
          + Prelude.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
