package io.groundwork.modules.mongodb;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import io.groundwork.modules.health.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code mongodb_user}: a user of a MongoDB server, also its first one. */
public final class MongodbUserModule implements Module<WantedUser, UserState> {

  private static final String STATE = "state";
  private static final String ROLES = "roles";

  private static final Spec SPEC =
      Spec.of(
              "mongodb_user",
              "Makes, changes and drops a user of a MongoDB server, also its first one",
              Parameter.of("database", Parameter.Type.STRING, "The database that has the user.")
                  .mandatory()
                  .alias("db"),
              Parameter.of("name", Parameter.Type.STRING, "The user.").mandatory().alias("user"),
              Parameter.of(
                  "password",
                  Parameter.Type.SECRET,
                  "Its password. It is tried, and set where it does not let the user in. Not given:"
                      + " as it is."),
              Parameter.of(
                  ROLES,
                  Parameter.Type.ANY,
                  "Its roles, all of them: names of roles in its database, or mappings with role"
                      + " and db. Not given: as they are; a new user has none."),
              Parameter.of(
                      STATE,
                      Parameter.Type.STRING,
                      "Whether it is to be there. The first user is made without a login, which"
                          + " MongoDB allows from the host itself as long as it has none.")
                  .fallback("present")
                  .choices("present", "absent"))
          .and(Login.parameters(27017, true))
          .refusing("update_password", "the password is tried and set where it differs")
          .refusing("replica_set", "a member that is not primary asks the one that is")
          .refusing("strict_compatibility", "there is nothing to relax")
          .example(
              """
              - name: The platform's login
                mongodb_user:
                  login_user: admin
                  login_password: ${mongodb_admin_password}
                  database: admin
                  name: altcraft
                  password: ${platform_password}
                  roles:
                    - {role: readWrite, db: control}
              """);

  @Override
  public Set<Resource> mayAlter() {
    return Set.of(Resource.user("mongodb"));
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedUser wanted(Params params) {
    String database = name(params, "database");
    return new WantedUser(
        Login.of(params, true),
        database,
        name(params, "name"),
        params.string(STATE).equals("present"),
        params.secret("password"),
        params.any(ROLES).map(given -> roles(params, given, database)));
  }

  private static String name(Params params, String parameter) {
    String name = params.string(parameter);
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}")) {
      throw params.problem(
          parameter, "takes letters, digits, \"_\", \".\" and \"-\", not \"" + name + "\"");
    }
    return name;
  }

  private static List<String> roles(Params params, Object given, String database) {
    List<String> roles = new ArrayList<>();
    for (Object one : given instanceof List<?> list ? list : List.of(given)) {
      String role = one instanceof Map<?, ?> map ? map.get("role") + "@" + map.get("db") : one + "";
      String full = role.contains("@") ? role : role + "@" + database;
      boolean plain = !(one instanceof Map<?, ?> map) || map.keySet().size() == 2;
      if (!plain || !full.matches("[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+") || full.contains("null")) {
        throw params.problem(ROLES, "takes names of roles, or mappings with role and db");
      }
      roles.add(full);
    }
    return roles.stream().sorted().distinct().toList();
  }

  @Override
  public Probe<UserState> probe(WantedUser wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedUser wanted, UserState is) {
    return wanted.plan(is);
  }
}
