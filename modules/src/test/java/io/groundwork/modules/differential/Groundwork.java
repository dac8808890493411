package io.groundwork.modules.differential;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.TaskResult;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groundwork, each case in a run of its own, so that none depends on another.
 *
 * @param host the host it works on
 * @param directory where its playbooks are written, beside {@code files} and {@code templates}
 */
record Groundwork(
    String host, Inventory inventory, Registry registry, Connector connector, Path directory)
    implements Tool {

  @Override
  public Map<Case, Told> run(Pass pass, List<Case> cases) throws IOException {
    Map<Case, Told> all = new LinkedHashMap<>();
    for (Case one : cases) {
      all.put(one, run(pass, one));
    }
    return all;
  }

  private Told run(Pass pass, Case one) throws IOException {
    Path playbook = directory.resolve("groundwork.yml");
    Files.writeString(
        playbook, "- hosts: " + host + "\n  gather_facts: false\n  tasks:\n" + one.item(4, ""));
    List<Told> told = new ArrayList<>();
    try (Run run =
        Run.open(
            RunSpec.of(Playbook.load(playbook, registry), inventory),
            connector,
            event -> note(event, told))) {
      if (pass == Pass.CHECK) {
        run.plan();
      } else {
        run.apply();
      }
    } catch (LoadException e) {
      return new Told(Verdict.FAILED, e.getMessage());
    }
    return told.get(0);
  }

  private static void note(Event event, List<Told> told) {
    if (event instanceof Event.TaskDone done) {
      told.add(new Told(verdict(done.result()), message(done.result())));
    } else if (event instanceof Event.HostUnreachable lost) {
      throw new AssertionError(lost.problem().toString());
    }
  }

  private static Verdict verdict(TaskResult result) {
    return switch (result.verdict()) {
      case OK, SKIPPED -> Verdict.OK;
      case CHANGED -> Verdict.CHANGED;
      case UNKNOWN -> Verdict.UNKNOWN;
      default -> Verdict.FAILED;
    };
  }

  private static String message(TaskResult result) {
    return result.failure().map(Problem::toString).orElse(result.reason()) + " " + result.steps();
  }
}
