package io.groundwork.runner.report;

import io.groundwork.event.Event.HostBusy;
import io.groundwork.event.Event.HostUnreachable;
import io.groundwork.event.Event.Mode;
import io.groundwork.event.Event.Progress;
import io.groundwork.event.Event.RunFinished;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Diff;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs told by hand: with every verdict, masked secrets, unicode and overlong lines. */
public final class Story {

  private static final String ROLE = "postgresql";
  private static final Problem NO_ROUTE =
      Problem.of("mta1 (198.18.0.14:22): connection refused")
          .withRemedy("start sshd there, or correct ansible_port in the inventory");
  private static final Problem NO_VERSION =
      new Problem(
          "16.1 is not offered by http://198.18.0.1:8099/postgresql; offered: 16.10",
          Optional.of(new Position("playbooks/pins.yml", 12, 9)),
          Optional.of("pin a version that is offered, or point the mirror elsewhere"));

  private Story() {}

  private static TaskRef task(String name, String module, int line) {
    return new TaskRef(
        "Databases",
        Optional.of(ROLE),
        name,
        module,
        new Position("playbooks/roles/postgresql/tasks/main.yml", line, 3),
        Optional.empty(),
        false);
  }

  private static TaskRef handler(String name) {
    TaskRef task = task(name, "service", 2);
    return new TaskRef(
        task.play(),
        task.role(),
        task.name(),
        task.module(),
        task.position(),
        Optional.empty(),
        true);
  }

  private static TaskRef item(String name, String item) {
    TaskRef task = task(name, "file", 30);
    return new TaskRef(
        task.play(),
        task.role(),
        task.name(),
        task.module(),
        task.position(),
        Optional.of(item),
        false);
  }

  private static Step install() {
    return new Step(
        "install postgresql-16 16.1-1.pgdg12+1",
        List.of(Diff.value("version", "", "16.1-1.pgdg12+1")),
        true,
        false);
  }

  private static Step configure() {
    return new Step(
        "write /etc/postgresql/16/main/postgresql.conf",
        List.of(
            Diff.text(
                "/etc/postgresql/16/main/postgresql.conf",
                "port = 5433\nmax_connections = 100\nssl = off\n",
                "port = 5432\nmax_connections = 100\nshared_buffers = 24GB\nssl = off\n"),
            Diff.value("mode", "0644", "0640")),
        true,
        false);
  }

  private static Step user() {
    return new Step(
        "create role platform",
        List.of(Diff.value("password", "", "***"), Diff.value("comment", "", "für Kunden 日本")),
        true,
        false);
  }

  private static TaskResult changed(Step... steps) {
    return TaskResult.of(Verdict.CHANGED, "").withSteps(List.of(steps));
  }

  private static TaskResult ok(String reason) {
    return TaskResult.of(Verdict.OK, reason);
  }

  private static HostRecap host(
      String name, int ok, int changed, int skipped, int unknown, int failed) {
    return new HostRecap(name, ok, changed, skipped, unknown, failed, Optional.empty(), 3);
  }

  private static HostRecap ignoring(HostRecap host) {
    return new HostRecap(
        host.host(),
        host.ok(),
        host.changed(),
        host.skipped(),
        host.unknown(),
        host.failed(),
        0,
        1,
        host.unreachable(),
        host.exchanges());
  }

  private static HostRecap lost(String name) {
    return new HostRecap(name, 0, 0, 0, 0, 0, Optional.of(NO_ROUTE), 0);
  }

  private static Recap recap(HostRecap... hosts) {
    return new Recap(List.of(hosts), Duration.ofMillis(1234), false);
  }

