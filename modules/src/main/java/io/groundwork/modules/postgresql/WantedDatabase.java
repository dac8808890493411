package io.groundwork.modules.postgresql;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A database as a task wants it; what the task does not say stays as the server makes it. */
record WantedDatabase(
    Server server,
    String name,
    Optional<String> owner,
    Optional<String> encoding,
    Optional<String> collate,
    Optional<String> ctype,
    Optional<String> template,
    OptionalLong connections) {

  WantedDatabase {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(collate, "collate");
    Objects.requireNonNull(ctype, "ctype");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(connections, "connections");
  }

  Plan plan(Answer<Optional<DatabaseState>> answer) {
    if (answer.isDown()) {
      return server.silent(answer);
    }
    Plan plan = answer.state().isEmpty() ? Plan.of(create()) : alter(answer.state().get());
    return plan.needing(needs(plan, answer));
  }

  private List<Need> needs(Plan plan, Answer<?> answer) {
    if (plan.changes().isEmpty()) {
      return List.of();
    }
    if (!answer.isUp()) {
      return List.of(server.need());
    }
    boolean owned = owner.isEmpty() || answer.context().contains(List.of("owner"));
    return owned
        ? List.of()
        : List.of(
            new Need(
                server.role(owner.get()),
                "there is no role "
                    + owner.get()
                    + " to own the database; make it with postgresql_user before"));
  }

  private Change create() {
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("database", "absent", name));
    StringBuilder sql = new StringBuilder("create database ").append(Sql.name(name));
    owner.ifPresent(
        role -> {
          sql.append(" owner ").append(Sql.name(role));
          diffs.add(Diff.value("owner", "", role));
        });
    template.ifPresent(from -> sql.append(" template ").append(Sql.name(from)));
    option(sql, diffs, "encoding", encoding);
    option(sql, diffs, "lc_collate", collate);
    option(sql, diffs, "lc_ctype", ctype);
    connections.ifPresent(
        limit -> {
          sql.append(" connection limit ").append(limit);
          diffs.add(Diff.value("connection limit", "", String.valueOf(limit)));
        });
    return Change.modifies(
        "create database " + name, server.run(sql.append(';').toString()), diffs);
  }

  private static void option(
      StringBuilder sql, List<Diff> diffs, String word, Optional<String> value) {
    value.ifPresent(
        given -> {
          sql.append(' ').append(word).append(' ').append(Sql.text(given));
          diffs.add(Diff.value(word, "", given));
        });
  }

  private Plan alter(DatabaseState is) {
    Optional<Problem> fixed =
        fixed("encoding", encoding, is.encoding())
            .or(() -> fixed("lc_collate", collate, is.collate()))
            .or(() -> fixed("lc_ctype", ctype, is.ctype()));
    if (fixed.isPresent()) {
      return Plan.impossible(fixed.get());
    }
    List<Change> changes = new ArrayList<>();
    String alter = "alter database " + Sql.name(name);
    if (owner.isPresent() && !owner.get().equals(is.owner())) {
      changes.add(
          Change.modifies(
              "give database " + name + " to " + owner.get(),
              server.run(alter + " owner to " + Sql.name(owner.get()) + ";"),
              Diff.value("owner", is.owner(), owner.get())));
    }
    if (connections.isPresent() && connections.getAsLong() != is.connections()) {
      String limit = String.valueOf(connections.getAsLong());
      changes.add(
          Change.modifies(
              "limit the connections of database " + name,
              server.run(alter + " connection limit " + limit + ";"),
              Diff.value("connection limit", String.valueOf(is.connections()), limit)));
    }
    return Plan.of(changes, "database " + name + " is as wanted, owned by " + is.owner());
  }

  /** What a database keeps for life. */
  private Optional<Problem> fixed(String what, Optional<String> wanted, String is) {
    return wanted
        .filter(value -> !normal(value).equals(normal(is)))
        .map(
            value ->
                Problem.of(
                        "database "
                            + name
                            + " has "
                            + what
                            + " "
                            + is
                            + ", and PostgreSQL cannot change that to "
                            + value)
                    .withRemedy("dump it, make it anew with these values and restore it"));
  }

  /** The server writes UTF8 for UTF-8; Debian's C.UTF-8 and C.utf8 are one locale. */
  static String normal(String value) {
    return value.toLowerCase(java.util.Locale.ROOT).replace("-", "");
  }
}
