package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attempts to connect from a host to others over TCP. */
public final class Attempts {

  /** What {@link #parse} says of an attempt that nobody answered. */
  public static final String TIMED_OUT = "timed out";

  private static final Snippet SNIPPET = Snippet.resource(Attempts.class, "connect.sh");
  private static final Pattern TOOL = Pattern.compile("tool (\\S+)");
  private static final Pattern TARGET =
      Pattern.compile("target (\\S+) (\\d{1,5}) (\\d{1,3})(?: (.*))?");
  private static final int TIME_IS_UP = 124;

  private Attempts() {}

  /**
   * The snippet that tries all of them at once.
   *
   * @param seconds how long each may take
   */
  public static Snippet.Call call(int seconds, List<Endpoint> targets) {
    List<Object> words = new ArrayList<>();
    words.add(Integer.toString(seconds));
    targets.forEach(target -> words.add(target.toString()));
    return SNIPPET.call(words.toArray());
  }

  /**
   * For each endpoint that was tried, what went wrong; empty for nothing. None was tried where the
   * host has nothing to connect with.
   */
  public static Map<String, String> parse(Reading reading) {
    Map<String, String> problems = new TreeMap<>();
    for (String line : Lines.of(reading.state())) {
      if (TOOL.matcher(line).matches()) {
        continue;
      }
      Matcher target = Lines.match(TARGET, line.strip());
      String message = target.group(4) == null ? "" : target.group(4);
      problems.put(
          target.group(1) + ":" + target.group(2),
          problem(Integer.parseInt(target.group(3)), message));
    }
    return problems;
  }

  private static String problem(int status, String message) {
    if (status == 0) {
      return "";
    }
    if (status == TIME_IS_UP || message.matches("(?i).*timed? ?out.*")) {
      return TIMED_OUT;
    }
    if (message.matches("(?i).*(refused).*")) {
      return "refused the connection";
    }
    if (message.matches("(?i).*(not known|could not resolve|name resolution|bad address).*")) {
      return "cannot be resolved";
    }
    if (message.matches("(?i).*(no route|unreachable).*")) {
      return "has no route";
    }
    return "cannot be reached";
  }
}
