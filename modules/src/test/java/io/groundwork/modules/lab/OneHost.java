package io.groundwork.modules.lab;

import io.groundwork.engine.Approval;
import io.groundwork.engine.Origin;
import io.groundwork.engine.PlanFile;
import io.groundwork.engine.PlanRecorder;
import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.engine.SavedPlan;
import io.groundwork.event.Event;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import io.groundwork.transport.ssh.SshSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One host of the lab that a test may break, and runs against it. */
final class OneHost {

  /** What {@code @OnLabHosts} of its tests says. */
  static final String WANTED = "db3";

  static final String NAME = LabHosts.named(WANTED);

  private static final Registry REGISTRY = Registry.load();

  private final Lab lab = Lab.with(NAME);
  private final Path directory;

  OneHost(Path directory) {
    this.directory = directory;
  }

  /** What a run told: each task with its verdict, and why tasks failed or the host was lost. */
  record Told(List<String> verdicts, String problems, List<Event> events, Recap recap) {

    /** What the module said of the last task. */
    TaskResult last() {
      return events.stream()
          .filter(Event.TaskDone.class::isInstance)
          .map(event -> ((Event.TaskDone) event).result())
          .reduce((first, second) -> second)
          .orElseThrow();
    }
  }

  Lab lab() {
    return lab;
  }

  /** Runs a script as root on the host, by OpenSSH. */
  String root(String script) {
    return lab.root(NAME, "set -e; " + script);
  }

  Told apply(String tasks) {
    return apply(tasks, Map.of(), run -> {});
  }

  Told apply(String tasks, Map<String, Object> variables) {
    return apply(tasks, variables, run -> {});
  }

  /**
   * Applies tasks to the host.
   *
   * @param variables beat those of the inventory, also how to log in
   * @param begun has the run before it begins
   */
  Told apply(String tasks, Map<String, Object> variables, Consumer<Run> begun) {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    SshSettings settings = SshSettings.system().withSilence(Duration.ofSeconds(8));
    try (Connector connector = new SshConnector(settings);
        Run run = Run.open(spec(tasks, variables), connector, events::add)) {
      begun.accept(run);
      Recap recap = run.apply();
      return told(List.copyOf(events), recap);
    }
  }

  /** Plans tasks for the host. */
  Told plan(String tasks) {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    SshSettings settings = SshSettings.system().withSilence(Duration.ofSeconds(8));
    try (Connector connector = new SshConnector(settings);
        Run run = Run.open(spec(tasks, Map.of()), connector, events::add)) {
      Recap recap = run.plan();
      return told(List.copyOf(events), recap);
    }
  }

  /** Plans, keeps the plan in a file, and applies what the file holds. */
  Told applyKept(String tasks) {
    RunSpec spec = spec(tasks, Map.of());
    Path file = directory.resolve("plan.json");
    PlanRecorder planned = new PlanRecorder();
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, planned)) {
      run.plan(planned);
    }
    Origin origin =
        new Origin(
            "1.0",
            spec.playbook().file(),
            List.of(lab.inventory().toString()),
            spec.limit(),
            spec.tags(),
            spec.skipTags(),
            spec.extraVars());
    PlanFile.write(file, SavedPlan.of(origin, planned, Instant.now()));
    PlanRecorder present = new PlanRecorder();
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, present.and(events::add))) {
      run.plan(present);
      events.clear();
      Recap recap = run.apply(Approval.of(PlanFile.read(file), present));
      return told(List.copyOf(events), recap);
    }
  }

  private RunSpec spec(String tasks, Map<String, Object> variables) {
    try {
      Path playbook = Files.createTempFile(directory, "play", ".yml");
      Files.writeString(playbook, "- hosts: all\n  tasks:\n" + tasks.stripIndent().indent(4));
      return RunSpec.of(Playbook.load(playbook, REGISTRY), Inventory.load(List.of(lab.inventory())))
          .limit(NAME)
          .extraVars(variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Told told(List<Event> events, Recap recap) {
    List<String> verdicts = new ArrayList<>();
    StringBuilder problems = new StringBuilder();
    for (Event event : events) {
      if (event instanceof Event.TaskDone done) {
        verdicts.add(done.task().title() + ": " + done.result().verdict());
        done.result().failure().ifPresent(why -> problems.append(why).append('\n'));
      } else if (event instanceof Event.HostUnreachable lost) {
        problems.append(lost.problem()).append('\n');
      }
    }
    return new Told(verdicts, problems.toString(), events, recap);
  }
}
