package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.transport.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a batch's output apart. Whatever stands outside a frame (a login banner, the noise of a
 * shell's start-up file) is passed over.
 */
final class Frames {

  /** What one step of a batch answered. */
  static final class Answer {
    private Optional<Read> before = Optional.empty();
    private Optional<Read> after = Optional.empty();
    private final List<Execution> executions = new ArrayList<>();
    private boolean done;
    private int begun;

    /** What the probe found before any change. */
    Optional<Read> before() {
      return before;
    }

    /** What the probe found after the changes. */
    Optional<Read> after() {
      return after;
    }

    /** How the changes went that ended. */
    List<Execution> executions() {
      return executions;
    }

    /** Whether all changes ran and succeeded. */
    boolean done() {
      return done;
    }

    /** Whether a change began whose end never came. */
    boolean cutInside() {
      return begun > executions.size();
    }
  }

  private final String nonce;
  private final String out;
  private final Map<String, String> errors;
  private final Map<Integer, Answer> answers = new LinkedHashMap<>();
  private boolean ended;

  private Frames(String nonce, Exchange exchange) {
    this.nonce = nonce;
    this.out = exchange.out();
    this.errors = errors(nonce, exchange.err());
  }

  static Frames parse(String nonce, Exchange exchange) {
    Frames frames = new Frames(nonce, exchange);
    frames.parse();
    return frames;
  }

  /** The step's answer; empty when the script never got there. */
  Optional<Answer> answer(int step) {
    return Optional.ofNullable(answers.get(step));
  }

  /** Whether the script came to its end, rather than being cut or refused by the shell. */
  boolean ended() {
    return ended;
  }

  private void parse() {
    String marker = "\n" + nonce + " ";
    int at = out.indexOf(marker);
    while (at >= 0) {
      int line = out.indexOf('\n', at + 1);
      if (line < 0) {
        return;
      }
      String[] head = out.substring(at + marker.length(), line).split(" ", -1);
      if (head.length != 4) {
        return;
      }
      int length = Integer.parseInt(head[3]);
      int end = line + 1 + length;
      if (end > out.length()) {
        return; // cut inside this frame
      }
      accept(Integer.parseInt(head[0]), head[1], Integer.parseInt(head[2]), line + 1, end);
      at = out.indexOf(marker, end);
    }
  }

  private void accept(int step, String word, int status, int from, int to) {
    Phase phase =
        Phase.of(word).orElseThrow(() -> new IllegalStateException("unknown frame " + word));
    if (phase == Phase.END) {
      ended = true;
      return;
    }
    String text = decode(out.substring(from, to));
    Answer answer = answers.computeIfAbsent(step, key -> new Answer());
    switch (phase) {
      case READ -> answer.before = Optional.of(read(step, phase, status, text));
      case CONFIRM -> answer.after = Optional.of(read(step, phase, status, text));
      case BEGIN -> answer.begun++;
      case CHANGE ->
          answer.executions.add(
              new Execution(status, text, error(step, phase, answer.executions.size())));
      case DONE -> answer.done = true;
      case END -> throw new IllegalStateException("handled above");
    }
  }

  private Read read(int step, Phase phase, int status, String text) {
    if (status != 0) {
      String said = error(step, phase, 0);
      return new Read.Failed(status, said.isEmpty() ? "exit status " + status : said);
    }
    String separator = nonce + " context\n";
    int at = text.indexOf(separator);
    if (at < 0) {
      String bare = nonce + " context";
      return new Read.Done(
          new Reading(strip(text.endsWith(bare) ? cutTail(text, bare) : text), ""));
    }
    return new Read.Done(
        new Reading(strip(text.substring(0, at)), text.substring(at + separator.length())));
  }

  private static String cutTail(String text, String tail) {
    return text.substring(0, text.length() - tail.length());
  }

  /** Trailing newlines only, as the batch itself does it when it compares. */
  private static String strip(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  private String error(int step, Phase phase, int number) {
    return errors.getOrDefault(key(step, phase.word(), number), "");
  }

  private static Map<String, String> errors(String nonce, String err) {
    Map<String, String> parts = new LinkedHashMap<>();
    String marker = "\n" + nonce + " ";
    int at = err.indexOf(marker);
    while (at >= 0) {
      int line = err.indexOf('\n', at + 1);
      if (line < 0) {
        return parts;
      }
      String[] head = err.substring(at + marker.length(), line).split(" ", -1);
      int next = err.indexOf(marker, line);
      String text = decode(err.substring(line + 1, next < 0 ? err.length() : next)).strip();
      if (head.length == 2) {
        int number = 0;
        while (parts.containsKey(key(Integer.parseInt(head[0]), head[1], number))) {
          number++;
        }
        parts.put(key(Integer.parseInt(head[0]), head[1], number), text);
      }
      at = next;
    }
    return parts;
  }

  private static String key(int step, String phase, int number) {
    return step + " " + phase + " " + number;
  }

  private static String decode(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }
}
