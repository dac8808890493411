package io.groundwork.modules.control;

import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reconnect;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Waits until the host can be reached over a new connection. */
public final class WaitForConnectionModule
    implements Module<WaitForConnectionModule.Wanted, Boolean> {

  private static final Snippet NOTHING = new Snippet("nothing", ":");

  private static final Spec SPEC =
      Spec.of(
              "wait_for_connection",
              "Waits until the host can be reached over a new connection",
              Parameter.of(
                      "timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds to try. A play that begins with this task waits so long"
                          + " for its hosts.")
                  .fallback("600"),
              Parameter.of(
                      "delay",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait before the first attempt.")
                  .fallback("0"),
              Parameter.of(
                      "sleep", Parameter.Type.INTEGER, "How many seconds between two attempts.")
                  .fallback("1"),
              Parameter.of(
                      "connect_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds one attempt may take.")
                  .fallback("5"))
          .result("elapsed", "how many seconds it took")
          .example(
              """
              - name: The new machine is up
                wait_for_connection:
                  timeout: 300
              """);

  /**
   * How to wait.
   *
   * @param patience how long to try
   * @param delay before the first attempt
   * @param pause between two attempts
   * @param attempt for one attempt
   */
  public record Wanted(Duration patience, Duration delay, Duration pause, Duration attempt) {}

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
    return new Wanted(
        Times.positive(params, "timeout"),
        Times.atLeastZero(params, "delay"),
        Times.positive(params, "sleep"),
        Times.positive(params, "connect_timeout"));
  }

  @Override
  public Probe<Boolean> probe(Wanted wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(Wanted wanted, Boolean reached) {
    return Plan.of(
        Change.waits(
                "wait for a new connection, at most " + wanted.patience().toSeconds() + " s",
                NOTHING.call())
            .reconnecting(
                new Reconnect(
                    wanted.delay(),
                    wanted.patience(),
                    wanted.pause(),
                    Optional.of(wanted.attempt()),
                    false,
                    Optional.empty(),
                    Duration.ZERO)));
  }

  @Override
  public Map<String, Object> result(Wanted wanted, Boolean reached, List<Execution> executions) {
    boolean back = !executions.isEmpty() && executions.get(0).succeeded();
    return Map.of("elapsed", back ? Long.parseLong(executions.get(0).out()) : 0L);
  }
}
