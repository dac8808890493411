package io.groundwork.modules.postgresql;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;

/** {@code postgresql_pg_hba}: who may log in to a cluster, and nobody else. */
public final class PostgresqlPgHbaModule implements Module<ConfFile, ConfState> {

  private static final Spec SPEC =
      Spec.of(
              "postgresql_pg_hba",
              "Keeps all the rules of who may log in to a PostgreSQL cluster, and the server up to"
                  + " date with them")
          .and(ClusterParameters.parameters("cluster"))
          .and(
              List.of(
                  Parameter.of(
                          "rules",
                          Parameter.Type.LIST,
                          "All rules, in the order in which they are tried; others go away. Each"
                              + " has type (or contype), databases, users, address (or source), for"
                              + " which a list makes a line of each, method and perhaps options. An"
                              + " address without a mask is one host. A line that the server would"
                              + " refuse is taken back; a running server reads the file again.")
                      .mandatory()))
          .and(Server.parameters())
          .example(
              """
              - name: Only the application may log in
                postgresql_pg_hba:
                  version: "16"
                  rules:
                    - type: local
                      databases: all
                      users: postgres
                      method: peer
                    - type: host
                      databases: shop
                      users: shop
                      address: [192.0.2.21, 192.0.2.22]
                      method: scram-sha-256
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public ConfFile wanted(Params params) {
    String version = ClusterParameters.version(params);
    String cluster = ClusterParameters.name(params, "cluster");
    String content;
    try {
      content = HbaRules.render(params.list("rules"));
    } catch (IllegalArgumentException e) {
      throw params.problem("rules", e.getMessage());
    }
    return new ConfFile(
        ConfFile.Kind.HBA,
        ConfFile.home(version, cluster) + "/pg_hba.conf",
        content,
        version,
        cluster,
        Server.of(params));
  }

  @Override
  public Probe<ConfState> probe(ConfFile wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(ConfFile wanted, ConfState is) {
    return wanted.plan(is);
  }
}
