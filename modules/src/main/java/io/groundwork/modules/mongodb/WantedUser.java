package io.groundwork.modules.mongodb;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.health.Login;
import io.groundwork.text.Json;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A user as a task wants it.
 *
 * @param present whether it is to be there at all
 * @param password empty to leave it as it is
 * @param roles {@code role@database} in order; empty to leave them as they are
 */
public record WantedUser(
    Login login,
    String database,
    String name,
    boolean present,
    Optional<Secret> password,
    Optional<List<String>> roles) {

  private static final String SHARED = Snippet.resource(WantedUser.class, "mongo.sh").text();
  private static final Snippet PROBE = load("user.probe.sh");
  private static final Snippet SET = load("user.set.sh");

  public WantedUser {
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
    roles = roles.map(List::copyOf);
  }

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(WantedUser.class, file).text());
  }

  private Resource account() {
    return login.account("mongodb", name + "@" + database);
  }

  /** Whether a user is there, and whether its login is, is told by the same question. */
  Probe<UserState> probe() {
    List<Resource> reads =
        new ArrayList<>(
            List.of(login.resource(), Resource.PORTS, account(), WantedSet.resource(login)));
    login.user().ifPresent(user -> reads.add(login.account("mongodb", user + "@admin")));
    return Probe.of(
            PROBE.call(
                login.host(),
                String.valueOf(login.port()),
                login.user().orElse(""),
                login.secret(),
                database,
                name,
                password.orElse(Secret.of(""))),
            UserState::parse)
        .reading(reads.toArray(Resource[]::new));
  }

  Plan plan(UserState is) {
    return switch (is.standing()) {
      case ABSENT -> made(false).needing(List.of(need()));
      case DOWN ->
          Plan.impossible(
              Problem.of("MongoDB does not answer on port " + login.port() + said(is))
                  .withRemedy("start mongod; its log is in /var/log/mongodb"));
      case REFUSED ->
          Plan.impossible(
              Problem.of(
                      "MongoDB does not let "
                          + login.user().orElse("a task without login_user")
                          + " in"
                          + said(is))
                  .withRemedy("give the login_user and login_password that it was set up with"));
      case FIRST -> first();
      case TAKEN -> compared(is);
    };
  }

  private Need need() {
    return new Need(
        login.resource(),
        "there is no MongoDB on port " + login.port() + "; install and start it before");
  }

  private static String said(UserState is) {
    return is.complaint().isEmpty() ? "" : ": " + is.complaint();
  }

  /** There are no users yet, so that only the one may be made that the others are made as. */
  private Plan first() {
    if (!present) {
      return Plan.holds("MongoDB has no users yet");
    }
    if (isLogin()) {
      return made(true);
    }
    return made(false)
        .needing(
            List.of(
                new Need(
                    login.account("mongodb", login.user().orElse("") + "@admin"),
                    "MongoDB has no users yet; make "
                        + login.user().orElse("the one to log in as")
                        + " before")));
  }

  private boolean isLogin() {
    return database.equals("admin") && login.user().equals(Optional.of(name));
  }

  private Plan made(boolean alone) {
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("user", "absent", name));
    diffs.add(Diff.value("roles", "", String.join(" ", roles.orElse(List.of()))));
    password.ifPresent(secret -> diffs.add(Diff.value("password", "", Secret.MASK)));
    String summary = (alone ? "make the first user " : "make user ") + name + " in " + database;
    return Plan.of(
        change(summary, "create", alone, password, roles.or(() -> Optional.of(List.of())), diffs));
  }

  private Plan compared(UserState is) {
    if (!present) {
      return is.roles().isEmpty()
          ? Plan.holds("there is no user " + name + " in " + database)
          : Plan.of(
              change(
                  "drop user " + name + " of " + database,
                  "drop",
                  false,
                  Optional.empty(),
                  Optional.empty(),
                  List.of(Diff.value("user", name, "absent"))));
    }
    if (is.roles().isEmpty()) {
      return made(false);
    }
    List<Diff> diffs = new ArrayList<>();
    Optional<List<String>> newRoles = roles.filter(wanted -> !wanted.equals(is.roles().get()));
    newRoles.ifPresent(
        wanted ->
            diffs.add(
                Diff.value("roles", String.join(" ", is.roles().get()), String.join(" ", wanted))));
    boolean wrong = is.password().filter(right -> !right).isPresent();
    if (wrong) {
      diffs.add(Diff.value("password", Secret.MASK, "new " + Secret.MASK));
    }
    if (diffs.isEmpty()) {
      return Plan.holds("user " + name + " of " + database + " is as wanted");
    }
    return Plan.of(
        change(
            "change user " + name + " of " + database,
            "update",
            false,
            wrong ? password : Optional.empty(),
            newRoles,
            diffs));
  }

  private Change change(
      String summary,
      String verb,
      boolean alone,
      Optional<Secret> newPassword,
      Optional<List<String>> newRoles,
      List<Diff> diffs) {
    return Change.modifies(
            summary,
            SET.call(
                login.host(),
                String.valueOf(login.port()),
                alone ? "" : login.user().orElse(""),
                login.secret(),
                database,
                name,
                newPassword.orElse(Secret.of("")),
                verb,
                newRoles.map(WantedUser::json).orElse("")),
            diffs)
        .altering(account());
  }

  private static String json(List<String> roles) {
    return Json.line(
        roles.stream()
            .map(role -> role.split("@", 2))
            .map(parts -> Map.of("role", parts[0], "db", parts[1]))
            .toList());
  }

  @Override
  public String toString() {
    return "user " + name + " of " + database;
  }
}
