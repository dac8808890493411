package io.groundwork.runner.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Golden;
import io.groundwork.runner.report.CheckStory;
import io.groundwork.runner.report.Story;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunJsonTest {

  @Test
  void aPlanIsOneDocument() {
    RunJson json = new RunJson();
    Story.plan(json);

    Golden.check("plan.json", JsonDocument.text(json.document("plan")) + "\n");
  }

  @Test
  void anApplyTellsAlsoWhatWasPlanned() throws Exception {
    RunJson json = new RunJson();
    Story.plan(json);
    Story.apply(json);

    JsonNode document = new ObjectMapper().readTree(JsonDocument.text(json.document("apply")));

    assertThat(document.at("/command").asText()).isEqualTo("apply");
    assertThat(document.at("/mode").asText()).isEqualTo("apply");
    assertThat(document.at("/planned/changed").asInt()).isEqualTo(4);
    assertThat(document.at("/totals/changed").asInt()).isEqualTo(4);
    assertThat(document.at("/totals/unreachable").asInt()).isEqualTo(1);
    assertThat(document.at("/hosts/1/tasks/0/verdict").asText()).isEqualTo("cut");
    assertThat(document.at("/hosts/0/tasks").size()).isEqualTo(6);
  }

  @Test
  void whatMustBeMetAndIsNotIsListedForEachHost() throws Exception {
    RunJson json = new RunJson();
    Story.plan(json);
    json.failing(CheckStory.failing());

    JsonNode document = new ObjectMapper().readTree(json.text("plan"));

    assertThat(document.at("/failing").size()).isEqualTo(1);
    assertThat(document.at("/failing/0/host").asText()).isEqualTo("db1");
    assertThat(document.at("/failing/0/findings/0/id").asText()).isEqualTo("cores");
    assertThat(document.at("/failing/0/findings/0/outcome").asText()).isEqualTo("fail");
    assertThat(document.at("/failing/0/findings/0/measured").asText())
        .isEqualTo("2 cores / 2 threads");
    Story.apply(json);
    assertThat(json.document("apply")).containsKey("failing");
  }

  @Test
  void zeroChangesCanBeSearchedForAsText() {
    RunJson json = new RunJson();
    Story.converged(json);

    assertThat(JsonDocument.text(json.document("apply"))).contains("\"changed\": 0,");
  }

  @Test
  void errorsAreADocumentToo() {
    Problem problem =
        new Problem(
            "unknown module \"copi\"",
            Optional.of(new Position("site.yml", 12, 7)),
            Optional.of("did you mean \"copy\"?"));

    assertThat(JsonDocument.text(ProblemJson.document(List.of(problem))))
        .isEqualTo(
            """
            {
              "errors": [
                {
                  "summary": "unknown module \\"copi\\"",
                  "where": {
                    "file": "site.yml",
                    "line": 12,
                    "column": 7
                  },
                  "remedy": "did you mean \\"copy\\"?"
                }
              ]
            }\
            """);
  }

  @Test
  void aSecretIsMaskedWhereverItStands() {
    Map<String, Object> tree =
        new JsonObject()
            .put("password", Optional.of(Secret.of("geheim")))
            .put("list", List.of(Secret.of("geheim"), 1L, true))
            .tree();

    assertThat(JsonDocument.text(tree)).contains("***").doesNotContain("geheim");
  }
}
