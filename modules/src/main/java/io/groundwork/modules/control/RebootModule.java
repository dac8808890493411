package io.groundwork.modules.control;

import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reconnect;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the host anew and waits until it is back. */
public final class RebootModule implements Module<RebootModule.Wanted, String> {

  private static final Snippet PROBE = Snippet.resource(RebootModule.class, "reboot.probe.sh");
  private static final Snippet REBOOT = Snippet.resource(RebootModule.class, "reboot.run.sh");
  private static final Snippet TEST = Snippet.resource(RebootModule.class, "reboot.test.sh");
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Spec SPEC =
      Spec.of(
              "reboot",
              "Starts the host anew and waits until it is back",
              Parameter.of(
                      "reboot_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds the host may take until it is back.")
                  .fallback("600"),
              Parameter.of(
                      "connect_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds one attempt to connect may take.")
                  .fallback("10"),
              Parameter.of(
                      "pre_reboot_delay",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait before it.")
                  .fallback("0"),
              Parameter.of(
                      "post_reboot_delay",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait once the host is back.")
                  .fallback("0"),
              Parameter.of(
                      "test_command",
                      Parameter.Type.STRING,
                      "What has to succeed on the host before it counts as back.")
                  .fallback("whoami"),
              Parameter.of("msg", Parameter.Type.STRING, "What those who are logged in are told.")
                  .fallback("Reboot initiated by Groundwork"),
              Parameter.of(
                  "reboot_command",
                  Parameter.Type.STRING,
                  "What to run in place of the system's own command."))
          .result("rebooted", "whether the host was started anew")
          .result("elapsed", "how many seconds it took")
          .example(
              """
              - name: Take the new kernel
                reboot:
                  reboot_timeout: 300
              """);

  /**
   * How to start it anew.
   *
   * @param patience until it is back
   * @param attempt for one attempt to connect
   * @param before to wait before
   * @param after to wait after
   * @param test what has to succeed
   * @param message for those who are logged in
   * @param command in place of the system's own
   */
  public record Wanted(
      Duration patience,
      Duration attempt,
      Duration before,
      Duration after,
      String test,
      String message,
      Optional<String> command) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    return new Wanted(
        Times.positive(params, "reboot_timeout"),
        Times.positive(params, "connect_timeout"),
        Times.atLeastZero(params, "pre_reboot_delay"),
        Times.atLeastZero(params, "post_reboot_delay"),
        params.string("test_command"),
        params.string("msg"),
        params.optional("reboot_command"));
  }

  @Override
  public Probe<String> probe(Wanted wanted) {
    return Probe.of(PROBE.call(), reading -> reading.state().strip());
  }

  @Override
  public Plan plan(Wanted wanted, String bootId) {
    // What the script answers has to arrive before the network goes.
    Duration lead = wanted.before().plusSeconds(1);
    return Plan.of(
        Change.runs(
                "reboot",
                REBOOT.call(
                    String.valueOf(lead.toSeconds()),
                    wanted.message(),
                    wanted.command().orElse("")))
            .alteringAnything()
            .reconnecting(
                new Reconnect(
                    lead.plusSeconds(1),
                    wanted.patience().plus(lead),
                    PAUSE,
                    Optional.of(wanted.attempt()),
                    true,
                    Optional.of(TEST.call(wanted.test())),
                    wanted.after())));
  }

  @Override
  public Map<String, Object> result(Wanted wanted, String bootId, List<Execution> executions) {
    boolean back = !executions.isEmpty() && executions.get(0).succeeded();
    return Map.of("rebooted", back, "elapsed", back ? Long.parseLong(executions.get(0).out()) : 0L);
  }
}
