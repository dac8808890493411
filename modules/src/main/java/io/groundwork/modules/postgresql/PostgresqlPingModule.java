package io.groundwork.modules.postgresql;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code postgresql_ping}: a server answers, and says which version it is. */
public final class PostgresqlPingModule
    implements Module<PostgresqlPingModule.Wanted, Answer<Optional<ServerVersion>>> {

  private static final Spec SPEC =
      Spec.of(
              "postgresql_ping",
              "Waits until a PostgreSQL server answers, and tells its version",
              Parameter.of(
                      "timeout",
                      Parameter.Type.INTEGER,
                      "Seconds to wait for it. Not Ansible's, which never waits and never fails.")
                  .fallback("60"))
          .and(Server.parameters())
          .result("is_available", "true: otherwise the task failed")
          .result("server_version", "raw, full (such as 16.1), major and minor")
          .example(
              """
              - name: PostgreSQL answers
                postgresql_ping:
                register: postgresql
              - name: It is the version that was asked for
                assert:
                  that: postgresql.server_version.full == "16.1"
              """);

  /**
   * A server that is to answer.
   *
   * @param seconds how long to wait for it
   */
  public record Wanted(Server server, long seconds) {}

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
    if (params.integer("timeout") < 0 || params.integer("timeout") > 3600) {
      throw params.problem("timeout", "takes 0 to 3600 seconds");
    }
    return new Wanted(Server.of(params), params.integer("timeout"));
  }

  @Override
  public Probe<Answer<Optional<ServerVersion>>> probe(Wanted wanted) {
    return wanted.server().ask(ServerVersion.SQL, ServerVersion::parse);
  }

  @Override
  public Plan plan(Wanted wanted, Answer<Optional<ServerVersion>> is) {
    return is.state()
        .map(
            version ->
                Plan.holds(
                    "PostgreSQL " + version.raw() + " answers on port " + wanted.server().port()))
        .orElseGet(() -> Plan.of(wanted.server().await(wanted.seconds())));
  }

  @Override
  public Map<String, Object> result(
      Wanted wanted, Answer<Optional<ServerVersion>> is, List<Execution> executions) {
    return is.state()
        .<Map<String, Object>>map(
            version -> Map.of("is_available", true, "server_version", version.asValue()))
        .orElseGet(() -> Map.of("is_available", false));
  }
}
