package io.groundwork.modules.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.Secret;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role on the lab's database host, from a bare host on. Takes two to three minutes. */
@OnLabHosts({"db1", "akd1", "akmta1"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresqlRoleLabTest {

  private static final String HOST = "db1";
  private static final String ADDRESS = "198.18.0.11";

  private static Lab lab;

  @BeforeAll
  static void startFromABareHost() {
    lab = Lab.with(HOST, "akd1", "akmta1");
    lab.reset(HOST);
  }

  private static final class Story {
    final List<Event.TaskDone> tasks = new ArrayList<>();

    void on(Event event) {
      if (event instanceof Event.TaskDone done) {
        tasks.add(done);
      }
    }

    List<String> changed() {
      return tasks.stream()
          .filter(done -> done.result().verdict() == Verdict.CHANGED)
          .map(done -> done.task().title())
          .toList();
    }

    String failures() {
      return tasks.stream().flatMap(done -> done.result().failure().stream()).toList().toString();
    }
  }

  private static RunSpec spec() {
    Playbook playbook = Playbook.load(Path.of("..", "playbooks", "site.yml"), Registry.load());
    return RunSpec.of(playbook, Inventory.load(List.of(lab.inventory())))
        .tags(Set.of("postgresql"))
        .limit(HOST);
  }

  private static Recap plan(RunSpec spec, Story story) {
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, story::on)) {
      return run.plan();
    }
  }

  private static Recap apply(RunSpec spec, Story story) {
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, story::on)) {
      return run.apply();
    }
  }

  private static void settled() {
    Story story = new Story();
    HostRecap host = apply(spec(), story).hosts().get(0);
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(host.changed()).isZero();
    assertThat(host.exchanges()).isLessThanOrEqualTo(3);
  }

  private static String sql(String statement) {
    return lab.root(
        HOST,
        "cd /; echo \"" + statement + "\" | runuser -u postgres -- psql -XAtq -v VERBOSITY=terse");
  }

  @Test
  @Order(1)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    Story planned = new Story();
    Recap plan = plan(spec(), planned);
    assertThat(planned.failures()).isEqualTo("[]");
    assertThat(plan.hosts().get(0).failed()).isZero();
    assertThat(planned.changed()).hasSizeGreaterThan(10);

    Story applied = new Story();
    try (CommandLines lines = new CommandLines(lab.value("postgresql_platform_password"))) {
      apply(spec(), applied);
      assertThat(lines.showedSecret()).isFalse();
    }
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.changed()).isEqualTo(planned.changed());
    settled();
    assertThat(plan(spec(), new Story()).changed()).isZero();
  }

  @Test
  @Order(2)
  void itIsThePinnedVersionAndStaysSo() {
    assertThat(sql("show server_version")).startsWith("16.1").doesNotStartWith("16.10");
    assertThat(lab.root(HOST, "dpkg-query -W -f '${Version} ' postgresql-16 postgresql-client-16"))
        .isEqualTo("16.1-1.pgdg120+1 16.1-1.pgdg120+1");
    assertThat(lab.root(HOST, "apt-mark showhold"))
        .isEqualTo("postgresql-16\npostgresql-client-16");
    assertThat(lab.root(HOST, "apt-cache madison postgresql-16")).contains("16.10-1");
  }

  @Test
  @Order(3)
  void itListensWhereItShallAndChecksItsData() {
    assertThat(sql("show data_checksums")).isEqualTo("on");
    assertThat(sql("show server_encoding")).isEqualTo("UTF8");
    assertThat(lab.root(HOST, "ss -ltnH | awk '$4 ~ /:5432$/ { print $4 }'"))
        .isEqualTo(ADDRESS + ":5432");
    assertThat(sql("select count(*) from pg_settings where pending_restart")).isEqualTo("0");
  }

  @Test
  @Order(4)
  void onlyControlHostsWithThePasswordGetIn() {
    for (String host : List.of("akd1", "akmta1")) {
      lab.root(
          host,
          "command -v psql || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install"
              + " -q -y --no-install-recommends postgresql-client; }");
    }
    Secret password = Secret.of(lab.value("postgresql_platform_password"));
    assertThat(login("akd1", password, "altcraft")).isEqualTo("altcraft");
    assertThat(login("akd1", Secret.of("wrong"), "altcraft"))
        .contains("password authentication failed");
    assertThat(login("akd1", password, "postgres")).contains("rejects");
    assertThat(login("akmta1", password, "altcraft")).contains("rejects");
  }

  private static String login(String host, Secret password, String database) {
    return lab.root(
        host,
        "PGPASSWORD="
            + password.reveal()
            + " PGCONNECT_TIMEOUT=5 psql -XAtq -h "
            + ADDRESS
            + " -U altcraft -d "
            + database
            + " -c 'select current_user' || :");
  }

  @Test
  @Order(5)
  void thePasswordIsNowhereOnTheHost() {
    String password = lab.value("postgresql_platform_password");
    assertThat(
            lab.root(
                HOST,
                "cat >/run/needle <<'END'\n"
                    + password
                    + "\nEND\n"
                    + "grep -rlF -f /run/needle /var/log /var/lib /etc /tmp /var/tmp /root /home"
                    + " || :; rm /run/needle"))
        .isEmpty();
    assertThat(lab.root(HOST, "grep -rhF 'SCRAM-SHA-256$4096' /var/log || :")).isEmpty();
  }

  @Test
  @Order(6)
  void whatAHandHasChangedIsPlannedAndPutRight() {
    lab.root(
        HOST,
        """
        cd /etc/postgresql/16/main; sleep 1
        echo 'host all all all trust' >>pg_hba.conf
        sed -i 's/^max_conn.*/max_connections = 210/' conf.d/90-groundwork.conf
        apt-mark unhold postgresql-16
        cd /; runuser -u postgres -- psql -q <<'END'
        alter role altcraft superuser password 'x';
        alter database altcraft owner to postgres;
        END
        """);
    Story planned = new Story();
    plan(spec(), planned);
    Story applied = new Story();
    apply(spec(), applied);
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.changed()).hasSize(5).isEqualTo(planned.changed());
    settled();
  }

  @Test
  @Order(7)
  void aRunThatWasCutBeforeItsReloadIsCompleted() {
    lab.root(
        HOST,
        """
        sleep 1; cd /etc/postgresql/16/main; cp -p pg_hba.conf /root/right
        echo 'host all all all reject' >>pg_hba.conf; pg_ctlcluster 16 main reload; sleep 1
        cat /root/right >pg_hba.conf
        """);
    Story story = new Story();
    apply(spec(), story);
    assertThat(story.changed()).hasSize(1);
    assertThat(story.tasks.stream().flatMap(t -> t.result().steps().stream()))
        .anyMatch(step -> step.summary().equals("reload PostgreSQL 16/main"));
    settled();
  }

  @Test
  @Order(8)
  void aServerThatWasStoppedIsPlannedAndStarted() {
    lab.root(HOST, "systemctl stop postgresql@16-main");
    Story planned = new Story();
    assertThat(plan(spec(), planned).anyFailed()).isFalse();
    assertThat(planned.changed()).hasSize(1);
    Story applied = new Story();
    apply(spec(), applied);
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.changed()).isEqualTo(planned.changed());
    settled();
  }

  @Test
  @Order(9)
  void aVersionThatIsNotOfferedSaysWhatIs() {
    lab.reset(HOST);
    Map<String, Object> apt =
        Map.of("uri", "", "suite", "", "components", "main", "key_url", "", "key_fingerprint", "");
    Map<String, Object> pins = Map.of("postgresql", Map.of("version", "16.99", "apt", apt));
    Story story = new Story();
    Recap recap = apply(spec().extraVars(Map.of("pins", pins)), story);
    assertThat(recap.hosts().get(0).failed()).isEqualTo(1);
    assertThat(story.failures())
        .contains("16.99 of postgresql-16 is not offered")
        .contains("16.1-1.pgdg120+1")
        .contains("16.10-1.pgdg120+1");
    assertThat(lab.root(HOST, "command -v psql || echo none")).isEqualTo("none");
  }

  /** Looks for a secret among the arguments of every process here, the lab's hosts included. */
  private static final class CommandLines implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean showed = new AtomicBoolean();
    private final Thread watcher;

    CommandLines(String secret) {
      watcher =
          new Thread(
              () -> {
                while (!over.get()) {
                  look(secret);
                }
              },
              "command lines");
      watcher.start();
    }

    private void look(String secret) {
      try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
        for (Path process : (Iterable<Path>) processes::iterator) {
          Path file = process.resolve("cmdline");
          if (Character.isDigit(process.getFileName().toString().charAt(0))
              && contains(file, secret)) {
            showed.set(true);
          }
        }
        Thread.sleep(20);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        over.set(true);
      }
    }

    private static boolean contains(Path file, String secret) {
      try {
        String line = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return line.contains(secret) || line.contains("SCRAM-SHA-256$4096");
      } catch (IOException e) {
        return false; // It has ended meanwhile.
      }
    }

    boolean showedSecret() {
      return showed.get();
    }

    @Override
    public void close() {
      over.set(true);
      Uninterruptibles.joinUninterruptibly(watcher);
    }
  }
}
