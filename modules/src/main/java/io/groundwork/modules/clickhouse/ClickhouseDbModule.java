package io.groundwork.modules.clickhouse;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.modules.health.Login;
import io.groundwork.text.Problem;
import java.util.List;

/** {@code clickhouse_db}: a database of a ClickHouse server. */
public final class ClickhouseDbModule
    implements Module<ClickhouseDbModule.Wanted, ClickhouseDbModule.State> {

  private static final String STATE = "state";
  private static final String SHARED =
      Snippet.resource(ClickhouseDbModule.class, "clickhouse.sh").text();
  private static final Snippet PROBE = load("db.probe.sh");
  private static final Snippet RUN = load("db.run.sh");

  private static final Spec SPEC =
      Spec.of(
              "clickhouse_db",
              "Makes and drops a database of a ClickHouse server",
              Parameter.of("name", Parameter.Type.STRING, "The database.").mandatory(),
              Parameter.of(
                      STATE,
                      Parameter.Type.STRING,
                      "Whether it is to be there. Absent drops all that is in it.")
                  .fallback("present")
                  .choices("present", "absent"))
          .and(Login.parameters(9000, true))
          .refusing("engine", "create it with a command task; the default engine is taken here")
          .refusing("cluster", "one task for each of its hosts")
          .example(
              """
              - name: The platform's database
                clickhouse_db:
                  login_user: altcraft
                  login_password: ${clickhouse_platform_password}
                  name: altcraft_system
              """);

  /** A database, and whether it is to be there. */
  public record Wanted(Login login, String name, boolean present) {}

  /** What a server said. */
  public enum Reach {
    /** The host has no client to ask with. */
    ABSENT,
    /** No server answers. */
    DOWN,
    /** It does not take the login. */
    REFUSED,
    /** It has the database. */
    THERE,
    /** It has no such database. */
    MISSING
  }

  /**
   * What is.
   *
   * @param complaint why it does not answer or take the login
   */
  public record State(Reach reach, String complaint) {
    static State parse(Reading reading) {
      Reach reach =
          switch (reading.state()) {
            case "absent" -> Reach.ABSENT;
            case "down" -> Reach.DOWN;
            case "refused" -> Reach.REFUSED;
            case "up yes" -> Reach.THERE;
            case "up no" -> Reach.MISSING;
            default -> throw new IllegalArgumentException("\"" + reading.state() + "\"");
          };
      return new State(reach, reading.context().strip());
    }
  }

  private static Snippet load(String file) {
    return new Snippet(
        file, SHARED + "\n" + Snippet.resource(ClickhouseDbModule.class, file).text());
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String name = params.string("name");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
      throw params.problem("name", "takes letters, digits and \"_\", not \"" + name + "\"");
    }
    return new Wanted(Login.of(params, true), name, params.string(STATE).equals("present"));
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(call(PROBE, wanted, wanted.name()), State::parse)
        .reading(wanted.login().resource(), Resource.PORTS, database(wanted));
  }

  private static Resource database(Wanted wanted) {
    return new Resource(
        Resource.Kind.PATH, "clickhouse:" + wanted.login().port() + "/" + wanted.name());
  }

  private static Snippet.Call call(Snippet snippet, Wanted wanted, String last) {
    Login login = wanted.login();
    return snippet.call(
        login.host(), String.valueOf(login.port()), login.user().orElse(""), login.secret(), last);
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    long port = wanted.login().port();
    String said = is.complaint().isEmpty() ? "" : ": " + is.complaint();
    return switch (is.reach()) {
      case ABSENT ->
          wanted.present()
              ? made(wanted)
                  .needing(
                      List.of(
                          new Need(
                              wanted.login().resource(),
                              "there is no ClickHouse; install and start it before")))
              : Plan.holds("there is no ClickHouse");
      case DOWN ->
          Plan.impossible(
              Problem.of("ClickHouse does not answer on port " + port + said)
                  .withRemedy("start clickhouse-server; its log is in /var/log/clickhouse-server"));
      case REFUSED ->
          Plan.impossible(
              Problem.of("ClickHouse does not take the login" + said)
                  .withRemedy("give login_user and login_password as users.d has them"));
      case THERE ->
          wanted.present()
              ? Plan.holds("database " + wanted.name() + " is there")
              : Plan.of(
                  Change.modifies(
                          "drop database " + wanted.name(),
                          call(RUN, wanted, "DROP DATABASE `" + wanted.name() + "`"),
                          Diff.value("database", wanted.name(), "absent"))
                      .altering(database(wanted)));
      case MISSING ->
          wanted.present() ? made(wanted) : Plan.holds("there is no database " + wanted.name());
    };
  }

  private static Plan made(Wanted wanted) {
    return Plan.of(
        Change.modifies(
                "make database " + wanted.name(),
                call(RUN, wanted, "CREATE DATABASE IF NOT EXISTS `" + wanted.name() + "`"),
                Diff.value("database", "absent", wanted.name()))
            .altering(database(wanted)));
  }
}
