package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileModuleTest {

  private static final String FOUR =
      """
      {
          "name": "a \\u00fc\\/b",
          "port" : 8080,

          "list": [1, 2,3],
          "servers": [
              {"host": "h1", "log": true},
              {"host": "h2"}
          ],
          "deep": {
              "one": 1.50
          }
      }
      """;

  private final JsonFileModule json = new JsonFileModule();

  @TempDir Path dir;

  /** A mapping that keeps its order. */
  private static Map<String, Object> of(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Arguments edit(
      String name, String before, String after, Map<String, Object> parameters) {
    return Arguments.of(name, before, after, parameters);
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("what is there stays", FOUR, FOUR, of("value", of("port", 8080L))),
        edit(
            "a number changes", FOUR, FOUR.replace("8080", "8081"), of("value", of("port", 8081L))),
        edit(
            "a text is a number where one is",
            FOUR,
            FOUR.replace("1.50", "1.6"),
            of("value", of("deep", of("one", "1.6")))),
        edit(
            "numbers are compared as numbers",
            FOUR,
            FOUR,
            of("value", of("deep", of("one", "1.5")))),
        edit(
            "mappings are merged to any depth, new keys come last",
            FOUR,
            FOUR.replace(
                "\"one\": 1.50\n",
                "\"one\": 1.50,\n        \"two\": {\n            \"x\": true\n        }\n"),
            of("value", of("deep", of("two", of("x", true))))),
        edit(
            "several at once",
            FOUR,
            FOUR.replace("8080", "1")
                .replace("1.50\n    }\n", "1.50\n    },\n    \"a\": [],\n    \"b\": {}\n"),
            of("value", of("port", 1L, "a", List.of(), "b", of()))),
        edit(
            "a list takes the place of another",
            FOUR,
            FOUR.replace("[1, 2,3]", "[\n        1\n    ]"),
            of("value", of("list", List.of(1L)))),
        edit("the same list stays", FOUR, FOUR, of("value", of("list", List.of(1L, 2L, 3L)))),
        edit("an escaped text is the same text", FOUR, FOUR, of("value", of("name", "a ü/b"))),
        edit(
            "a pointer to an item",
            FOUR,
            FOUR.replace("h2", "h3"),
            of("pointer", "/servers/1/host", "value", "h3")),
        edit(
            "a pointer to a new key of an object on one line",
            FOUR,
            FOUR.replace("\"h2\"}", "\"h2\", \"log\": false}"),
            of("pointer", "/servers/1/log", "value", false)),
        edit(
            "a pointer makes what is missing on its way",
            FOUR,
            FOUR.replace("1.50\n    }\n", "1.50\n    },\n    \"x/y\": {\n        \"~\": 1\n    }\n")
                .replace("\"x/y\": {", "\"x/y\": {"),
            of("pointer", "/x~1y/~0", "value", 1L)),
        edit(
            "a new item",
            FOUR,
            FOUR.replace("2,3]", "2,3, 4]"),
            of("pointer", "/list/-", "value", 4L)),
        edit("an item that is there", FOUR, FOUR, of("pointer", "/list/-", "value", 3L)),
        edit(
            "a new item on a line of its own",
            FOUR,
            FOUR.replace(
                "{\"host\": \"h2\"}\n",
                "{\"host\": \"h2\"},\n        {\n            \"host\": \"h3\"\n        }\n"),
            of("pointer", "/servers/-", "value", of("host", "h3"))),
        edit(
            "the first goes",
            FOUR,
            FOUR.replace("\"name\": \"a \\u00fc\\/b\",\n    ", ""),
            of("pointer", "/name", "state", "absent")),
        edit(
            "one in the middle goes",
            FOUR,
            FOUR.replace(",\n\n    \"list\": [1, 2,3]", ""),
            of("pointer", "/list", "state", "absent")),
        edit(
            "the last goes",
            FOUR,
            FOUR.replace(",\n    \"deep\": {\n        \"one\": 1.50\n    }", ""),
            of("pointer", "/deep", "state", "absent")),
        edit(
            "the only one goes",
            FOUR,
            FOUR.replace("{\n        \"one\": 1.50\n    }", "{}"),
            of("pointer", "/deep/one", "state", "absent")),
        edit("what is not there", FOUR, FOUR, of("pointer", "/no/way", "state", "absent")),
        edit(
            "one tight line",
            "{\"a\":1}",
            "{\"a\":1,\"b\":[2,3]}",
            of("value", of("b", List.of(2L, 3L)))),
        edit(
            "one wide line",
            "{\"a\": 1}\n",
            "{\"a\": 1, \"b\": [2, 3]}\n",
            of("value", of("b", List.of(2L, 3L)))),
        edit(
            "tabs",
            "{\n\t\"a\": {}\n}\n",
            "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n",
            of("value", of("a", of("b", 1L)))),
        edit("an empty object", "{}", "{\n  \"a\": 1\n}", of("value", of("a", 1L))),
        edit(
            "an empty file",
            "",
            "{\n  \"a\": {\n    \"b\": \"x\\\"\\n\\u0001ü\"\n  }\n}\n",
            of("pointer", "/a/b", "value", "x\"\n\u0001ü")),
        edit("another kind of value", "{\"a\": \"1\"}", "{\"a\": 1}", of("value", of("a", 1L))),
        edit("null is another value", "{\"a\": null}", "{\"a\": \"\"}", of("value", of("a", ""))),
        edit(
            "an array at the top",
            "[{\"a\": 1}]",
            "[{\"a\": 2}]",
            of("pointer", "/0/a", "value", 2L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void changesOnlyWhatDiffers(
      String name, String before, String after, Map<String, Object> parameters) throws Exception {
    parameters.put("path", "/x");
    TextEdit edit = ModuleHarness.create().wanted(json, parameters).edit();
    assertThat(edit.apply(before).text()).isEqualTo(after);
    assertThat(edit.apply(after).text()).as("the second time").isEqualTo(after);
    if (!after.isBlank()) {
      JsonReader.read(after);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1,}",
        "{'a': 1}",
        "{\"a\" 1}",
        "{\"a\": 01}",
        "[1 2]",
        "{\"a\": 1} x",
        "{\"a\": .5}",
        "// no\n{}",
        "{\"a\": tru}",
        "{\"a\": \"x",
        "{\"a\": \"\\x\"}",
        "{\"a\": 1, \"a\": 2}",
        "[",
        "\uFEFF{}",
        "{\"a\": \"\t\"}",
        "\u0000"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).hasMessageStartingWith("line ");
  }

  @Test
  void saysWhereItIsNoJson() {
    assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": 1,\n  b: 2\n}"))
        .hasMessageStartingWith("line 3, column 3: ")
        .hasMessageContaining("expecting double-quote to start field name");
    assertThatThrownBy(() -> JsonReader.read("[".repeat(600))).hasMessageContaining("500 deep");
  }

  @EachShell
  void changesTheFileAndKeepsItsMode(ModuleHarness host) throws IOException {
    Path path = Files.writeString(dir.resolve("main.json"), FOUR);
    mode(path, 0640);
    Map<String, Object> wanted =
        Map.of("path", path + "", "value", Map.of("port", 1L), "backup", true);
    ModuleHarness.Outcome outcome = host.apply(json, wanted);
    assertThat(path).hasContent(FOUR.replace("8080", "1"));
    assertThat(mode(path)).isEqualTo("0640");
    assertThat(Path.of((String) outcome.result().get("backup_file"))).hasContent(FOUR);
    assertThat(host.plan(json, wanted).reason()).startsWith(path + " has the values (0640 ");
  }

  @EachShell
  void refusesAFileThatIsNoJsonOrNothingToMergeInto(ModuleHarness host) throws IOException {
    Path path = Files.writeString(dir.resolve("main.json"), "{\n  nonsense\n}\n");
    Map<String, Object> wanted = Map.of("path", path + "", "value", Map.of("port", 1L));
    assertThat(failure(host.plan(json, wanted))).contains("no JSON: line 2, column 3");
    Files.writeString(path, "[1]");
    assertThat(failure(host.plan(json, wanted))).contains("no JSON object");
    assertThat(failure(host.plan(json, Map.of("path", path + "", "pointer", "/3", "value", "x"))))
        .contains("an array of 1");
    assertThat(
            failure(host.plan(json, Map.of("path", path + "", "pointer", "/0", "state", "absent"))))
        .contains("an item of one cannot be removed");
  }

  @EachShell
  void makesAFileOnlyWhenToldTo(ModuleHarness host) {
    Path path = dir.resolve("sub/main.json");
    assertThat(host.plan(json, Map.of("path", path + "", "value", Map.of("a", 1L))).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(path + ""));
    host.apply(json, Map.of("path", path + "", "value", Map.of("a", 1L), "create", true));
    assertThat(path).hasContent("{\n  \"a\": 1\n}\n");
  }

  @Test
  void contradictionsAreLoadErrors() {
    for (Map<String, Object> wrong :
        List.of(
            of("path", "/x"),
            of("path", "/x", "value", "text"),
            of("path", "/x", "state", "absent"),
            of("path", "/x", "state", "absent", "pointer", "/a", "value", "x"),
            of("path", "/x", "pointer", "a", "value", "x"),
            of("path", "/x", "pointer", "/a~2", "value", "x"))) {
      assertThatThrownBy(() -> ModuleHarness.create().wanted(json, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("json_file");
    }
  }
}
