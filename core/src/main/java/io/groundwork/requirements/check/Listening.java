package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host said when it was told to listen on ports for a probe.
 *
 * @param root whether root was told, who may listen on any port
 * @param address the address it listens on; empty when it does not know its own name's
 * @param tool what listens; empty when the host has nothing that can
 * @param since the host's time since boot, in seconds, at the beginning
 * @param ports how it stands with each port
 */
public record Listening(
    boolean root,
    Optional<String> address,
    Optional<String> tool,
    double since,
    Map<Integer, State> ports) {

  /** How long the host listens at most, in seconds. */
  public static final int SECONDS = 120;

  /** Ends it once standard input ends. */
  public static final Snippet RELEASE = Snippet.resource(Listening.class, "release.sh");

  private static final Snippet SNIPPET = Snippet.resource(Listening.class, "listen.sh");
  private static final Pattern PORT =
      Pattern.compile("port (\\d{1,5}) (listening|held|denied|failed(?: .*)?)");
  private static final Pattern UPTIME = Pattern.compile("(?:since|until) (\\d{1,12}\\.\\d{1,6})");
  private static final Pattern PROCESS = Pattern.compile("pid \\d{1,10} \\d{1,20}");
  private static final Pattern LEFT = Pattern.compile("left (\\d{1,10})");

  /**
   * A port.
   *
   * @param listening whether a connection can be made there
   * @param problem why not, one of the snippet's words or another message; {@code held} where
   *     another process listens there already
   */
  public record State(boolean listening, String problem) {

    /** A process that was there before. */
    public static final State HELD = new State(true, "held");

    static final State OWN = new State(true, "");

    public State {
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * How it ended.
   *
   * @param until the host's time since boot, in seconds
   * @param left processes that could not be ended
   */
  public record End(double until, List<String> left) {
    public End {
      left = List.copyOf(left);
    }
  }

  public Listening {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(tool, "tool");
    ports = Map.copyOf(ports);
  }

  /** The snippet that listens on these ports of an address, or of a name as the host knows it. */
  public static Snippet.Call call(String address, List<Integer> ports) {
    List<Object> words = new ArrayList<>(List.of(Integer.toString(SECONDS), address));
    ports.forEach(port -> words.add(port.toString()));
    return SNIPPET.call(words.toArray());
  }

  /**
   * Takes what the snippet printed.
   *
   * @throws IllegalArgumentException when the snippet did not print it
   */
  public static Listening parse(Reading reading) {
    boolean root = false;
    Optional<String> address = Optional.empty();
    Optional<String> tool = Optional.empty();
    double since = 0;
    Map<Integer, State> ports = new TreeMap<>();
    for (String line : Lines.of(reading.state())) {
      String rest = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
        case "uid" -> root = Lines.number(rest) == 0;
        case "address" -> address = Optional.of(rest).filter(word -> !word.equals("none"));
        case "tool" -> tool = Optional.of(rest).filter(word -> !word.equals("none"));
        case "since" -> since = uptime(line);
        case "pid" -> Lines.match(PROCESS, line);
        case "port" -> {
          Matcher port = Lines.match(PORT, line);
          ports.put(Integer.parseInt(port.group(1)), state(port.group(2)));
        }
        default -> throw Lines.unexpected(line);
      }
    }
    return new Listening(root, address, tool, since, ports);
  }

  /** Takes what {@link #RELEASE} printed, likewise. */
  public static End end(Reading reading) {
    double until = 0;
    List<String> left = new ArrayList<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("until ")) {
        until = uptime(line);
      } else {
        left.add(Lines.match(LEFT, line).group(1));
      }
    }
    return new End(until, left);
  }

  private static double uptime(String line) {
    return Double.parseDouble(Lines.match(UPTIME, line).group(1));
  }

  private static State state(String words) {
    return switch (words) {
      case "listening" -> State.OWN;
      case "held" -> State.HELD;
      default -> new State(false, words.replaceFirst("^failed ?", ""));
    };
  }

  /** Why there is nothing to connect to at a port; empty when there is. */
  public Optional<String> hindrance(int port) {
    if (address.isEmpty()) {
      return Optional.of("its address is not known there: give it as service_address");
    }
    if (tool.isEmpty()) {
      return Optional.of(
          "nothing on the host can listen: install perl, python3 or systemd-socket-activate");
    }
    State state = ports.getOrDefault(port, new State(false, "nothing was said about it"));
    if (state.listening()) {
      return Optional.empty();
    }
    if (state.problem().equals("denied")) {
      return Optional.of(
          root
              ? "the host forbids to listen there"
              : "only root may listen there: check with become");
    }
    return Optional.of(
        state.problem().contains("assign requested address")
            ? address.get()
                + " is no address of the host itself: give the one that other hosts use as"
                + " service_address"
            : "the host cannot listen there: " + state.problem());
  }
}
