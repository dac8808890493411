package io.groundwork.modules.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.module.Snippet;
import io.groundwork.text.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The modules against a real PostgreSQL 16.1 on a lab host; its cluster 16/proof is made anew. */
@OnLabHosts("db1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresqlModulesLabTest {

  private static final String HOST = LabHosts.only(PostgresqlModulesLabTest.class);

  /** The lab's packages, without any cluster of their own. */
  private static final String INSTALL =
      """
      export DEBIAN_FRONTEND=noninteractive
      if [ ! -x /usr/lib/postgresql/16/bin/postgres ]; then
        install -d /etc/apt/keyrings /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/test.conf
        /usr/lib/apt/apt-helper -qq download-file http://198.18.0.1:8099/lab.asc /etc/apt/keyrings/lab.asc
        . /etc/os-release
        echo "deb [signed-by=/etc/apt/keyrings/lab.asc] http://198.18.0.1:8099/postgresql" \
          "$VERSION_CODENAME-pgdg-archive main" >/etc/apt/sources.list.d/lab.list
        apt-get -qq update
        apt-get -qq -y install 'postgresql-16=16.1-*' 'postgresql-client-16=16.1-*' >/dev/null
      fi
      """;

  private static final Secret PASSWORD = Secret.of("it's \\ a $(long) `password` of 32 characters");
  private static final Map<String, String> CLUSTER =
      Map.of("version", "16", "cluster", "proof", "port", "5499");

  private static ModuleHarness host;

  @BeforeAll
  static void findHost() {
    Lab lab = Lab.with(HOST);
    lab.root(HOST, INSTALL);
    host =
        ModuleHarness.withShell(
            lab.checkout().resolve("examples/lab/lab").toString(), "ssh", HOST, "sudo", "sh");
    run("pg_dropcluster --stop 16 proof 2>/dev/null; rm -rf /etc/postgresql/16/proof");
  }

  private static String run(String command) {
    Execution execution = host.execute(new Snippet("test", command).call(), Optional.empty());
    assertThat(execution.exit()).as(execution.err()).isZero();
    return execution.out();
  }

  private static <W, I> Plan settled(Module<W, I> module, Map<String, ?> parameters) {
    Plan plan = host.plan(module, parameters);
    assertThat(plan.failure()).isEmpty();
    assertThat(plan.changes()).as("still planned").isEmpty();
    return plan;
  }

  private static <W, I> List<String> applied(Module<W, I> module, Map<String, ?> parameters) {
    ModuleHarness.Outcome outcome = host.apply(module, parameters);
    assertThat(outcome.executions()).allSatisfy(e -> assertThat(e.err()).isEmpty());
    assertThat(outcome.executions()).allMatch(Execution::succeeded);
    assertThat(outcome.executions()).hasSameSizeAs(outcome.plan().changes());
    settled(module, parameters);
    return outcome.plan().changes().stream().map(Change::summary).toList();
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> parameters = new LinkedHashMap<>(CLUSTER);
    parameters.put(name, value);
    return parameters;
  }

  private static Map<String, Object> settings(String connections) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("max_connections", connections);
    settings.put("log_statement", "all");
    settings.put("log_line_prefix", "it's %m ");
    return with("settings", settings);
  }

  private static Map<String, Object> rules(String address) {
    return with(
        "rules",
        List.of(
            Map.of("type", "local", "databases", "all", "users", "postgres", "method", "peer"),
            Map.of(
                "type",
                "host",
                "databases",
                "plat form",
                "users",
                "all",
                "address",
                address,
                "method",
                "scram-sha-256")));
  }

  private static Map<String, Object> cluster() {
    return Map.of("version", "16", "name", "proof", "port", 5499L);
  }

  private static Map<String, Object> role(Secret password) {
    return Map.of("name", "Plat'form \"x", "password", password, "port", 5499L);
  }

  private static Map<String, Object> database() {
    return Map.of("name", "plat form", "owner", "Plat'form \"x", "port", 5499L);
  }

  private static String ask(String sql) {
    return run(
        "cd /; echo \"" + sql + "\" | runuser -u postgres -- psql -XAtq -p 5499 -d postgres");
  }

  @Test
  @Order(1)
  void everythingCanBePlannedWhereNothingIs() {
    assertThat(host.plan(new PostgresqlClusterModule(), cluster()).changes()).hasSize(1);
    assertThat(host.plan(new PostgresqlConfModule(), settings("50")).needs()).hasSize(1);
    assertThat(host.plan(new PostgresqlPgHbaModule(), rules("127.0.0.1")).needs()).hasSize(1);
    assertThat(host.plan(new PostgresqlUserModule(), role(PASSWORD)).needs()).hasSize(1);
    assertThat(host.plan(new PostgresqlDbModule(), database()).needs()).hasSize(1);
    Plan ping = host.plan(new PostgresqlPingModule(), Map.of("port", "5499"));
    assertThat(ping.isChanging()).isFalse();
    assertThat(ping.changes()).hasSize(1);
  }

  @Test
  @Order(2)
  void aClusterIsMadeAndConfiguredBeforeItRuns() {
    assertThat(applied(new PostgresqlClusterModule(), cluster())).hasSize(1);
    assertThat(applied(new PostgresqlConfModule(), settings("50"))).hasSize(1);
    assertThat(applied(new PostgresqlPgHbaModule(), rules("127.0.0.1"))).hasSize(1);
    assertThat(host.plan(new PostgresqlUserModule(), role(PASSWORD)).failure()).isPresent();
    run("pg_ctlcluster 16 proof start >/dev/null 2>&1");
    assertThat(ask("show data_checksums")).isEqualTo("on");
    assertThat(ask("show max_connections")).isEqualTo("50");
    assertThat(ask("show log_line_prefix")).isEqualTo("it's %m ");
    settled(new PostgresqlClusterModule(), cluster());
  }

  @Test
  @Order(3)
  void aRoleLogsInWithAPasswordThatTheServerNeverSaw() {
    assertThat(applied(new PostgresqlUserModule(), role(PASSWORD))).hasSize(1);
    assertThat(applied(new PostgresqlDbModule(), database())).hasSize(1);
    assertThat(login(PASSWORD)).isEqualTo("Plat'form \"x");
    assertThat(login(Secret.of("wrong"))).contains("password authentication failed");
    assertThat(run("cat /var/log/postgresql/postgresql-16-proof.log"))
        .doesNotContain("long)")
        .doesNotContain("SCRAM-SHA-256$4096");
    Secret another = Secret.of("another password of more than 32 characters");
    assertThat(applied(new PostgresqlUserModule(), role(another))).hasSize(1);
    assertThat(login(PASSWORD)).contains("password authentication failed");
    assertThat(login(another)).isEqualTo("Plat'form \"x");
  }

  private static String login(Secret password) {
    Snippet.Call call =
        new Snippet(
                "login",
                "PGPASSWORD=$1 psql -XAtq -h 127.0.0.1 -p 5499 -U 'Plat'\\''form \"x' -d 'plat form'"
                    + " -c 'select current_user' 2>&1 || :")
            .call(password);
    return host.execute(call, Optional.empty()).out();
  }

  @Test
  @Order(4)
  void settingsAreLoadedWithARestartOnlyWhereOneIsNeeded() {
    String start = ask("select pg_postmaster_start_time()");
    Map<String, Object> more = settings("50");
    Map<String, Object> all = new LinkedHashMap<>(cast(more.get("settings")));
    all.put("work_mem", "9MB");
    more.put("settings", all);
    assertThat(applied(new PostgresqlConfModule(), more)).last().asString().startsWith("reload");
    assertThat(ask("show work_mem")).isEqualTo("9MB");
    assertThat(ask("select pg_postmaster_start_time()")).isEqualTo(start);
    assertThat(applied(new PostgresqlConfModule(), settings("60")))
        .last()
        .asString()
        .isEqualTo("restart PostgreSQL 16/proof, as needed for max_connections");
    assertThat(ask("show max_connections")).isEqualTo("60");
    assertThat(ask("show work_mem")).isEqualTo("4MB");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object map) {
    return (Map<String, Object>) map;
  }

  @Test
  @Order(5)
  void aHandThatChangedAFileIsUndoneAndLoaded() {
    run("sleep 1; echo 'host all all all trust' >>/etc/postgresql/16/proof/pg_hba.conf");
    assertThat(applied(new PostgresqlPgHbaModule(), rules("127.0.0.1"))).hasSize(2);
    assertThat(ask("select count(*) from pg_hba_file_rules")).isEqualTo("2");
    run("sleep 1; touch /etc/postgresql/16/proof/pg_hba.conf");
    assertThat(applied(new PostgresqlPgHbaModule(), rules("127.0.0.1")))
        .containsExactly("reload PostgreSQL 16/proof");
  }

  @Test
  @Order(6)
  void whatTheServerRefusesIsTakenBack() {
    Map<String, Object> bad = with("settings", Map.of("shared_buffers", "lots"));
    String before =
        run("ls -a /etc/postgresql/16/proof/conf.d; cat /etc/postgresql/16/proof/conf.d/*");
    ModuleHarness.Outcome outcome = applyRefused(new PostgresqlConfModule(), bad);
    assertThat(outcome.executions().get(0).err())
        .contains("invalid value for parameter \"shared_buffers\"");
    assertThat(run("ls -a /etc/postgresql/16/proof/conf.d; cat /etc/postgresql/16/proof/conf.d/*"))
        .isEqualTo(before);
    outcome = applyRefused(new PostgresqlPgHbaModule(), rules("300.0.0.1"));
    assertThat(outcome.executions().get(0).err()).contains("line 5: ", "300.0.0.1");
    settled(new PostgresqlPgHbaModule(), rules("127.0.0.1"));
  }

  private static <W, I> ModuleHarness.Outcome applyRefused(
      Module<W, I> module, Map<String, ?> parameters) {
    ModuleHarness.Outcome outcome = host.apply(module, parameters);
    assertThat(outcome.executions()).hasSize(1);
    assertThat(outcome.executions().get(0).succeeded()).isFalse();
    return outcome;
  }

  @Test
  @Order(7)
  void aClusterMovesToAnotherPort() {
    Map<String, Object> moved = Map.of("version", "16", "name", "proof", "port", 5498L);
    assertThat(applied(new PostgresqlClusterModule(), moved)).hasSize(1);
    ModuleHarness.Outcome ping = host.apply(new PostgresqlPingModule(), Map.of("port", "5498"));
    assertThat(ping.result()).containsEntry("is_available", true);
    assertThat(ping.result().get("server_version").toString()).contains("full=16.");
    assertThat(host.plan(new PostgresqlUserModule(), role(PASSWORD)).failure()).isPresent();
    run("pg_dropcluster --stop 16 proof; rm -rf /etc/postgresql/16/proof");
  }
}
