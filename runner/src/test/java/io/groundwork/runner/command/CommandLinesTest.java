package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {

  private static final List<String> NAMES =
      List.of(
          "check", "size", "plan", "apply", "runs", "facts", "doc", "inventory", "vault", "bundle",
          "demo");

  @TempDir Path directory;

  private static Stream<List<String>> helps() {
    Stream<List<String>> commands = NAMES.stream().map(name -> List.of(name, "--help"));
    Stream<List<String>> inner =
        Stream.of("list", "graph", "host").map(name -> List.of("inventory", name, "--help"));
    Stream<List<String>> vault =
        Stream.of("encrypt", "decrypt", "view", "edit", "rekey", "encrypt-string", "generate")
            .map(name -> List.of("vault", name, "--help"));
    Stream<List<String>> runs = Stream.of(List.of("runs", "show", "--help"));
    Stream<List<String>> bundle =
        Stream.of("create", "push").map(name -> List.of("bundle", name, "--help"));
    return Stream.of(Stream.of(List.of("--help")), commands, inner, vault, runs, bundle)
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("helps")
  void everyHelpReadsAsItWasApproved(List<String> args) {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), args.toArray(new String[0]))).isZero();
    Golden.check(
        String.join("-", args).replace("---help", "-help").replace("--", "") + ".txt",
        recorded.out());
  }

  @Test
  void noLineOfAnyHelpIsWiderThanATerminal() {
    helps()
        .forEach(
            args -> {
              Recorded recorded = Recorded.pipe();
              CommandLines.run(recorded.terminal(), args.toArray(new String[0]));
              assertThat(recorded.out().lines()).allMatch(line -> line.length() <= 100);
            });
  }

  @Test
  void versionSaysWhatThisIs() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "--version")).isZero();
    assertThat(recorded.out()).startsWith("groundwork 0.").contains("\nJava ");
  }

  @Test
  void nothingAskedForShowsTheHelpWithStatus1() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal())).isEqualTo(1);
    assertThat(recorded.out()).contains("Commands:");
  }

  @ParameterizedTest
  @CsvSource({
    "aply, did you mean \"apply\"?",
    "chekc, did you mean \"check\"?",
    "warm-upp, groundwork --help",
    "--versoin, did you mean \"--version\"?"
  })
  void aMistypedCommandIsRefusedWithASuggestion(String word, String remedy) {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), word)).isEqualTo(1);
    assertThat(recorded.err()).contains("\"" + word + "\"").contains(remedy);
    assertThat(recorded.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--dif, --diff", "--tag=x, --tags", "--becom, --become", "--extra-var, --extra-vars"})
  void aMistypedOptionIsRefusedWithASuggestion(String option, String meant) {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "plan", "site.yml", option)).isEqualTo(1);
    assertThat(recorded.err()).contains("did you mean \"" + meant + "\"?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan s.yml -i a -i b --inventory c -l db:!x --limit y",
        "plan s.yml -e a=1 --extra-vars {} -t a,b --tags c --skip-tags d -f 5 --forks 5",
        "plan s.yml -u me --user me --private-key k --key-file k -b --become --become-user u",
        "plan s.yml -K --ask-become-pass -k --ask-pass -T 3 --timeout 3",
        "plan s.yml --host-key-checking strict --diff -D -v --verbose --no-color",
        "plan s.yml --host-key-checking accept-new --output text --output=json",
        "plan s.yml --list-hosts --list-tasks --list-tags --syntax-check",
        "apply s.yml --yes -y --check -C -D -K -l x --step --max-age 7d --wait --profile",
        "apply s.yml --wait=30s --output html=a.html --output junit=b.xml --output jsonl",
        "plan s.yml --out p.json --exit-code --no-diff --output json=x",
        "runs --output json",
        "runs show last --diff -v --output json",
        "check -i a -l x --tier minimum --tier recommended --tier auto --requirements f -f 3",
        "check --only a,b --only c --waive a=b --waive h:a=b -v --output junit=x --output html",
        "facts db -i a --filter mem* --output json -u x",
        "doc file --output json --markdown",
        "inventory list -i a -l x --output json",
        "inventory graph -i a",
        "inventory host db1 -i a",
        "demo --small"
      })
  void everyDocumentedOptionIsUnderstood(String line) {
    String[] args = line.split(" ");
    CommandLine command = CommandLines.of(Recorded.pipe().terminal(), args);

    command.setOverwrittenOptionsAllowed(true).parseArgs(args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan s.yml -f 0 | -f",
        "plan s.yml -f many | -f",
        "plan s.yml -T 0 | from 1 on",
        "plan s.yml --host-key-checking off | neither strict nor accept-new",
        "plan s.yml --output xml | --output",
        "plan s.yml --output text=f | standard output",
        "apply s.yml --yes --max-age long | --max-age",
        "apply s.yml --yes --wait=soon | --wait",
        "plan | PLAYBOOK",
        "check --tier best | --tier"
      })
  void aValueThatCannotBeIsRefusedByName(String line, String named) throws IOException {
    Files.writeString(directory.resolve("s.yml"), "- hosts: all\n  tasks: []\n");
    Files.writeString(directory.resolve("i.yml"), "all: {hosts: {a: }}\n");
    String[] args =
        (line.replace("s.yml", directory.resolve("s.yml") + "")
                + (line.contains("s.yml") ? " -i " + directory.resolve("i.yml") : ""))
            .split(" ");
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), args)).isEqualTo(1);
    assertThat(recorded.err()).contains(named);
  }

  @Test
  void withoutAnInventoryItSaysHowToNameOne() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "check")).isEqualTo(1);
    assertThat(recorded.err()).contains("no inventory is given").contains("-i FILE");
  }

  @ParameterizedTest
  @CsvSource({"-k, --ask-pass", "-K, --ask-become-pass"})
  void aPasswordIsOnlyAskedForOnATerminal(String option, String name) throws IOException {
    Fixture fixture = Fixture.in(directory);
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "plan", option)).isEqualTo(1);
    assertThat(recorded.err()).contains(name + " asks on a terminal, and there is none");
    Recorded asked = Recorded.answering("s3cret-word");
    assertThat(fixture.run(asked, "plan", option)).isZero();
    assertThat(asked.questions()).hasSize(1);
    assertThat(asked.out() + asked.err()).doesNotContain("s3cret-word");
  }

  @Test
  void aLoadErrorNamesThePlaceAndEndsWithStatus1() throws IOException {
    Fixture fixture = Fixture.in(directory);
    Files.writeString(Path.of(fixture.playbook()), "- hosts: all\n  taskss: []\n");
    Recorded text = Recorded.pipe();
    Recorded json = Recorded.pipe();

    assertThat(fixture.run(text, "plan")).isEqualTo(1);
    assertThat(text.err()).contains("site.yml:2:3").contains("did you mean \"tasks\"?");
    assertThat(fixture.run(json, "plan", "--output", "json")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(json.out()).at("/errors/0/where/line").asInt())
        .isEqualTo(2);
    assertThat(json.err()).isEmpty();
  }

  @Test
  void listingsTouchNoHost() throws IOException {
    Fixture fixture = Fixture.in(directory);
    Recorded recorded = Recorded.pipe();

    int status =
        fixture.run(recorded, "plan", "--list-hosts", "--list-tasks", "--list-tags", "-t", "dir");

    assertThat(status).isZero();
    assertThat(recorded.out().replace(directory.toString(), "DIR"))
        .isEqualTo(
            """
            playbook: DIR/site.yml

              play #1 (all): Files
                hosts (2):
                  one
                  two
                tasks (1):
                  A directory  dir
                tags: dir
            """);
  }

  @Test
  void aSyntaxCheckNeedsNoInventory() throws IOException {
    Fixture fixture = Fixture.in(directory);
    Recorded recorded = Recorded.pipe();

    int status =
        CommandLines.run(recorded.terminal(), "plan", fixture.playbook(), "--syntax-check");

    assertThat(status).isZero();
    assertThat(recorded.out()).startsWith("playbook: ");
  }

  @Test
  void theInventoryMasksSecretsInEveryForm() throws IOException {
    Fixture fixture = Fixture.in(directory);
    for (List<String> args :
        List.of(
            List.of("host", "one"),
            List.of("host", "one", "--output", "json"),
            List.of("list", "--output", "json"))) {
      Recorded recorded = Recorded.pipe();
      Stream<String> line =
          Stream.of(Stream.of("inventory"), args.stream(), Stream.of("-i", fixture.inventory()))
              .flatMap(part -> part);

      assertThat(CommandLines.run(recorded.terminal(), line.toArray(String[]::new))).isZero();
      assertThat(recorded.out()).contains("api_token").contains("***").doesNotContain("geheim");
    }
  }

  @Test
  void theInventoryHasAnsiblesShape() throws IOException {
    Fixture fixture = Fixture.in(directory);
    Recorded recorded = Recorded.pipe();
    CommandLines.run(
        recorded.terminal(), "inventory", "list", "-i", fixture.inventory(), "--output", "json");

    var document = new ObjectMapper().readTree(recorded.out());
    assertThat(document.at("/_meta/hostvars/one/ansible_connection").asText()).isEqualTo("local");
    assertThat(document.at("/all/children")).isNotEmpty();
  }
}
