package io.groundwork.modules.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfFileTest {

  private static final PostgresqlConfModule MODULE = new PostgresqlConfModule();
  private static final String PATH = "/etc/postgresql/16/main/conf.d/90-groundwork.conf";
  private static final String DIGEST =
      "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

  private static ConfFile wanted() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("work_mem", "8MB");
    settings.put("max_connections", 200L);
    settings.put("log_line_prefix", "%m 'x' \\");
    settings.put("log_checkpoints", true);
    return ModuleHarness.create().wanted(MODULE, Map.of("version", "16", "settings", settings));
  }

  private static Plan plan(String state, String context) {
    return MODULE.plan(wanted(), ConfState.parse(new Reading(state, context)));
  }

  private static String ownDigest() {
    return com.google.common.hash.Hashing.sha256()
        .hashString(wanted().content(), java.nio.charset.StandardCharsets.UTF_8)
        .toString();
  }

  @Test
  void writesSettingsAsPostgresqlReadsThem() {
    assertThat(wanted().content())
        .isEqualTo(
            """
            # Managed by Groundwork: what is changed here by hand is undone by the next run.
            work_mem = '8MB'
            max_connections = '200'
            log_line_prefix = '%m ''x'' \\\\'
            log_checkpoints = 'on'
            """);
  }

  @Test
  void onABareHostItIsPlannedForTheClusterToCome() {
    Plan plan = plan("absent", "");
    assertThat(plan.changes()).extracting(Change::summary).containsExactly("create " + PATH);
    assertThat(plan.changes().get(0).diffs())
        .contains(Diff.text(PATH, "", wanted().content()), Diff.value("mode", "", "0644"));
    assertThat(plan.needs()).hasSize(1);
    assertThat(plan.needs().get(0).message()).contains("postgresql_cluster");
  }

  @Test
  void whatIsWrittenAndInUseHolds() {
    Plan plan =
        plan(
            "file " + ownDigest() + " 644 postgres:postgres\nloaded",
            "directory\ncluster\nincluded\nrestarting max_connections,shared_buffers");
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo(PATH + " is as wanted and in use");
  }

  @Test
  void aChangeThatNeedsOnlyAReloadSaysSo() {
    Plan plan =
        plan(
            "file " + DIGEST + " 644 postgres:postgres\nloaded",
            "directory\ncluster\nincluded\nrestarting max_connections\ncontent\n"
                + wanted().content().replace("8MB", "9MB").stripTrailing());
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly("update " + PATH, "reload PostgreSQL 16/main");
  }

  @Test
  void aChangeThatNeedsARestartSaysWhy() {
    Plan plan =
        plan(
            "file " + DIGEST + " 644 postgres:postgres\nloaded",
            "directory\ncluster\nincluded\nrestarting max_connections,shared_buffers\ncontent\n"
                + "work_mem = '8MB'\nmax_connections = '100'\nshared_buffers = '1GB'");
    assertThat(plan.changes().get(1).summary())
        .isEqualTo("restart PostgreSQL 16/main, as needed for max_connections, shared_buffers");
  }

  @Test
  void whatARunThatWasCutHasNotLoadedIsLoadedByTheNext() {
    String file = "file " + ownDigest() + " 644 postgres:postgres\n";
    String context = "directory\ncluster\nincluded\nrestarting max_connections";
    assertThat(plan(file + "stale", context).changes())
        .extracting(Change::summary)
        .containsExactly("reload PostgreSQL 16/main");
    assertThat(plan(file + "loaded\npending max_connections", context).changes())
        .extracting(Change::summary)
        .containsExactly("restart PostgreSQL 16/main, as needed for max_connections");
  }

  @Test
  void modeAndOwnerArePutRight() {
    Plan plan =
        plan("file " + ownDigest() + " 666 root:root\nloaded", "directory\ncluster\nincluded");
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(
            Diff.value("mode", "0666", "0644"),
            Diff.value("owner", "root:root", "postgres:postgres"));
  }

  @Test
  void aClusterThatReadsNoSuchFilesIsRefused() {
    Plan plan = plan("absent", "cluster");
    assertThat(plan.failure()).isPresent();
    assertThat(plan.failure().get().remedy().orElse("")).contains("include_dir");
  }

  @Test
  void contentIsTakenAsItIs() {
    ConfState is =
        ConfState.parse(
            new Reading("file " + DIGEST + " 640 a:b", "directory\ncontent\nloaded\ncontent\nx"));
    assertThat(is.content()).isEqualTo("loaded\ncontent\nx\n");
    assertThat(is.running()).isFalse();
    assertThat(is.file().orElseThrow().mode()).isEqualTo("0640");
  }
}
