package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.Sets;
import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.Connector;
import io.groundwork.transport.DefaultConnector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every module on a real host, over SSH, as another user by sudo. The cases are the folders of
 * {@code src/test/resources/lab}:
 *
 * <ul>
 *   <li>{@code before.sh} makes the host such that something is to do, whatever was done before;
 *   <li>{@code playbook.yml} says what is wanted;
 *   <li>{@code witness.sh} looks, with the host's own tools, whether it is so.
 * </ul>
 *
 * <p>Each case has to keep the promises of every module: the plan shows what it would change and
 * changes nothing, the run changes exactly that, a second run changes nothing, a plan after it is
 * empty. {@code -Dlab.case=files} tries one case alone.
 */
@OnLabHosts("akmta1")
class ModulesOnRealHostsTest {

  private static final String HOST = LabHosts.only(ModulesOnRealHostsTest.class);

  private static final Registry REGISTRY = Registry.load();

  private static final Pattern OF_STORES =
      Pattern.compile("(mongodb|rabbitmq|clickhouse|kvrocks|ssdb)_.*|service_current");
  private static final Path CASES = Path.of("src/test/resources/lab");

  /** A host that has just booted still writes by itself, so it has to have settled. */
  private static final String EVERYTHING =
      """
      systemctl is-system-running --wait >/dev/null || :
      # What the host writes by itself: its journal, logins and the states of its own services. The
      # overlay below a lab's host changes a directory's ctime by itself when it is first read.
      set -- / -xdev '(' -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /var/log \\
        -o -path /var/lib/systemd -o -path /var/tmp \\
        -o -path /var/cache/dnf -o -path /var/lib/dnf -o -name 'rpmdb.sqlite-*' ')' -prune
      find "$@" -o -type d -printf '%p %T@ %m %u %g\\n'
      find "$@" -o ! -type d -printf '%p %T@ %C@ %s %m %u %g\\n'
      dpkg-query -W
      systemctl list-units --all --plain --no-legend --type=service,socket,timer,mount,path |
        grep -v -e session- -e user@ -e user-runtime -e run-user
      cat /etc/passwd /etc/shadow /etc/group
      """;

  private static Lab lab;

  @TestFactory
  Stream<DynamicTest> aModuleKeepsItsPromises() throws IOException {
    lab = Lab.with(HOST);
    String only = System.getProperty("lab.case", "");
    return cases().stream()
        .filter(folder -> only.isEmpty() || folder.endsWith(only))
        .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
  }

  /** A file {@code reset} in the folder says that the case leaves no host for others. */
  private static void check(Path folder) throws IOException {
    try {
      promises(folder);
    } finally {
      if (Files.exists(folder.resolve("reset"))) {
        lab.reset(HOST);
      }
    }
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static void promises(Path folder) throws IOException {
    onHost(folder.resolve("before.sh"));
    Set<String> before = everything();
    List<String> planned = run(folder, Event.Mode.PLAN);
    assertThat(Sets.symmetricDifference(before, everything()))
        .as("what a plan has changed on the host")
        .isEmpty();
    assertThat(planned).as("what the plan foresees").anyMatch(task -> task.endsWith("CHANGED"));
    List<String> applied = run(folder, Event.Mode.APPLY);
    assertThat(known(applied, planned))
        .as("what the run did, against its plan")
        .isEqualTo(known(planned, planned));
    onHost(folder.resolve("witness.sh"));
    Set<String> notConvergent = commands(applied);
    assertThat(run(folder, Event.Mode.PLAN))
        .as("a plan after the run")
        .noneMatch(task -> task.endsWith("CHANGED") && !notConvergent.contains(task));
    assertThat(run(folder, Event.Mode.APPLY))
        .as("a second run")
        .noneMatch(task -> task.endsWith("CHANGED") && !notConvergent.contains(task));
  }

  /** Without the verdicts that the plan said only the run would know. */
  private static List<String> known(List<String> tasks, List<String> planned) {
    List<String> known = new ArrayList<>();
    for (int index = 0; index < tasks.size(); index++) {
      String task = tasks.get(index);
      boolean open = index < planned.size() && planned.get(index).endsWith(": UNKNOWN");
      known.add(open ? task.substring(0, task.lastIndexOf(": ")) : task);
    }
    return known;
  }

  /** Tasks that say by their name that they run every time, as a command without creates does. */
  private static Set<String> commands(List<String> tasks) {
    return tasks.stream().filter(task -> task.startsWith("every time")).collect(Collectors.toSet());
  }

  /** What a plan must not touch: files with their times, packages, units, users. */
  private static Set<String> everything() {
    return lab.root(HOST, EVERYTHING).lines().collect(Collectors.toSet());
  }

  private static void onHost(Path script) throws IOException {
    lab.root(HOST, "set -eux\n" + Files.readString(script));
  }

  private static List<String> run(Path folder, Event.Mode mode) {
    List<String> told = new ArrayList<>();
    List<String> trouble = new ArrayList<>();
    RunSpec spec =
        RunSpec.of(
                Playbook.load(folder.resolve("playbook.yml"), REGISTRY),
                Inventory.load(List.of(lab.inventory())))
            .limit(HOST);
    try (Connector connector = new DefaultConnector(new SshConnector(), new LocalConnector());
        Run run = Run.open(spec, connector, event -> note(event, told, trouble))) {
      if (mode == Event.Mode.PLAN) {
        run.plan();
      } else {
        run.apply();
      }
    }
    assertThat(trouble).as(mode + " of " + folder).isEmpty();
    return told;
  }

  private static void note(Event event, List<String> told, List<String> trouble) {
    if (event instanceof Event.HostUnreachable lost) {
      trouble.add(lost.problem().toString());
    }
    if (event instanceof Event.TaskDone done) {
      told.add(done.task().title() + ": " + done.result().verdict());
      if (done.result().verdict() == Verdict.FAILED || done.result().verdict() == Verdict.CUT) {
        trouble.add(done.task().title() + ": " + done.result().failure().orElseThrow());
      }
      if (done.result().verdict() == Verdict.OK) {
        assertThat(done.result().reason()).as("the reason of " + done.task().title()).isNotBlank();
      }
    }
  }

  private static Set<String> modules(Path playbook) {
    Set<String> names = new TreeSet<>();
    Playbook.load(playbook, REGISTRY)
        .plays()
        .forEach(play -> play.tasks().forEach(task -> names.add(task.moduleName())));
    return names;
  }

  @Test
  void everyModuleHasACase() throws IOException {
    Set<String> covered = new TreeSet<>();
    for (Path folder : cases()) {
      covered.addAll(modules(folder.resolve("playbook.yml")));
    }
    Set<String> missing = new TreeSet<>(REGISTRY.all().keySet());
    missing.removeAll(covered);
    // These are tried with their product: by its lab test, and by that of its role.
    missing.removeIf(name -> name.startsWith("postgresql_"));
    Set<String> roles = modules(Path.of("..", "playbooks", "site.yml"));
    missing.removeIf(name -> OF_STORES.matcher(name).matches() && roles.contains(name));
    // It takes a resolver: it is tried with that of the role akmta.
    missing.remove("dns_ping");
    // It is tried by RebootLabTest: the lab has to start its host again.
    missing.remove("reboot");
    assertThat(missing).as("modules without a case in " + CASES).isEmpty();
  }
}
