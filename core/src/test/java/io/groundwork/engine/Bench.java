package io.groundwork.engine;

import io.groundwork.event.Event;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.Connector;
import io.groundwork.transport.LocalConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Runs playbooks with the test modules against this machine and keeps what was told. */
final class Bench {

  private final Path directory;
  private Connector connector = new LocalConnector();
  private String inventory = "all: {hosts: {here: {ansible_connection: local}}}\n";
  private UnaryOperator<RunSpec> options = UnaryOperator.identity();
  private Listener listener = event -> {};

  Bench(Path directory) {
    this.directory = directory;
  }

  Bench inventory(String yaml) {
    inventory = yaml;
    return this;
  }

  Bench over(Connector other) {
    connector = other;
    return this;
  }

  Bench with(UnaryOperator<RunSpec> change) {
    options = change;
    return this;
  }

  /** Tells this one too what happens. */
  Bench listening(Listener other) {
    listener = other;
    return this;
  }

  /** Writes a file beside the playbook. */
  Bench file(String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a run told. */
  record Told(List<Event> events, Recap recap) {

    Optional<TaskResult> result(String task) {
      return results(task).stream().reduce((first, second) -> second);
    }

    List<TaskResult> results(String task) {
      return done().stream()
          .filter(done -> done.task().name().equals(task))
          .map(Event.TaskDone::result)
          .toList();
    }

    List<Event.TaskDone> done() {
      return events.stream()
          .filter(Event.TaskDone.class::isInstance)
          .map(Event.TaskDone.class::cast)
          .toList();
    }

    Verdict verdict(String task) {
      return result(task)
          .orElseThrow(() -> new AssertionError("nothing told of " + task))
          .verdict();
    }

    /** Each task with its verdict, in order: {@code "a: CHANGED"}. */
    List<String> verdicts() {
      return done().stream()
          .map(done -> done.task().title() + ": " + done.result().verdict())
          .toList();
    }

    long exchanges() {
      return recap.hosts().stream().mapToLong(host -> host.exchanges()).sum();
    }
  }

  Told plan(String playbook) {
    return run(playbook, run -> run.plan());
  }

  Told apply(String playbook) {
    return run(playbook, run -> run.apply());
  }

  /** A dry run and the run after it, over the same connections. */
  Told planAndApply(String playbook) {
    return run(
        playbook,
        run -> {
          run.plan();
          return run.apply();
        });
  }

  /** Whatever is to be done with a run. */
  Told run(String playbook, Function<Run, Recap> what) {
    file("inventory.yml", inventory);
    file("playbook.yml", playbook.replace("DIR", directory.toString()));
    List<Event> events = new ArrayList<>();
    Registry registry = Registry.of(TestModules.ALL);
    RunSpec spec =
        options.apply(
            RunSpec.of(
                Playbook.load(directory.resolve("playbook.yml"), registry),
                Inventory.load(List.of(directory.resolve("inventory.yml")))));
    try (Run run = Run.open(spec, connector, listener.and(events::add))) {
      Recap recap = what.apply(run);
      return new Told(List.copyOf(events), recap);
    }
  }

  static Map<String, Object> extra(String name, Object value) {
    return Map.of(name, value);
  }
}
