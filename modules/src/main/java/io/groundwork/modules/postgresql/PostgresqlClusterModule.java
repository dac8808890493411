package io.groundwork.modules.postgresql;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;

/** {@code postgresql_cluster}: a cluster of Debian's postgresql-common. It never drops data. */
public final class PostgresqlClusterModule implements Module<WantedCluster, ClusterState> {

  private static final Parameter.Type STRING = Parameter.Type.STRING;

  private static final Spec SPEC =
      Spec.of(
              "postgresql_cluster",
              "Makes a PostgreSQL cluster on Debian and its relatives, and keeps its port")
          .and(ClusterParameters.parameters("name"))
          .and(
              List.of(
                  Parameter.of(
                          "port",
                          Parameter.Type.INTEGER,
                          "Its port. A cluster with another one is moved, and restarted if it"
                              + " runs.")
                      .fallback("5432"),
                  Parameter.of(
                          "data_checksums",
                          Parameter.Type.BOOLEAN,
                          "Whether it finds out about data that its disks have spoilt. Settled when"
                              + " it is made.")
                      .fallback("true"),
                  Parameter.of(
                          "locale",
                          STRING,
                          "How texts are sorted and what counts as a letter, unless a database says"
                              + " otherwise. Settled when it is made.")
                      .fallback("C.UTF-8"),
                  Parameter.of("encoding", STRING, "Settled when it is made.").fallback("UTF8"),
                  Parameter.of(
                          "auth_local",
                          STRING,
                          "How local logins are checked until postgresql_pg_hba says so.")
                      .fallback("peer")
                      .choices("peer", "scram-sha-256", "md5", "reject"),
                  Parameter.of(
                          "auth_host",
                          STRING,
                          "How logins over the network are checked until postgresql_pg_hba says"
                              + " so.")
                      .fallback("scram-sha-256")
                      .choices("scram-sha-256", "md5", "reject"),
                  Parameter.of(
                          "login_unix_socket",
                          Parameter.Type.PATH,
                          "Directory of its Unix socket, to ask it when it runs.")
                      .fallback("/var/run/postgresql"),
                  Parameter.of("state", STRING, "Only present: a cluster is not dropped from here.")
                      .fallback("present")
                      .choices("present")))
          .example(
              """
              - name: The cluster is there
                postgresql_cluster:
                  version: "16"
                  name: main
                  port: 5432
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedCluster wanted(Params params) {
    for (String name : List.of("locale", "encoding")) {
      if (!params.string(name).matches("[A-Za-z0-9_.@-]+")) {
        throw params.problem(name, "takes a name such as C.UTF-8 or UTF8");
      }
    }
    return new WantedCluster(
        ClusterParameters.version(params),
        ClusterParameters.name(params, "name"),
        new Server(Server.port(params, "port"), params.string("login_unix_socket")),
        params.bool("data_checksums"),
        params.string("locale"),
        params.string("encoding"),
        params.string("auth_local"),
        params.string("auth_host"));
  }

  @Override
  public Probe<ClusterState> probe(WantedCluster wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedCluster wanted, ClusterState is) {
    return wanted.plan(is);
  }
}
