package io.groundwork.modules.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A whole file that a server reads its configuration from, checked by the server before it stays,
 * and in use by the server when the task is done. That it is in use belongs to what is wanted, so
 * that a run which was cut between writing and loading is completed by the next one.
 *
 * @param kind what is in it
 * @param path where it is
 * @param content what it must hold
 */
record ConfFile(
    Kind kind, String path, String content, String version, String cluster, Server server) {

  /** What is in a file, which decides how it is checked and loaded. */
  enum Kind {
    /** Who may log in; a reload is always enough. */
    HBA("hba", "0640"),
    /** Settings, of which some need a restart. */
    SETTINGS("settings", "0644");

    private final String word;
    private final String mode;

    Kind(String word, String mode) {
      this.word = word;
      this.mode = mode;
    }
  }

  static final String HEADER =
      "# Managed by Groundwork: what is changed here by hand is undone by the next run.\n";
  private static final String OWNER = "postgres:postgres";

  ConfFile {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(server, "server");
  }

  static String home(String version, String cluster) {
    return "/etc/postgresql/" + version + "/" + cluster;
  }

  private String digest() {
    return Hashing.sha256().hashString(content, UTF_8).toString();
  }

  Probe<ConfState> probe() {
    return Probe.of(
            Scripts.CONF_PROBE.call(
                path, digest(), String.valueOf(server.port()), server.sockets(), version, cluster),
            ConfState::parse)
        .reading(
            Stream.of(
                    Resource.path(path),
                    Resource.path(directory()),
                    Resource.path(home(version, cluster)),
                    server.resource())
                .distinct()
                .toArray(Resource[]::new));
  }

  private String directory() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  Plan plan(ConfState is) {
    if (kind == Kind.SETTINGS && is.cluster() && !is.included()) {
      return Plan.impossible(
          Problem.of(home(version, cluster) + "/postgresql.conf does not read the files in conf.d")
              .withRemedy("add the line include_dir = 'conf.d' at its end"));
    }
    List<Change> changes = new ArrayList<>();
    List<Diff> diffs = diffs(is);
    if (!diffs.isEmpty()) {
      changes.add(write(is, diffs));
    }
    load(is, !diffs.isEmpty()).ifPresent(changes::add);
    Plan plan = Plan.of(changes, path + " is as wanted" + (is.running() ? " and in use" : ""));
    return diffs.isEmpty() || is.directory() ? plan : plan.needing(List.of(missing()));
  }

  private Need missing() {
    return new Need(
        Resource.path(home(version, cluster)),
        "there is no " + directory() + "; make the cluster with postgresql_cluster before");
  }

  private List<Diff> diffs(ConfState is) {
    List<Diff> diffs = new ArrayList<>();
    boolean same = is.file().map(ConfState.Attributes::digest).equals(Optional.of(digest()));
    if (!same) {
      diffs.add(Diff.text(path, is.content(), content));
    }
    String mode = is.file().map(ConfState.Attributes::mode).orElse("");
    if (!mode.equals(kind.mode)) {
      diffs.add(Diff.value("mode", mode, kind.mode));
    }
    String owner = is.file().map(ConfState.Attributes::owner).orElse("");
    if (!owner.equals(OWNER)) {
      diffs.add(Diff.value("owner", owner, OWNER));
    }
    return diffs;
  }

  private Change write(ConfState is, List<Diff> diffs) {
    return Change.modifies(
            (is.file().isEmpty() ? "create " : "update ") + path,
            Scripts.CONF_WRITE.call(
                path,
                kind.mode,
                version,
                cluster,
                String.valueOf(server.port()),
                server.sockets(),
                kind.word),
            diffs)
        .withPayload(ByteSource.wrap(content.getBytes(UTF_8)))
        .altering(Resource.path(path));
  }

  /** A server that does not run reads the file when it starts. */
  private Optional<Change> load(ConfState is, boolean written) {
    Set<String> waiting = waiting(is, written);
    if (!is.running() || !(written || is.stale() || !waiting.isEmpty())) {
      return Optional.empty();
    }
    String summary =
        waiting.isEmpty()
            ? "reload PostgreSQL " + version + "/" + cluster
            : "restart PostgreSQL "
                + version
                + "/"
                + cluster
                + ", as needed for "
                + String.join(", ", waiting);
    return Optional.of(
        Change.modifies(
                summary,
                Scripts.CONF_LOAD.call(
                    path,
                    version,
                    cluster,
                    String.valueOf(server.port()),
                    server.sockets(),
                    kind == Kind.SETTINGS ? "yes" : "no"),
                Diff.value("in use", written || is.stale() ? "an older state" : "in part", "all"))
            .altering(server.resource()));
  }

  /** The settings that will, or do, wait for a restart. */
  private Set<String> waiting(ConfState is, boolean written) {
    if (kind != Kind.SETTINGS) {
      return Set.of();
    }
    Set<String> waiting = new TreeSet<>(is.pending());
    if (written) {
      Set<String> changed = Settings.changed(is.content(), content);
      changed.retainAll(is.restarting());
      waiting.addAll(changed);
    }
    return waiting;
  }
}
