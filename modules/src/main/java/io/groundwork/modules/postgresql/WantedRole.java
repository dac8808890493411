package io.groundwork.modules.postgresql;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Plan;
import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A role as a task wants it.
 *
 * @param present whether it is to be there at all
 * @param password empty to leave the password as it is
 * @param flags those that the task speaks of
 * @param connections how many connections it may have at once, if the task says
 * @param salt for the verifier of a password that has to be set, in Base64
 */
record WantedRole(
    Server server,
    String name,
    boolean present,
    Optional<Secret> password,
    Map<RoleFlag, Boolean> flags,
    OptionalLong connections,
    String salt) {

  WantedRole {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
    flags = Map.copyOf(flags);
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(salt, "salt");
  }

  Plan plan(Answer<Optional<RoleState>> answer) {
    if (answer.isDown()) {
      return server.silent(answer);
    }
    if (!present) {
      return answer.state().isEmpty() ? Plan.holds("there is no role " + name) : Plan.of(drop());
    }
    if (answer.state().isEmpty()) {
      Plan plan = Plan.of(create());
      return answer.isUp() ? plan : plan.needing(List.of(server.need()));
    }
    return alter(answer.state().get());
  }

  private Change drop() {
    return Change.modifies(
            "drop role " + name,
            server.run("drop role " + Sql.name(name) + ";"),
            Diff.value("role", name, "absent"))
        .altering(server.role(name));
  }

  private Change create() {
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("role", "absent", name));
    List<String> clauses = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (RoleFlag flag : RoleFlag.values()) {
      boolean has = flags.getOrDefault(flag, flag.fallback());
      clauses.add(flag.word(has));
      if (has) {
        shown.add(flag.word(true));
      }
    }
    diffs.add(Diff.value("attributes", "", String.join(" ", shown)));
    connections.ifPresent(
        limit -> {
          clauses.add("connection limit " + limit);
          diffs.add(Diff.value("connection limit", "", String.valueOf(limit)));
        });
    password.ifPresent(
        secret -> {
          clauses.add("password " + Sql.text(verifier(secret)));
          diffs.add(Diff.value("password", "", Secret.MASK));
        });
    return change("create", clauses, diffs);
  }

  private Plan alter(RoleState is) {
    List<Diff> diffs = new ArrayList<>();
    List<String> clauses = new ArrayList<>();
    for (RoleFlag flag : RoleFlag.values()) {
      boolean has = is.flags().get(flag);
      if (flags.getOrDefault(flag, has) != has) {
        clauses.add(flag.word(!has));
        diffs.add(Diff.value("attributes", flag.word(has), flag.word(!has)));
      }
    }
    if (connections.isPresent() && connections.getAsLong() != is.connections()) {
      clauses.add("connection limit " + connections.getAsLong());
      diffs.add(
          Diff.value(
              "connection limit",
              String.valueOf(is.connections()),
              String.valueOf(connections.getAsLong())));
    }
    if (password.isPresent() && !ScramVerifier.matches(is.password(), password.get())) {
      clauses.add("password " + Sql.text(verifier(password.get())));
      diffs.add(
          Diff.value("password", is.hasPassword() ? Secret.MASK : "none", "new " + Secret.MASK));
    }
    if (diffs.isEmpty()) {
      return Plan.holds("role " + name + " is as wanted");
    }
    return Plan.of(change("alter", clauses, diffs));
  }

  private String verifier(Secret secret) {
    return ScramVerifier.of(secret, salt, ScramVerifier.ITERATIONS).reveal();
  }

  private Change change(String verb, List<String> clauses, List<Diff> diffs) {
    String sql = verb + " role " + Sql.name(name) + " " + String.join(" ", clauses) + ";";
    return Change.modifies(verb + " role " + name, server.run(Secret.of(sql)), diffs)
        .altering(server.role(name));
  }

  @Override
  public String toString() {
    return "role " + name;
  }
}
