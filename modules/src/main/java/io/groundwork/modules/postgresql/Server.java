package io.groundwork.modules.postgresql;

import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A PostgreSQL server of the host, as its superuser reaches it: as operating system user postgres
 * over the Unix socket.
 *
 * @param port also part of the socket's name
 * @param sockets the directory that holds the socket
 */
record Server(long port, String sockets) {

  Server {
    Objects.requireNonNull(sockets, "sockets");
  }

  static List<Parameter> parameters() {
    return List.of(
        Parameter.of(
                "login_port",
                Parameter.Type.INTEGER,
                "Port of the server; it names the Unix socket too.")
            .fallback("5432")
            .alias("port"),
        Parameter.of(
                "login_unix_socket",
                Parameter.Type.PATH,
                "Directory of the server's Unix socket. The server must let the operating system's"
                    + " user postgres in there as superuser, as Debian's do.")
            .fallback("/var/run/postgresql")
            .alias("unix_socket"));
  }

  static Server of(Params params) {
    return new Server(port(params, "login_port"), params.string("login_unix_socket"));
  }

  static long port(Params params, String name) {
    long port = params.integer(name);
    if (port < 1 || port > 65535) {
      throw params.problem(name, "takes a port from 1 to 65535, not " + port);
    }
    return port;
  }

  /** That a server listens on this port. */
  Resource resource() {
    return new Resource(Resource.Kind.PORT, String.valueOf(port));
  }

  /** A role of this server, for plans that build on it. */
  Resource role(String name) {
    return new Resource(Resource.Kind.USER, "postgresql:" + port + "/" + name);
  }

  /**
   * Asks for something.
   *
   * @param sql its rows begin with {@code is}, for the state, or with {@code context}
   * @param parser of the rows, without that first column
   */
  <T> Probe<Answer<T>> ask(String sql, Function<List<List<String>>, T> parser, Resource... about) {
    Resource[] reads = new Resource[about.length + 1];
    System.arraycopy(about, 0, reads, 0, about.length);
    reads[about.length] = resource();
    return Probe.of(
            Scripts.SQL_PROBE.call(String.valueOf(port), sockets, sql),
            reading -> Answer.parse(reading, parser))
        .reading(reads);
  }

  /** Runs statements; a secret for those that hold one. */
  Snippet.Call run(String database, Object sql) {
    return Scripts.SQL_RUN.call(String.valueOf(port), sockets, database, sql);
  }

  Snippet.Call run(String sql) {
    return run("postgres", sql);
  }

  Snippet.Call run(Secret sql) {
    return run("postgres", sql);
  }

  /** Waits until it answers. */
  Change await(long seconds) {
    return Change.waits(
        "wait until PostgreSQL answers on port " + port,
        Scripts.PING_WAIT.call(String.valueOf(port), sockets, String.valueOf(seconds)));
  }

  /** That it has to be there. */
  Need need() {
    return new Need(
        resource(),
        "there is no PostgreSQL server for port "
            + port
            + "; make one with postgresql_cluster and start it before");
  }

  /** It is there but does not answer, so that nobody knows what is in it. */
  Plan silent(Answer<?> answer) {
    String said = answer.errors().isEmpty() ? "" : ": " + answer.errors();
    return Plan.impossible(
        Problem.of("PostgreSQL does not answer on port " + port + said)
            .withRemedy("start it; its log is in /var/log/postgresql"));
  }
}
