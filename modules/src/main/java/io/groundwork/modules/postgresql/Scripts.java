package io.groundwork.modules.postgresql;

import io.groundwork.module.Snippet;

/** The snippets of these modules, each with the functions they share in front. */
final class Scripts {

  private static final String SHARED = Snippet.resource(Scripts.class, "server.sh").text();

  static final Snippet SQL_PROBE = load("sql.probe.sh");
  static final Snippet SQL_RUN = load("sql.run.sh");
  static final Snippet PING_WAIT = load("ping.wait.sh");
  static final Snippet CLUSTER_PROBE = load("cluster.probe.sh");
  static final Snippet CLUSTER_CREATE = load("cluster.create.sh");
  static final Snippet CLUSTER_PORT = load("cluster.port.sh");
  static final Snippet CONF_PROBE = load("conf.probe.sh");
  static final Snippet CONF_WRITE = load("conf.write.sh");
  static final Snippet CONF_LOAD = load("conf.load.sh");

  private Scripts() {}

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(Scripts.class, file).text());
  }
}
