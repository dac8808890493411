package io.groundwork.modules.postgresql;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.text.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code postgresql_user}: a role that may log in, or may not. */
public final class PostgresqlUserModule implements Module<WantedRole, Answer<Optional<RoleState>>> {

  private static final Spec SPEC =
      Spec.of(
              "postgresql_user",
              "Makes, changes and drops a role of a PostgreSQL server",
              Parameter.of("name", Parameter.Type.STRING, "The role.").mandatory().alias("user"),
              Parameter.of(
                  "password",
                  Parameter.Type.SECRET,
                  "Its password, of printable ASCII characters. What PostgreSQL keeps in its place"
                      + " (a SCRAM-SHA-256 verifier) is made here: the host never sees the password"
                      + " itself. Not given: as it is."),
              Parameter.of(
                  "role_attr_flags",
                  Parameter.Type.LIST,
                  "Attributes such as LOGIN, NOSUPERUSER, CREATEDB. Those not named stay as they"
                      + " are; a new role gets LOGIN and INHERIT unless they are named."),
              Parameter.of(
                      "conn_limit",
                      Parameter.Type.INTEGER,
                      "How many connections it may have at once; -1 for any number.")
                  .alias("connection_limit"),
              Parameter.of("state", Parameter.Type.STRING, "Whether the role is to be there.")
                  .fallback("present")
                  .choices("present", "absent"))
          .and(Server.parameters())
          .example(
              """
              - name: The platform may log in
                postgresql_user:
                  name: altcraft
                  password: ${platform_password}
                  role_attr_flags: [LOGIN, NOSUPERUSER]
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedRole wanted(Params params) {
    Map<RoleFlag, Boolean> flags;
    try {
      flags = RoleFlag.parse(params.strings("role_attr_flags"));
    } catch (IllegalArgumentException e) {
      throw params.problem("role_attr_flags", e.getMessage());
    }
    Optional<Secret> password = params.secret("password");
    if (password.isPresent() && !ScramVerifier.takes(password.get())) {
      throw params.problem("password", "is empty or holds other than printable ASCII characters");
    }
    OptionalLong limit = params.optionalInteger("conn_limit");
    if (limit.isPresent() && (limit.getAsLong() < -1 || limit.getAsLong() > Integer.MAX_VALUE)) {
      throw params.problem("conn_limit", "takes -1 or a number of connections");
    }
    return new WantedRole(
        Server.of(params),
        Names.check(params, "name"),
        params.string("state").equals("present"),
        password,
        flags,
        limit,
        ScramVerifier.salt());
  }

  @Override
  public Probe<Answer<Optional<RoleState>>> probe(WantedRole wanted) {
    return wanted
        .server()
        .ask(RoleState.sql(wanted.name()), RoleState::parse, wanted.server().role(wanted.name()));
  }

  @Override
  public Plan plan(WantedRole wanted, Answer<Optional<RoleState>> is) {
    return wanted.plan(is);
  }
}
