package io.groundwork.runner.command;

import io.groundwork.engine.Run;
import io.groundwork.inventory.Host;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Playbook;
import io.groundwork.playbook.Task;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.JsonObject;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands in a playbook, without running it. */
record Listing(Terminal terminal, boolean json) {

  int syntax(Playbook playbook) {
    if (json) {
      JsonDocument.write(terminal.out(), document(playbook).tree());
    } else {
      terminal.out().println("playbook: " + playbook.file());
    }
    return ExitCode.DONE;
  }

  void show(Playbook playbook, Run run, ListingOptions what) {
    if (json) {
      JsonDocument.write(terminal.out(), tree(playbook, run, what));
      return;
    }
    terminal.out().println(terminal.line().add("playbook: ").add(playbook.file().toString()));
    int number = 0;
    for (Map.Entry<Play, List<Host>> entry : run.hosts().entrySet()) {
      number++;
      Play play = entry.getKey();
      List<Task> tasks = run.tasks(play);
      terminal.out().println();
      terminal
          .out()
          .println(
              terminal
                  .line()
                  .add("  play #" + number + " (" + play.hosts() + "): ")
                  .add(Colour.STRONG, play.name()));
      if (what.hosts) {
        hosts(entry.getValue());
      }
      if (what.tasks) {
        tasks(tasks);
      }
      if (what.tags) {
        terminal.out().println(terminal.line().add("    tags: " + tags(tasks)));
      }
    }
  }

  private void hosts(List<Host> hosts) {
    terminal.out().println("    hosts (" + hosts.size() + "):");
    hosts.forEach(host -> terminal.out().println(terminal.line().add("      " + host.name())));
  }

  private void tasks(List<Task> tasks) {
    terminal.out().println("    tasks (" + tasks.size() + "):");
    int widest = tasks.stream().mapToInt(task -> Cells.width(title(task))).max().orElse(0);
    tasks.forEach(
        task ->
            terminal
                .out()
                .println(
                    terminal
                        .line()
                        .add("      " + Cells.pad(title(task), task.tags().isEmpty() ? 0 : widest))
                        .add(Colour.FAINT, task.tags().isEmpty() ? "" : "  " + tags(task))));
  }

  private static String title(Task task) {
    return task.role().map(role -> role.name() + " : ").orElse("") + task.name();
  }

  private static String tags(Task task) {
    return String.join(", ", new TreeSet<>(task.tags()));
  }

  private static String tags(List<Task> tasks) {
    TreeSet<String> all = new TreeSet<>();
    tasks.forEach(task -> all.addAll(task.tags()));
    return String.join(", ", all);
  }

  private static JsonObject document(Playbook playbook) {
    return new JsonObject().put("playbook", playbook.file().toString());
  }

  private static Map<String, Object> tree(Playbook playbook, Run run, ListingOptions what) {
    List<Object> plays = new ArrayList<>();
    run.hosts()
        .forEach(
            (play, hosts) -> {
              JsonObject json =
                  new JsonObject().put("play", play.name()).put("pattern", play.hosts());
              List<Task> tasks = run.tasks(play);
              if (what.hosts) {
                json.put("hosts", hosts.stream().map(Host::name).toList());
              }
              if (what.tasks) {
                json.put("tasks", tasks.stream().map(Listing::task).toList());
              }
              if (what.tags) {
                TreeSet<String> tags = new TreeSet<>();
                tasks.forEach(task -> tags.addAll(task.tags()));
                json.put("tags", tags);
              }
              plays.add(json.tree());
            });
    return document(playbook).put("plays", plays).tree();
  }

  private static Map<String, Object> task(Task task) {
    return new JsonObject()
        .put("role", task.role().map(role -> role.name()))
        .put("name", task.name())
        .put("module", task.moduleName())
        .put("tags", new TreeSet<>(task.tags()))
        .tree();
  }
}