  /** Two equal hosts and one that fails, one that cannot be reached. */
  public static void plan(Listener listener) {
    listener.on(new RunStarted(Mode.PLAN, List.of("db1", "db2", "db3", "mta1")));
    listener.on(new HostUnreachable("mta1", NO_ROUTE));
    for (String host : List.of("db1", "db2")) {
      listener.on(new HostBusy(host, "reading 7 tasks"));
      listener.on(
          new TaskDone(
              host, task("Add the package source", "apt_repository", 1), ok("it is there")));
      listener.on(new TaskDone(host, task("Install PostgreSQL", "apt", 5), changed(install())));
      listener.on(
          new TaskDone(
              host,
              task("Configure it with a name that is far too long for any terminal", "template", 9),
              changed(configure()).withAfter(Optional.of("Install PostgreSQL"))));
      listener.on(
          new TaskDone(
              host,
              task("Tell what was found", "debug", 14),
              ok("told").withMessage(Optional.of("24 GB\nof memory"))));
      listener.on(
          new TaskDone(
              host,
              task("Only on replicas", "command", 18),
              TaskResult.of(Verdict.SKIPPED, "replica is false")));
      listener.on(
          new TaskDone(
              host,
              task("Make the platform's role", "postgresql_user", 22),
              TaskResult.of(Verdict.UNKNOWN, "the server is not running yet")
                  .withSteps(List.of(user()))));
    }
    listener.on(
        new TaskDone("db3", task("Install PostgreSQL", "apt", 5), TaskResult.failed(NO_VERSION)));
    listener.on(
        new RunFinished(
            Mode.PLAN,
            recap(
                host("db1", 2, 2, 1, 1, 0),
                host("db2", 2, 2, 1, 1, 0),
                host("db3", 1, 0, 0, 0, 1),
                lost("mta1"))));
  }

  /** A run after {@link #plan}: what was unknown turns up, one host is cut. */
  public static void apply(Listener listener) {
    listener.on(new RunStarted(Mode.APPLY, List.of("db1", "db2", "mta1")));
    listener.on(new HostBusy("db1", "Install PostgreSQL"));
    listener.on(
        new TaskDone("db1", task("Add the package source", "apt_repository", 1), ok("there")));
    listener.on(
        new TaskDone(
            "db1",
            task("Install PostgreSQL", "apt", 5),
            changed(install()).took(Duration.ofSeconds(83))));
    listener.on(
        new TaskDone(
            "db1",
            task("Make the platform's role", "postgresql_user", 22),
            changed(user()).took(Duration.ofMillis(412))));
    listener.on(
        new TaskDone(
            "db1", item("Make directories", "/var/log/\u001b[31mpg"), changed(configure())));
    listener.on(
        new TaskDone("db1", handler("Restart PostgreSQL"), changed().took(Duration.ofSeconds(2))));
    listener.on(
        new TaskDone(
            "db2",
            task("Install PostgreSQL", "apt", 5),
            TaskResult.of(Verdict.CUT, "")
                .withFailure(
                    Problem.of("the connection was cut while it ran: Connection reset")
                        .withRemedy("run it again: what is done stays done"))));
    listener.on(
        new TaskDone(
            "db1",
            task("Ask the old server", "command", 26),
            TaskResult.failed(Problem.of("connection refused"))
                .withPardon(Optional.of(Pardon.IGNORED))
                .withAttempts(3)));
    listener.on(new HostUnreachable("mta1", NO_ROUTE));
    listener.on(
        new RunFinished(
            Mode.APPLY,
            recap(ignoring(host("db1", 1, 4, 0, 0, 0)), host("db2", 1, 0, 0, 0, 1), lost("mta1"))));
  }

  /** A change that takes its time. */
  static void progress(Listener listener, Duration elapsed, String line) {
    listener.on(
        new Progress(
            "db1",
            task("Install PostgreSQL", "apt", 5),
            "install postgresql-16",
            elapsed,
            Optional.of(line)));
  }

  /** A plan with nothing in it. */
  public static void converged(Listener listener) {
    listener.on(new RunStarted(Mode.PLAN, List.of("db1")));
    listener.on(
        new TaskDone(
            "db1", task("Install PostgreSQL", "apt", 5), ok("postgresql-16 16.1 is installed")));
    listener.on(new RunFinished(Mode.PLAN, recap(host("db1", 12, 0, 1, 0, 0))));
  }
}
