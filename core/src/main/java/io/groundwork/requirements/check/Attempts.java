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
  private static final Snippet PROXY = Snippet.resource(Attempts.class, "proxy.sh");
  private static final Snippet FROM = Snippet.resource(Attempts.class, "connect_from.sh");
  private static final Pattern TOOL = Pattern.compile("tool (\\S+)");
  private static final Pattern TARGET =
      Pattern.compile("target (\\S+) (\\d{1,5}) (\\d{1,3})(?: (.*))?");
  private static final Pattern SOURCE = Pattern.compile("from (\\S+) (\\d{1,3})(?: (.*))?");
  private static final int TIME_IS_UP = 124;

  private Attempts() {}

  /**
   * The snippet that tries all of them at once.
   *
   * @param seconds how long each may take
   */
  public static Snippet.Call call(int seconds, List<Endpoint> targets) {
    return SNIPPET.call(words(List.of(Integer.toString(seconds)), targets));
  }

  /** Likewise through an HTTP proxy. */
  static Snippet.Call through(Endpoint proxy, int seconds, List<Endpoint> targets) {
    return PROXY.call(words(List.of(Integer.toString(seconds), proxy.toString()), targets));
  }

  /**
   * The snippet that tries one of them from several addresses of the host.
   *
   * @param sources none for all its public ones
   */
  public static Snippet.Call from(List<String> sources, int seconds, Endpoint target) {
    List<Object> words = new ArrayList<>(List.of(Integer.toString(seconds), target.toString()));
    words.addAll(sources);
    return FROM.call(words.toArray());
  }

  private static Object[] words(List<String> first, List<Endpoint> targets) {
    List<Object> words = new ArrayList<>(first);
    targets.forEach(target -> words.add(target.toString()));
    return words.toArray();
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
      problems.put(
          target.group(1) + ":" + target.group(2),
          problem(Integer.parseInt(target.group(3)), target.group(4)));
    }
    return problems;
  }

  /** The same for each address that one was tried from. */
  public static Map<String, String> parseSources(Reading reading) {
    Map<String, String> problems = new TreeMap<>();
    for (String line : Lines.of(reading.state())) {
      if (TOOL.matcher(line).matches()) {
        continue;
      }
      Matcher source = Lines.match(SOURCE, line.strip());
      problems.put(source.group(1), problem(Integer.parseInt(source.group(2)), source.group(3)));
    }
    return problems;
  }

  private static String problem(int status, String words) {
    String message = words == null ? "" : words;
    if (status == 0) {
      return "";
    }
    if (message.startsWith("the proxy ")) {
      return "not through the proxy: " + message;
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
    if (message.matches("(?i).*(cannot assign|bind failed|bind: |couldn't bind).*")) {
      return "is no address of this host";
    }
    return "cannot be reached";
  }
}
