package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The notes on a host of handlers that still have to run: a run that fails or is cut leaves them,
 * and the next one runs them. One small file for each, in {@code /var/lib/groundwork/pending} for
 * root and under {@code ~/.local/state} for others; nothing stays once they ran.
 */
final class Pending {

  private static final Snippet PROBE = Snippet.resource(Pending.class, "pending.sh");

  private Pending() {}

  /**
   * A note.
   *
   * @param handler which handler has to run
   * @param since when it was notified, as the run wrote it
   * @param run the run that notified it
   */
  record Note(HandlerId handler, String since, String run) {
    Note {
      Objects.requireNonNull(handler, "handler");
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(run, "run");
    }
  }

  /** What reads the notes of the user it runs as; {@link #parse} takes its state. */
  static Snippet.Call probe() {
    return PROBE.call();
  }

  /** The notes; what is none of ours, or damaged, is passed over. */
  static List<Note> parse(Reading reading) {
    List<Note> notes = new ArrayList<>();
    String name = "";
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : reading.state().lines().toList()) {
      if (line.startsWith(" ")) {
        int blank = line.indexOf(' ', 1);
        if (blank > 0) {
          fields.put(line.substring(1, blank), line.substring(blank + 1));
        }
      } else {
        note(name, fields).ifPresent(notes::add);
        name = line;
        fields.clear();
      }
    }
    note(name, fields).ifPresent(notes::add);
    return notes;
  }

  private static Optional<Note> note(String name, Map<String, String> fields) {
    String handler = unescape(fields.getOrDefault("name", ""));
    if (handler.isEmpty()) {
      return Optional.empty();
    }
    HandlerId id =
        new HandlerId(Optional.ofNullable(fields.get("role")).map(Pending::unescape), handler);
    return name.equals(name(id))
        ? Optional.of(
            new Note(id, fields.getOrDefault("since", ""), fields.getOrDefault("run", "")))
        : Optional.empty();
  }

  /** The name of a handler's note: letters and digits, whatever the handler is called. */
  static String name(HandlerId handler) {
    return Hashing.sha256().hashString(identity(handler), UTF_8).toString();
  }

  /** What a handler's note says. */
  static String note(HandlerId handler, String run) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "run " + run + "\nsince " + now + "\n" + identity(handler);
  }

  private static String identity(HandlerId handler) {
    return handler.role().map(role -> "role " + escape(role) + "\n").orElse("")
        + "name "
        + escape(handler.name());
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    StringBuilder clear = new StringBuilder();
    boolean escaped = false;
    for (char c : text.toCharArray()) {
      if (escaped) {
        clear.append(c == 'n' ? '\n' : c == 'r' ? '\r' : c);
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        clear.append(c);
      }
    }
    return clear.toString();
  }
}
