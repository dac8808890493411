package io.groundwork.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookLoaderTest {

  private static final Registry REGISTRY =
      Registry.of(List.of(new Stub("file"), new Stub("command")));

  @TempDir Path directory;

  record Stub(String name) implements Module<Boolean, Boolean> {
    @Override
    public Spec spec() {
      Spec spec =
          Spec.of(
              name,
              "A stand-in.",
              Parameter.of("path", Parameter.Type.PATH, "Where."),
              Parameter.of("cmd", Parameter.Type.STRING, "What."),
              Parameter.of("state", Parameter.Type.STRING, "How.").choices("directory", "absent"),
              Parameter.of("force", Parameter.Type.BOOLEAN, "Whether."));
      return name.equals("command") ? spec.freeForm("cmd") : spec;
    }

    @Override
    public Boolean wanted(Params params) {
      return true;
    }

    @Override
    public Probe<Boolean> probe(Boolean wanted) {
      return Probe.none(true);
    }

    @Override
    public Plan plan(Boolean wanted, Boolean is) {
      return Plan.holds("a stand-in");
    }
  }

  private Playbook load(String yaml) throws IOException {
    return Playbook.load(write("playbook.yml", yaml), REGISTRY);
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String refusal(String yaml) {
    LoadException refused = catchThrowableOfType(LoadException.class, () -> load(yaml));
    assertThat(refused).as("the refusal of:%n%s", yaml).isNotNull();
    return refused.getMessage().replace(directory + "/", "");
  }

  private String taskRefusal(String task) {
    return refusal("- hosts: all\n  tasks:\n    - " + task + "\n");
  }

  @Test
  void aPlayHasItsRolesTasksThenItsOwn() throws IOException {
    write("roles/db/tasks/main.yml", "- {name: in role, file: {path: /a}, notify: again}\n");
    write("roles/db/handlers/main.yml", "- {name: again, command: ls}\n");
    write("roles/db/defaults/main.yml", "port: 5432\n");
    write("pins.yml", "pin: \"16.1\"\n");
    Playbook playbook =
        load(
            """
            - name: Databases
              hosts: db
              become: yes
              tags: data
              vars_files: [pins.yml]
              roles:
                - role: db
                  tags: [postgresql]
                  when: flag
              tasks:
                - name: own
                  command: ls /
                  become_user: postgres
                  tags: one
            """);
    Play play = playbook.plays().get(0);
    assertThat(play.name()).isEqualTo("Databases");
    assertThat(play.tasks()).extracting(Task::name).containsExactly("in role", "own");
    assertThat(play.tasks().get(0).tags()).containsExactlyInAnyOrder("data", "postgresql");
    assertThat(play.tasks().get(0).when()).hasSize(1);
    assertThat(play.tasks().get(0).role().orElseThrow().defaults()).containsKey("port");
    assertThat(play.tasks().get(1).escalation().become()).contains(true);
    assertThat(play.tasks().get(1).escalation().user()).contains("postgres");
    assertThat(play.tasks().get(1).args()).containsOnlyKeys("cmd");
    assertThat(play.handlers()).extracting(Task::name).containsExactly("again");
    assertThat(play.vars()).containsKey("pin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fiel: {path: /a}               | there is no module \"fiel\"            | did you mean \"file\"?",
        "{name: a, nmae: b, file: {}}   | a task has no \"nmae\"                 | did you mean \"name\"?",
        "file: {pathh: /a}              | file has no parameter \"pathh\"        | did you mean \"path\"?",
        "file: {path: relative}         | \"path\" takes an absolute path        | relative",
        "file: {path: /a, force: maybe} | \"force\" takes true or false          | maybe",
        "file: {state: directry}        | \"state\" cannot be \"directry\"       | did you mean \"directory\"?",
        "file: path=/a state=absent     | file takes a mapping of parameters     | key: value",
        "file: [a]                      | file takes a mapping of parameters     | not a list",
        "{file: {}, command: ls}        | names more than one module             | make a task of each",
        "{file: {}, notify: nobody}     | there is no handler \"nobody\"         | the play has no handlers",
        "{file: {}, register: a-b}      | \"a-b\" is no variable name            | underscores",
        "{block: [{file: {}}]}          | \"block\" is not supported             | to each task",
        "{file: {}, with_items: [a]}    | \"with_items\" is not supported        | use \"loop\"",
        "{file: {}, become: perhaps}    | \"become\" must be true or false       | perhaps",
        "{name: only}                   | the task names no module               | groundwork doc",
      })
  void aTaskThatIsWrongIsRefusedWithItsPlaceAndARemedy(String task, String what, String remedy) {
    assertThat(taskRefusal(task))
        .startsWith("playbook.yml:3:")
        .contains(what.strip())
        .contains(remedy.strip());
  }

  @Test
  void aPlayThatIsWrongIsRefused() {
    assertThat(refusal("- host: all\n"))
        .contains("playbook.yml:1:3: a play has no \"host\"\n  -> did you mean \"hosts\"?")
        .contains("a play needs \"hosts\"");
    assertThat(refusal("- hosts: all\n  serial: 1\n")).contains("\"serial\" is not supported");
    assertThat(refusal("hosts: all\n")).contains("a playbook is a list of plays, not a mapping");
    assertThat(refusal("")).contains("the playbook is empty");
  }

  @Test
  void aRoleThatDoesNotExistIsRefusedWithASuggestion() throws IOException {
    write("roles/postgresql/tasks/main.yml", "[]\n");
    assertThat(refusal("- hosts: all\n  roles: [postgres]\n"))
        .contains("playbook.yml:2:11: there is no role \"postgres\" in roles")
        .contains("did you mean \"postgresql\"?");
    assertThat(refusal("- hosts: all\n  roles: [postgresq]\n"))
        .contains("did you mean \"postgresql\"?");
    assertThat(refusal("- hosts: all\n  roles: [../../etc]\n")).contains("there is no role");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            refusal(
                """
                - hosts: all
                  tasks:
                    - fiel: {}
                    - file: {nope: 1}
                  handlers:
                    - {name: h, command: ls}
                    - {name: h, command: ls}
                """))
        .contains("playbook.yml:3:7: there is no module \"fiel\"")
        .contains("playbook.yml:4:14: file has no parameter \"nope\"")
        .contains("playbook.yml:7:7: a second handler \"h\"");
  }

  @Test
  void whatOnlyRenderingCanTellIsLeftForLater() throws IOException {
    Playbook playbook =
        load("- hosts: all\n  tasks:\n    - file: {path: '${dir}/a', force: '${flag}'}\n");
    assertThat(playbook.plays().get(0).tasks()).hasSize(1);
  }
}
