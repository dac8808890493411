package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.Step;
import io.groundwork.inventory.Inventory;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run plans a task on what the tasks before it will leave, and the run does just that. */
class OutlookTest {

  private static final Registry REGISTRY = Registry.load();

  @TempDir Path directory;

  @Test
  void aLineOfAFileThatIsStillToComeIsThereAlready() throws IOException {
    planEqualsApply(
        """
        - copy: { content: "a=1\\nb=2\\n", dest: DIR/conf }
        - lineinfile: { path: DIR/conf, line: "b=2" }
        - lineinfile: { path: DIR/conf, regexp: "^a=", line: "a=3" }
        """,
        "copy: CHANGED create",
        "lineinfile: OK ",
        "lineinfile: CHANGED update");
    assertThat(directory.resolve("conf")).hasContent("a=3\nb=2\n");
  }

  @Test
  void aFileThatIsReplacedAsAWholeForgetsItsOldLines() throws IOException {
    Files.writeString(directory.resolve("conf"), "old=1\n", UTF_8);
    planEqualsApply(
        """
        - copy: { content: "new=1\\n", dest: DIR/conf }
        - lineinfile: { path: DIR/conf, regexp: "^old=", state: absent }
        - lineinfile: { path: DIR/conf, line: "new=1" }
        """,
        "copy: CHANGED update",
        "lineinfile: OK ",
        "lineinfile: OK ");
  }

  @Test
  void aModeThatIsGivenOnceIsNotGivenTwice() throws IOException {
    planEqualsApply(
        """
        - file: { path: DIR/sub, state: directory, mode: "0700" }
        - file: { path: DIR/sub, state: directory, mode: "0700" }
        - copy: { content: "x\\n", dest: DIR/sub/x, mode: "0600" }
        - file: { path: DIR/sub/x, mode: "0600" }
        - file: { path: DIR/sub/x, mode: "0640" }
        """,
        "file: CHANGED create",
        "file: OK ",
        "copy: CHANGED create",
        "file: OK ",
        "file: CHANGED set");
  }

  @Test
  void whatIsRemovedIsMadeAnew() throws IOException {
    Files.writeString(directory.resolve("conf"), "same\n", UTF_8);
    planEqualsApply(
        """
        - file: { path: DIR/conf, state: absent }
        - copy: { content: "same\\n", dest: DIR/conf }
        - copy: { content: "same\\n", dest: DIR/conf }
        """,
        "file: CHANGED remove",
        "copy: CHANGED create",
        "copy: OK ");
  }

  @Test
  void whatAnEarlierTaskMayAlterIsNotRegisteredAsItIsNow() throws IOException {
    assertThat(
            run(
                """
                - copy: { content: "x\\n", dest: DIR/conf }
                - stat: { path: DIR/conf }
                  register: conf
                - debug: { msg: "it is there" }
                  when: conf.stat.exists
                """,
                Event.Mode.PLAN))
        .containsExactly("copy: CHANGED create", "stat: OK ", "debug: UNKNOWN ");
  }

  private void planEqualsApply(String tasks, String... outcome) throws IOException {
    assertThat(run(tasks, Event.Mode.PLAN)).containsExactly(outcome);
    assertThat(run(tasks, Event.Mode.APPLY)).containsExactly(outcome);
  }

  private List<String> run(String tasks, Event.Mode mode) throws IOException {
    Path inventory = directory.resolve("inventory.yml");
    Files.writeString(
        inventory, "all: { hosts: { here: { ansible_connection: local } } }\n", UTF_8);
    Path playbook = directory.resolve("play.yml");
    String text = "- hosts: all\n  tasks:\n" + tasks.replace("DIR", directory.toString()).indent(4);
    Files.writeString(playbook, text, UTF_8);
    List<String> told = new ArrayList<>();
    try (Connector connector = new DefaultConnector(new SshConnector(), new LocalConnector());
        Run run =
            Run.open(
                RunSpec.of(Playbook.load(playbook, REGISTRY), Inventory.load(List.of(inventory))),
                connector,
                event -> note(event, told))) {
      if (mode == Event.Mode.PLAN) {
        run.plan();
      } else {
        run.apply();
      }
    }
    return told;
  }

  private static void note(Event event, List<String> told) {
    if (event instanceof Event.TaskDone done) {
      String first =
          done.result().steps().stream()
              .map(Step::summary)
              .map(summary -> summary.substring(0, summary.indexOf(' ')))
              .findFirst()
              .orElse("");
      told.add(done.task().module() + ": " + done.result().verdict() + " " + first);
    }
  }
}
