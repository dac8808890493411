package io.groundwork.modules.postgresql;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import java.util.Optional;

/** {@code postgresql_db}: a database is there and has its owner. It never drops one. */
public final class PostgresqlDbModule
    implements Module<WantedDatabase, Answer<Optional<DatabaseState>>> {

  private static final Spec SPEC =
      Spec.of(
              "postgresql_db",
              "Makes a database of a PostgreSQL server, and keeps its owner",
              Parameter.of("name", Parameter.Type.STRING, "The database.").mandatory().alias("db"),
              Parameter.of("owner", Parameter.Type.STRING, "The role that owns it."),
              Parameter.of(
                  "encoding",
                  Parameter.Type.STRING,
                  "Its encoding; it cannot be changed later. By default that of the template."),
              Parameter.of(
                  "lc_collate",
                  Parameter.Type.STRING,
                  "How texts are sorted; it cannot be changed later."),
              Parameter.of(
                  "lc_ctype",
                  Parameter.Type.STRING,
                  "What counts as a letter; it cannot be changed later."),
              Parameter.of(
                  "template",
                  Parameter.Type.STRING,
                  "The database it is copied from: template0 for another encoding or locale."),
              Parameter.of(
                      "conn_limit",
                      Parameter.Type.INTEGER,
                      "How many connections it takes at once; -1 for any number.")
                  .alias("connection_limit"),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "Only present: a database is not dropped from here.")
                  .fallback("present")
                  .choices("present"))
          .and(Server.parameters())
          .example(
              """
              - name: The platform has its database
                postgresql_db:
                  name: altcraft
                  owner: altcraft
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedDatabase wanted(Params params) {
    return new WantedDatabase(
        Server.of(params),
        Names.check(params, "name"),
        params.has("owner") ? Optional.of(Names.check(params, "owner")) : Optional.empty(),
        params.optional("encoding"),
        params.optional("lc_collate"),
        params.optional("lc_ctype"),
        params.optional("template"),
        params.optionalInteger("conn_limit"));
  }

  @Override
  public Probe<Answer<Optional<DatabaseState>>> probe(WantedDatabase wanted) {
    Resource[] about = wanted.owner().stream().map(wanted.server()::role).toArray(Resource[]::new);
    return wanted
        .server()
        .ask(DatabaseState.sql(wanted.name(), wanted.owner()), DatabaseState::parse, about);
  }

  @Override
  public Plan plan(WantedDatabase wanted, Answer<Optional<DatabaseState>> is) {
    return wanted.plan(is);
  }
}
