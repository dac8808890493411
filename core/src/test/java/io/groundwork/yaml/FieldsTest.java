package io.groundwork.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final List<String> KEYS =
      List.of("hosts", "become", "forks", "tags", "tasks", "vars");

  private final Problems problems = new Problems();

  @Test
  void readsWhatIsThere() {
    Fields play =
        of("hosts: all\nbecome: yes\nforks: 20\ntags: [a, b]\ntasks: [x: 1]\nvars: {v: 1}\n");
    assertThat(play.requiredText("hosts")).contains("all");
    assertThat(play.flag("become")).contains(true);
    assertThat(play.integer("forks", 1, 100)).hasValue(20);
    assertThat(play.texts("tags")).containsExactly("a", "b");
    assertThat(play.list("tasks")).hasSize(1);
    assertThat(play.entries("vars")).containsOnlyKeys("v");
    assertThat(play.position("vars")).hasToString("f:6:1");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void whatIsMissingOrNullIsEmpty() {
    Fields play = of("hosts: all\nbecome:\ntasks:\n");
    assertThat(play.flag("become")).isEmpty();
    assertThat(play.list("tasks")).isEmpty();
    assertThat(play.has("tasks")).isFalse();
    assertThat(play.entries("vars")).isEmpty();
    assertThat(play.integer("forks", 1, 100)).isEmpty();
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void oneTextStandsForAListOfOne() {
    assertThat(of("tags: a").texts("tags")).containsExactly("a");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPlace() {
    Fields play =
        of("bcome: yes\nbecome: maybe\nforks: 0\ntags: {a: 1}\ntasks: x\nvars: [a]\nzzzz: 1\n");
    play.requiredText("hosts");
    play.flag("become");
    play.integer("forks", 1, 100);
    play.texts("tags");
    play.list("tasks");
    play.mapping("vars");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(LoadException.class)
        .hasMessage(
            """
            f:1:1: a play has no "bcome"
              -> did you mean "become"?
            f:7:1: a play has no "zzzz"
              -> it takes hosts, become, forks, tags, tasks, vars
            f:1:1: a play needs "hosts"
            f:2:9: "become" must be true or false, not "maybe"
            f:3:8: "forks" must be a whole number from 1 to 100, not "0"
            f:4:7: "tags" must be a list of texts, not a mapping
            f:5:8: "tasks" must be a list, not "x"
            f:6:7: "vars" must be a mapping, not a list""");
  }

  @Test
  void whatIsNoMappingIsOneProblemOnly() {
    Fields play = of("- a");
    play.requiredText("hosts");
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            "f:1:1: a play must be a mapping, not a list\n"
                + "  -> it takes hosts, become, forks, tags, tasks, vars");
  }

  @Test
  void anOpenMappingHandsOutItsOtherKeys() {
    Fields task =
        Fields.open(Yaml.parse("tags: a\ncopy: {}\n", "f").orElseThrow(), "a task", KEYS, problems);
    assertThat(task.others()).containsOnlyKeys("copy");
    assertThat(task.unknown("copy", task.others().get("copy"), List.of("coppy")).toString())
        .isEqualTo("f:2:1: a task has no \"copy\"\n  -> did you mean \"coppy\"?");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void aTaggedTextIsNotTakenWhereAPlainOneIsMeant() {
    of("hosts: !vault x").text("hosts");
    assertThat(problems.found())
        .extracting(Problem::summary)
        .containsExactly("\"hosts\" must be a text, not a !vault value");
  }

  @Test
  void aKeyThatWasNotDeclaredIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> of("hosts: all").text("host"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Fields of(String yaml) {
    return Fields.of(Yaml.parse(yaml, "f").orElseThrow(), "a play", KEYS, problems);
  }
}
