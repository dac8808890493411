package io.groundwork.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Node.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0644",
        "1.10",
        "16.10",
        "yes",
        "on",
        "NO",
        "2:30",
        "2026-11-22",
        "0x1f",
        "1e3",
        "+5",
        "1_000",
        "12345678901234567890",
        "Yes",
        ".inf"
      })
  void whatYamlWouldTurnIntoSomethingElseKeepsItsText(String text) {
    assertThat(scalar("a: " + text).value()).contains(text);
  }

  @ParameterizedTest
  @CsvSource({"5432,5432", "0,0", "-17,-17", "123456789012345678,123456789012345678"})
  void aPlainWholeNumberIsANumber(String text, long number) {
    assertThat(scalar("a: " + text).value()).contains(number);
    assertThat(scalar("a: \"" + text + "\"").value()).contains(text);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,true", "TRUE,true", "false,false", "False,false", "FALSE,false"})
  void aPlainTrueOrFalseIsABoolean(String text, boolean value) {
    assertThat(scalar("a: " + text).value()).contains(value);
    assertThat(scalar("a: '" + text + "'").value()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:", "a: ~", "a: null", "a: Null", "a: # nothing"})
  void nothingIsNothing(String text) {
    assertThat(scalar(text).isNull()).isTrue();
    assertThat(scalar(text).value()).isEmpty();
    assertThat(scalar("a: ''").isNull()).isFalse();
    assertThat(scalar("a: !unsafe null").value()).contains("null");
  }

  @Test
  void keysKeepTheirText() {
    assertThat(mapping("no: 1\non: 2\n1.10: 3\n0644: 4").entries().keySet())
        .containsExactly("no", "on", "1.10", "0644");
  }

  @Test
  void anEmptyFileIsNoDocument() {
    assertThat(Yaml.parse("", "f")).isEmpty();
    assertThat(Yaml.parse("# only a comment\n", "f")).isEmpty();
    assertThat(Yaml.parse("---\n", "f")).isEmpty();
    assertThat(Yaml.parse("\uFEFF---\n", "f")).isEmpty();
  }

  @Test
  void everyNodeKnowsItsPlace() {
    Mapping root = mapping("hosts: all\ntasks:\n  - name: x\n");
    assertThat(root.entries().get("tasks").keyPosition()).isEqualTo(new Position("f", 2, 1));
    Sequence tasks = (Sequence) root.get("tasks").orElseThrow();
    Mapping task = (Mapping) tasks.items().get(0);
    assertThat(task.get("name").orElseThrow().position()).isEqualTo(new Position("f", 3, 11));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "a: b ${x}      ; 1:6",
        "a: \"b ${x}\"  ; 1:7",
        "a: 'b ${x}'    ; 1:7",
        "a: &n b ${x}   ; 1:9",
        "a: |\\n    b ${x} ; 2:7",
        "a: |-\\n\\n   q\\n   b ${x} ; 4:6",
        "a: \"\\\\t b ${x}\" ; 1:4",
        "a: b\\n  ${x}   ; 1:4",
        "a: >\\n  b ${x} ; 1:4",
      })
  void aPlaceInsideATextIsFoundInTheFile(String yaml, String place) {
    Scalar scalar = scalar(yaml.replace("\\n", "\n").replace("\\\\", "\\"));
    int at = scalar.text().indexOf("${");
    int line = (int) scalar.text().substring(0, at).lines().count();
    int column = at - scalar.text().lastIndexOf('\n', at);
    String where = scalar.at(Math.max(1, line), column).toString();
    assertThat(where).isEqualTo("f:" + place);
  }

  @Test
  void tagsOfOursAreKept() {
    assertThat(scalar("a: !unsafe '${x}'").tag()).contains("!unsafe");
    assertThat(scalar("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n").tag()).contains("!vault");
    assertThat(scalar("a: !!str 12").value()).contains("12");
    assertThat(scalar("a: !!str 12").tag()).isEmpty();
  }

  @Test
  void anAliasIsItsAnchor() {
    Mapping root = mapping("a: &x [1]\nb: *x");
    assertThat(root.get("b")).isEqualTo(root.get("a"));
  }

  @Test
  void aMergeKeyFillsInWhatIsNotWritten() {
    Mapping root =
        mapping("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nc:\n  y: 0\n  <<: [*b, *m]");
    Mapping merged = (Mapping) root.get("c").orElseThrow();
    assertThat(
            merged.entries().entrySet().stream()
                .map(e -> e.getKey() + "=" + ((Scalar) e.getValue().value()).text()))
        .containsExactly("y=0", "x=1", "z=4");
  }

  @Test
  void aliasesThatGrowWithoutBoundAreRefused() {
    String laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 10)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9))
                .map(line -> line + line.replaceFirst(".*\\[(\\*a[0-9]+).*", "$1") + "]")
                .collect(Collectors.joining("\n"));
    assertThat(message(laughs))
        .matches("f:\\d+:\\d+: this file, with its aliases written out, is too large");
  }

  @Test
  void nestingWithoutBoundIsRefused() {
    assertThat(message("[".repeat(60) + "]".repeat(60)))
        .isEqualTo("f:1:52: this is nested more than 50 levels deep");
    assertThat(message("[".repeat(100_000))).contains("nested more than 50 levels deep");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      a:\\n\\tb: 1            | f:2:1: line 2: a tab; YAML wants spaces
      a:\\n  b: 1\\n\\tc: 2   | f:3:1: line 3: a tab; YAML wants spaces
      \\ta: 1                 | f:1:1: line 1: a tab; YAML wants spaces
      a: 1\\nb: 2\\na: 3      | f:3:1: the key "a" stands here a second time
      a:\\n  b: 1\\n  b: 1    | f:3:3: the key "b" stands here a second time
      --- 1\\n---\\n2         | f:2:1: a second document starts here
      a: !foo 1               | f:1:4: the tag !foo is not known
      a: !!python/object:os.system x | f:1:4: the tag !!python/object:os.system is not known
      a: !!javax.script.ScriptEngineManager [] | f:1:4: the tag !!javax.script.ScriptEngineManager is not known
      a: !vault [1]           | f:1:4: !vault stands before a list or a mapping
      a: *x                   | f:1:4: nothing above is named &x
      a: &x [*x]              | f:1:8: *x stands inside what it names
      a: &x {b: {c: *x}}      | f:1:15: *x stands inside what it names
      <<: 1                   | f:1:1: "<<" takes a mapping or a list of mappings, not a text
      ? [a]\\n: b             | f:1:3: a key must be a text, not a list
      a: {{ x }}              | f:1:5: a key must be a text, not a mapping
      a: b: c                 | f:1:5: a second ": " in one line, or a line indented too far
      a: 1\\n b: 2            | f:2:3: a second ": " in one line, or a line indented too far
      a: "x\\nb: 1\\n         | f:1:4: the quote that opens here is never closed
      a: 'x                   | f:1:4: the quote that opens here is never closed
      a: @x                   | f:1:4: this character cannot begin a value
      a: %x                   | f:1:4: this character cannot begin a value
      a: "\\q"                | f:1:6: an unknown "\\" escape in double quotes
      a: - b                  | f:1:4: a list item cannot stand here
      a: {b: 1\\nc: 2         | f:2:2: inside { … }: "," or "}" is missing before this
      a: [1,2                 | f:1:8: inside [ … ]: "," or "]" is missing before this
      a:\\n  b: 1\\n c: 2     | f:3:2: this line is not indented as the lines before it
      a: 1\\n- b              | f:2:1: this line is not indented as the lines before it
      a: "x" y                | f:1:8: this cannot stand behind the value before it
      a: *                    | f:1:5: a "*" or "&" without a name behind it
      hosts: all\\ntasks\\n  - x: 1 | f:3:6: a key without ":"
      a: x\\u0007y            | f:1:5: the character U+0007 cannot stand in YAML
      """)
  void whatIsWrongIsSaidInOneLineWithItsPlace(String yaml, String message) {
    String text = yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");
    assertThat(message(text).lines().findFirst()).contains(message);
  }

  @Test
  void aDuplicateKeyNamesBothPlaces() {
    assertThat(message("a: 1\nb: 2\na: 3"))
        .isEqualTo(
            "f:3:1: the key \"a\" stands here a second time\n"
                + "  -> it stands already at f:1:1; remove one of them");
  }

  @Test
  void aFileThatCannotBeReadSaysWhy(@TempDir Path dir) throws IOException {
    Path missing = dir.resolve("x.yml");
    assertThatThrownBy(() -> Yaml.load(missing))
        .isInstanceOf(LoadException.class)
        .hasMessage(missing + ":1:1: this file does not exist");
    assertThatThrownBy(() -> Yaml.load(dir)).hasMessageContaining("is a directory");
    Path latin = Files.write(dir.resolve("latin.yml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
    assertThatThrownBy(() -> Yaml.load(latin))
        .hasMessage(
            latin
                + ":1:4: this file is not UTF-8 text, from here on\n"
                + "  -> save it as UTF-8; iconv -f LATIN1 -t UTF-8 does so");
    Path windows = Files.writeString(dir.resolve("windows.yml"), "\uFEFFa: 1\r\nb: |\r\n  x\r\n");
    assertThat(
            ((Scalar) ((Mapping) Yaml.load(windows).orElseThrow()).get("b").orElseThrow()).text())
        .isEqualTo("x\n");
    Path good = Files.writeString(dir.resolve("good.yml"), "a: é\n");
    assertThat(Yaml.load(good)).isPresent();
  }

  private static String message(String yaml) {
    return catchThrowableOfType(LoadException.class, () -> Yaml.parse(yaml, "f")).getMessage();
  }

  private static Mapping mapping(String yaml) {
    return (Mapping) Yaml.parse(yaml, "f").orElseThrow();
  }

  private static Scalar scalar(String yaml) {
    return (Scalar) mapping(yaml).get("a").orElseThrow();
  }
}
