package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.SpecJson;
import io.groundwork.runner.report.SpecMarkdown;
import io.groundwork.runner.report.SpecText;
import io.groundwork.runner.terminal.Line;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocCommandTest {

  private static final Spec SPEC =
      Spec.of(
              "greet",
              "Greets somebody",
              Parameter.of("whom", Parameter.Type.STRING, "Who is greeted.")
                  .mandatory()
                  .alias("to"),
              Parameter.of(
                      "tone",
                      Parameter.Type.STRING,
                      "How it is said. A description that goes on for long enough to need a second"
                          + " line, since nobody reads lines without an end.")
                  .fallback("warm")
                  .choices("warm", "cold|dry"))
          .freeForm("whom")
          .result("answer", "What came back.")
          .example("- greet: the world")
          .example("- greet:\n    whom: you\n    tone: cold|dry");

  private static List<String> modules() {
    return List.copyOf(Registry.load().all().keySet());
  }

  @Test
  void aPageHasAllThatTheModuleDeclares() {
    Golden.check(
        "doc-page.txt",
        new SpecText(Recorded.pipe().terminal())
                .page(SPEC).stream().map(Line::toString).collect(Collectors.joining("\n"))
            + "\n");
  }

  @Test
  void markdownHasTheSame() {
    Golden.check("doc.md", SpecMarkdown.document(List.of(SPEC)));
  }

  @Test
  void jsonHasTheSame() {
    Golden.check("doc.json", JsonDocument.text(SpecJson.document(List.of(SPEC))) + "\n");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleHasAPageWithAnExample(String name) {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "doc", name)).isZero();
    assertThat(recorded.out()).startsWith(name + "\n").contains("Examples\n");
  }

  @Test
  void theListHasEveryModuleOnALine() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "doc")).isZero();
    assertThat(recorded.out().lines()).hasSameSizeAs(modules());
  }

  @Test
  void theFullNameOfABuiltinModuleIsKnownToo() throws Exception {
    Recorded recorded = Recorded.pipe();

    int status =
        CommandLines.run(recorded.terminal(), "doc", "ansible.builtin.file", "--output", "json");

    assertThat(status).isZero();
    JsonNode document = new ObjectMapper().readTree(recorded.out());
    assertThat(document.at("/modules/0/name").asText()).isEqualTo("file");
  }

  @Test
  void aMistypedModuleIsRefusedWithASuggestion() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "doc", "fiel")).isEqualTo(1);
    assertThat(recorded.err()).contains("did you mean \"file\"?");
  }

  @Test
  void noTwoModulesShareAName() {
    assertThat(Registry.load().all().values().stream().map(Module::spec).map(Spec::name))
        .doesNotHaveDuplicates();
  }
}
