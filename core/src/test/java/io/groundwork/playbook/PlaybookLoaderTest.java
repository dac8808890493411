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
import io.groundwork.yaml.Node;
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
    assertThat(play.tasks().get(1).keywords().get(Keyword.BECOME).map(Node.Scalar::text))
        .contains("yes");
    assertThat(play.tasks().get(1).keywords().get(Keyword.BECOME_USER).map(Node.Scalar::text))
        .contains("postgres");
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
        "{rescue: [{file: {}}]}         | \"rescue\" without a \"block\"          | beside it",
        "{block: [{file: {}}], loop: a} | a block has no \"loop\"                | it takes",
        "{block: [{file: {}}], resceu: []} | a block has no \"resceu\"           | did you mean \"rescue\"?",
        "{file: {}, rescue: [], name: x}| \"rescue\" without a \"block\"         | beside it",
        "{file: {}, with_fileglob: [a]} | \"with_fileglob\" is not supported     | no lookups",
        "{file: {}, async: 10}          | \"async\" is not supported             | leave it out",
        "{local_action: x}              | \"local_action\" is not supported      | delegate_to: localhost",
        "{file: {}, vars_prompt: x}     | \"vars_prompt\" is not supported       | with -e",
        "{file: {}, ignore_errors: maybe} | \"ignore_errors\" must be true or false | maybe",
        "{file: {}, throttle: many}     | \"throttle\" must be a whole number     | many",
        "{file: {}, become_method: su}  | \"become_method\" must be sudo         | su",
        "{file: {}, delegate_to: [a]}   | \"delegate_to\" must be a text         | list",
        "{file: {}, retries: often}     | \"retries\" must be a number           | often",
        "{file: {}, delay: 1}           | \"delay\" without \"until\"             | leave it out",
        "{file: {}, until: a ==}        | the expression ends too early        | ends",
        "{file: {}, loop: {a: 1}}       | \"loop\" must be a list                | with_dict",
        "{file: {}, loop: hosts}        | \"loop\" must be a list                | ${hosts}",
        "{file: {}, with_dict: [a]}     | \"with_dict\" must be a mapping         | use \"loop\"",
        "{file: {}, loop: [a], with_items: [b]} | both \"loop\" and \"with_items\" | keep one",
        "{file: {}, loop_control: {label: x}} | \"loop_control\" without a loop    | leave it out",
        "{file: {}, loop: [a], loop_control: {lable: x}} | has no \"lable\" | did you mean \"label\"?",
        "{file: {}, environment: text}  | \"environment\" must be a mapping      | not a text",
        "{file: {}, listen: x}          | \"listen\" is for handlers             | under \"handlers\"",
        "{meta: flush_handler}          | \"meta\" cannot be \"flush_handler\"    | did you mean \"flush_handlers\"?",
        "{import_tasks: no.yml}         | there is no file no.yml              | looked for in",
        "{import_tasks: '${a}.yml'}     | takes a plain name                   | include_tasks",
        "{import_tasks: a.yml, loop: [1]} | \"loop\" does not go with \"import_tasks\" | include_tasks",
        "{include_role: {nme: x}}       | include_role has no \"nme\"            | did you mean \"name\"?",
        "{include_role: {name: x}}      | there is no role \"x\"                 | make the directory",
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
    assertThat(refusal("- hosts: all\n  serial: some\n")).contains("\"serial\" must be a number");
    assertThat(refusal("- hosts: all\n  strategy: free\n"))
        .contains("\"strategy\" is not supported");
    assertThat(refusal("- hosts: all\n  order: sortd\n")).contains("did you mean \"sorted\"?");
    assertThat(refusal("- hosts: all\n  pre_task: []\n")).contains("did you mean \"pre_tasks\"?");
    assertThat(refusal("- hosts: all\n  delegate_to: b\n")).contains("a play has no");
    assertThat(refusal("- hosts: all\n  vars_files: [nowhere.yml]\n"))
        .contains("there is no file nowhere.yml");
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

  @Test
  void whatTakesItselfInIsRefused() throws IOException {
    write("a.yml", "- import_tasks: b.yml\n");
    write("b.yml", "- include_tasks: a.yml\n");
    assertThat(taskRefusal("import_tasks: a.yml")).contains("a.yml takes itself in");
    write("roles/x/meta/main.yml", "dependencies: [y]\n");
    write("roles/y/meta/main.yml", "dependencies: [x]\n");
    assertThat(refusal("- hosts: all\n  roles: [x]\n")).contains("depends on itself");
    write("other.yml", "- import_playbook: playbook.yml\n");
    assertThat(refusal("- import_playbook: other.yml\n")).contains("imports itself");
  }

  @Test
  void keywordsAreHandedDown() throws IOException {
    Playbook playbook =
        load(
            """
            - hosts: all
              ignore_errors: true
              become_user: a
              tags: [p]
              environment: {X: 1}
              tasks:
                - when: one
                  tags: b,c
                  become_user: b
                  block:
                    - {file: {}, when: [two, three], become_user: "${c}", tags: t, no_log: true}
            """);
    Task task = playbook.plays().get(0).tasks().get(0);
    assertThat(task.tags()).containsExactly("b", "c", "p", "t");
    assertThat(task.when()).extracting(Node.Scalar::text).containsExactly("one", "two", "three");
    assertThat(task.keywords().get(Keyword.BECOME_USER).orElseThrow().text()).isEqualTo("${c}");
    assertThat(task.keywords().get(Keyword.IGNORE_ERRORS)).isPresent();
    assertThat(task.keywords().environment()).hasSize(1);
  }
}
