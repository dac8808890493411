package io.groundwork.modules.postgresql;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as a task wants it.
 *
 * @param version the major version, such as {@code 16}
 * @param authLocal method of local logins while the cluster has no rules of its own
 * @param authHost the same for logins over the network
 */
record WantedCluster(
    String version,
    String name,
    Server server,
    boolean checksums,
    String locale,
    String encoding,
    String authLocal,
    String authHost) {

  WantedCluster {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(locale, "locale");
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(authLocal, "authLocal");
    Objects.requireNonNull(authHost, "authHost");
  }

  private String label() {
    return version + "/" + name;
  }

  private String pkg() {
    return "postgresql-" + version;
  }

  private String home() {
    return "/etc/postgresql/" + label();
  }

  Probe<ClusterState> probe() {
    return Probe.of(
            Scripts.CLUSTER_PROBE.call(
                version, name, String.valueOf(server.port()), server.sockets()),
            ClusterState::parse)
        .reading(Resource.pkg(pkg()), Resource.path(home()));
  }

  Plan plan(ClusterState is) {
    if (is.takenBy().isPresent()) {
      return Plan.impossible(
          Problem.of(
                  "port "
                      + server.port()
                      + " belongs to the cluster "
                      + is.takenBy().get()
                      + " of this host")
              .withRemedy("choose another port, or move or drop that cluster by hand"));
    }
    return is.exists() ? existing(is) : missing(is);
  }

  private Plan missing(ClusterState is) {
    if (is.filled()) {
      return Plan.impossible(
          Problem.of(
                  "/var/lib/postgresql/"
                      + label()
                      + " holds data, but "
                      + home()
                      + " has no configuration for it")
              .withRemedy(
                  "take the data back into use with pg_createcluster, or move it away; it is not"
                      + " touched from here"));
    }
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("cluster", "absent", label()));
    diffs.add(Diff.value("port", "", String.valueOf(server.port())));
    diffs.add(Diff.value("data checksums", "", checksums ? "on" : "off"));
    diffs.add(Diff.value("locale", "", locale));
    diffs.add(Diff.value("encoding", "", encoding));
    Change create =
        Change.modifies(
                "create cluster " + label() + " on port " + server.port(),
                Scripts.CLUSTER_CREATE.call(
                    version,
                    name,
                    String.valueOf(server.port()),
                    locale,
                    encoding,
                    checksums ? "yes" : "no",
                    authLocal,
                    authHost),
                diffs)
            .altering(brings());
    return Plan.of(create).needing(is.installed() ? List.of() : List.of(needsServer()));
  }

  private Need needsServer() {
    return new Need(Resource.pkg(pkg()), pkg() + " is not installed; install it with apt before");
  }

  private Resource[] brings() {
    String unit = "postgresql@" + version + "-" + name;
    return new Resource[] {
      server.resource(),
      Resource.path(home()),
      Resource.path(home() + "/conf.d"),
      Resource.unit(unit),
      Resource.unit(unit + ".service")
    };
  }

  private Plan existing(ClusterState is) {
    Optional<Problem> fixed = is.made().flatMap(this::fixed);
    if (fixed.isPresent()) {
      return Plan.impossible(fixed.get());
    }
    long port = is.port().orElseThrow();
    if (port == server.port()) {
      return Plan.holds("cluster " + label() + " is there, on port " + port);
    }
    return Plan.of(
        Change.modifies(
                "move cluster "
                    + label()
                    + " to port "
                    + server.port()
                    + " (and restart it if it runs)",
                Scripts.CLUSTER_PORT.call(version, name, String.valueOf(server.port())),
                Diff.value("port", String.valueOf(port), String.valueOf(server.port())))
            .altering(brings()));
  }

  private Optional<Problem> fixed(ClusterState.Made made) {
    if (checksums && !made.checksums()) {
      return Optional.of(
          Problem.of("cluster " + label() + " was made without data checksums")
              .withRemedy(
                  "stop it, run pg_checksums --enable on its data directory and start it, or give"
                      + " data_checksums: false"));
    }
    if (!WantedDatabase.normal(made.encoding()).equals(WantedDatabase.normal(encoding))) {
      return Optional.of(unchangeable("encoding", made.encoding(), encoding));
    }
    if (!WantedDatabase.normal(made.locale()).equals(WantedDatabase.normal(locale))) {
      return Optional.of(unchangeable("locale", made.locale(), locale));
    }
    return Optional.empty();
  }

  private Problem unchangeable(String what, String is, String wanted) {
    return Problem.of(
            "cluster " + label() + " has " + what + " " + is + ", which cannot become " + wanted)
        .withRemedy(
            "give " + what + ": " + is + ", or dump its data and restore it into a new cluster");
  }
}
