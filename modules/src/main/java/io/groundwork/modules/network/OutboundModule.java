package io.groundwork.modules.network;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import io.groundwork.requirements.check.Attempts;
import io.groundwork.requirements.check.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code outbound}: whether a server elsewhere can be connected to from addresses of the host. It
 * tells, and fails nothing: what is in the way is for others to open.
 */
public final class OutboundModule implements Module<OutboundModule.Wanted, OutboundModule.State> {

  private static final Spec SPEC =
      Spec.of(
              "outbound",
              "Tells whether a server can be connected to from addresses of the host",
              Parameter.of("target", Parameter.Type.STRING, "The server, HOST or HOST:PORT.")
                  .mandatory(),
              Parameter.of("port", Parameter.Type.INTEGER, "Its TCP port, where target has none.")
                  .mandatory(),
              Parameter.of(
                      "from",
                      Parameter.Type.LIST,
                      "The host's addresses to connect from, all of them tried at once.")
                  .mandatory(),
              Parameter.of("timeout", Parameter.Type.INTEGER, "Seconds for an attempt.")
                  .fallback("5"))
          .result("failed_from", "the addresses from which it could not be connected to, and why")
          .example(
              """
              - name: Mail can be sent
                outbound:
                  target: mail.example.org
                  port: 25
                  from: [192.0.2.21, 192.0.2.22]
              """);

  /** What to try. */
  public record Wanted(Endpoint target, List<String> from, int seconds) {
    public Wanted {
      from = List.copyOf(from);
    }
  }

  /**
   * How it went.
   *
   * @param problems for each address what went wrong; empty for nothing
   */
  public record State(Map<String, String> problems) {
    public State {
      problems = Map.copyOf(problems);
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    long port = params.integer("port");
    String target = params.string("target");
    Endpoint server =
        Endpoint.parse(target, port < 1 || port > 65535 ? -1 : (int) port)
            .orElseThrow(
                () -> params.problem("target", "takes HOST or HOST:PORT, not \"" + target + "\""));
    List<String> from = params.strings("from");
    if (from.isEmpty() || !from.stream().allMatch(one -> one.matches("[0-9A-Fa-f.:]{2,45}"))) {
      throw params.problem("from", "takes addresses of the host, not " + from);
    }
    long seconds = params.integer("timeout");
    if (seconds < 1 || seconds > 60) {
      throw params.problem("timeout", "takes 1 to 60 seconds");
    }
    return new Wanted(server, from, (int) seconds);
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            Attempts.from(wanted.from(), wanted.seconds(), wanted.target()),
            reading -> new State(Attempts.parseSources(reading)))
        .reading(Resource.ANYTHING);
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    if (is.problems().isEmpty()) {
      return told("Not tried: " + wanted.target() + ", as the host has no nc, perl or curl", is);
    }
    Map<String, String> failed = failed(is);
    if (failed.isEmpty()) {
      return Plan.holds(wanted.target() + " is reachable from " + String.join(", ", wanted.from()))
          .withResult(Map.of("failed_from", failed));
    }
    return told(
        "Warning: "
            + wanted.target()
            + ", tried from "
            + failed.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining("; from ")),
        is);
  }

  private static Plan told(String words, State is) {
    return Plan.holds(words).withMessage(words).withResult(Map.of("failed_from", failed(is)));
  }

  private static Map<String, String> failed(State is) {
    Map<String, String> failed = new TreeMap<>(is.problems());
    failed.values().removeIf(String::isEmpty);
    return failed;
  }
}
