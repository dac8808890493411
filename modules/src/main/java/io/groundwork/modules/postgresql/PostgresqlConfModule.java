package io.groundwork.modules.postgresql;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;

/** {@code postgresql_conf}: settings of a cluster, in a file of their own, and in use. */
public final class PostgresqlConfModule implements Module<ConfFile, ConfState> {

  private static final Spec SPEC =
      Spec.of(
              "postgresql_conf",
              "Keeps settings of a PostgreSQL cluster in a file of its conf.d, and the server up to"
                  + " date with them")
          .and(ClusterParameters.parameters("cluster"))
          .and(
              List.of(
                  Parameter.of(
                          "settings",
                          Parameter.Type.MAP,
                          "The settings and their values. They are all that the file holds. The"
                              + " server checks them before they stay, reads them, and is restarted"
                              + " if one of them needs that.")
                      .mandatory(),
                  Parameter.of(
                          "filename",
                          Parameter.Type.STRING,
                          "Name of the file, without \".conf\". Files are read by name, the last"
                              + " one that gives a setting counts.")
                      .fallback("90-groundwork")))
          .and(Server.parameters())
          .example(
              """
              - name: PostgreSQL has its settings
                postgresql_conf:
                  version: "16"
                  settings:
                    listen_addresses: 192.0.2.10
                    shared_buffers: 4GB
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public ConfFile wanted(Params params) {
    String version = ClusterParameters.version(params);
    String cluster = ClusterParameters.name(params, "cluster");
    String name = params.string("filename");
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
      throw params.problem("filename", "takes letters, digits, \"_\", \"-\" and \".\"");
    }
    return new ConfFile(
        ConfFile.Kind.SETTINGS,
        ConfFile.home(version, cluster) + "/conf.d/" + name + ".conf",
        Settings.render(params, params.map("settings")),
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
