package io.groundwork.modules.control;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Waits on the host until a port or a path is there, or is there no more. */
public final class WaitForModule implements Module<WaitForModule.Wanted, Boolean> {

  private static final String SHARED = Snippet.resource(WaitForModule.class, "wait_for.sh").text();
  private static final Snippet PROBE = load("wait_for.probe.sh");
  private static final Snippet WAIT = load("wait_for.wait.sh");
  private static final Snippet SLEEP = Snippet.resource(WaitForModule.class, "wait_for.sleep.sh");

  private static final Spec SPEC =
      Spec.of(
              "wait_for",
              "Waits until a port is open or closed, or a path is there or not",
              Parameter.of(
                      "host",
                      Parameter.Type.STRING,
                      "Name or address whose port is tried, from the host of the task: with bash"
                          + " and timeout, else nc, else perl.")
                  .fallback("127.0.0.1"),
              Parameter.of("port", Parameter.Type.INTEGER, "The TCP port."),
              Parameter.of("path", Parameter.Type.PATH, "The path, in place of a port."),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "Open or there (started, present), or closed or not there (stopped, absent).")
                  .fallback("started")
                  .choices("started", "present", "stopped", "absent"),
              Parameter.of(
                      "timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait at most. Without port and path: how long to wait.")
                  .fallback("300"),
              Parameter.of(
                      "delay", Parameter.Type.INTEGER, "How many seconds to wait before looking.")
                  .fallback("0"),
              Parameter.of("sleep", Parameter.Type.INTEGER, "How many seconds between two looks.")
                  .fallback("1"),
              Parameter.of(
                      "connect_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds one attempt to connect may take.")
                  .fallback("5"),
              Parameter.of(
                  "msg", Parameter.Type.STRING, "What to say when it was waited for in vain."))
          .result("elapsed", "how many seconds it took")
          .example(
              """
              - name: The database answers
                wait_for:
                  port: 5432
                  timeout: 30
              """);

  /**
   * What to wait for.
   *
   * @param look the words by which the snippets look; empty to wait for nothing but time
   * @param subject for people
   * @param port the port, if it is one
   * @param path the path, if it is one
   * @param there whether it is to be there
   * @param timeout seconds
   * @param delay seconds
   * @param pause seconds
   */
  public record Wanted(
      List<String> look,
      String subject,
      OptionalLong port,
      Optional<String> path,
      boolean there,
      long timeout,
      long delay,
      long pause,
      Optional<String> complaint) {

    public Wanted {
      look = List.copyOf(look);
    }

    private String verb() {
      return port.isPresent() ? (there ? "open" : "close") : there ? "appear" : "go away";
    }
  }

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(WaitForModule.class, file).text());
  }

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    OptionalLong port = params.optionalInteger("port");
    Optional<String> path = params.optional("path");
    if (port.isPresent() && path.isPresent()) {
      throw params.problem("give either port or path");
    }
    if (port.isPresent() && (port.getAsLong() < 1 || port.getAsLong() > 65535)) {
      throw params.problem("port", "takes a number from 1 to 65535");
    }
    String host = params.string("host");
    if (!host.matches("[A-Za-z0-9:._][A-Za-z0-9:._-]*")) {
      throw params.problem("host", "takes a name or an address, not \"" + host + "\"");
    }
    for (String time : List.of("timeout", "delay", "sleep", "connect_timeout")) {
      if (params.integer(time) < (time.equals("timeout") || time.equals("delay") ? 0 : 1)) {
        throw params.problem(time, "takes a positive number of seconds");
      }
    }
    String connect = String.valueOf(params.integer("connect_timeout"));
    List<String> look =
        port.isPresent()
            ? List.of("port", host, String.valueOf(port.getAsLong()), connect)
            : path.map(text -> List.of("path", text)).orElseGet(List::of);
    String state = params.string("state");
    return new Wanted(
        look,
        port.isPresent() ? "port " + port.getAsLong() + " of " + host : path.orElse(""),
        port,
        path,
        state.equals("started") || state.equals("present"),
        params.integer("timeout"),
        params.integer("delay"),
        params.integer("sleep"),
        params.optional("msg"));
  }

  @Override
  public Probe<Boolean> probe(Wanted wanted) {
    if (wanted.look().isEmpty()) {
      return Probe.none(false);
    }
    Probe<Boolean> probe =
        Probe.of(PROBE.call(wanted.look().toArray()), reading -> reading.context().equals("there"));
    return wanted
        .path()
        .map(path -> probe.reading(Resource.path(path)))
        .orElseGet(
            () ->
                probe.reading(
                    new Resource(Resource.Kind.PORT, String.valueOf(wanted.port().orElseThrow())),
                    Resource.PORTS));
  }

  @Override
  public Plan plan(Wanted wanted, Boolean is) {
    if (wanted.look().isEmpty()) {
      return Plan.of(
          Change.waits(
              "wait " + wanted.timeout() + " s", SLEEP.call(String.valueOf(wanted.timeout()))));
    }
    if (is == wanted.there() && wanted.delay() == 0) {
      return Plan.holds(wanted.subject() + " " + holding(wanted)).withResult(Map.of("elapsed", 0L));
    }
    String limit = wanted.timeout() + " s";
    String complaint =
        wanted
            .complaint()
            .orElse(wanted.subject() + " did not " + wanted.verb() + " within " + limit);
    Object[] values =
        ImmutableList.builder()
            .add(wanted.there() ? "there" : "absent")
            .add(String.valueOf(wanted.timeout()))
            .add(String.valueOf(wanted.delay()))
            .add(String.valueOf(wanted.pause()))
            .add(complaint)
            .addAll(wanted.look())
            .build()
            .toArray();
    return Plan.of(
        Change.waits(
            "wait for " + wanted.subject() + " to " + wanted.verb() + ", at most " + limit,
            WAIT.call(values)));
  }

  private static String holding(Wanted wanted) {
    if (wanted.port().isPresent()) {
      return wanted.there() ? "is open" : "is closed";
    }
    return wanted.there() ? "is there" : "is not there";
  }

  @Override
  public Map<String, Object> result(Wanted wanted, Boolean is, List<Execution> executions) {
    ImmutableMap.Builder<String, Object> result = ImmutableMap.builder();
    boolean waited = !executions.isEmpty() && executions.get(0).succeeded();
    result.put("elapsed", waited ? Long.parseLong(executions.get(0).out()) : wanted.timeout());
    wanted.port().ifPresent(port -> result.put("port", port));
    wanted.path().ifPresent(path -> result.put("path", path));
    return result.buildOrThrow();
  }
}
