package io.groundwork.runner.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.event.Event;
import io.groundwork.event.EventReader;
import io.groundwork.event.Listener;
import io.groundwork.runner.Golden;
import io.groundwork.runner.json.JsonLines;
import io.groundwork.runner.report.CheckStory;
import io.groundwork.runner.report.Story;
import io.groundwork.text.JsonReader;
import io.groundwork.text.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static String lines() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonLines lines = new JsonLines(new PrintStream(out, true, UTF_8), NOON);
    Story.plan(lines);
    Story.apply(lines);
    return out.toString(UTF_8);
  }

  @Test
  void jsonLinesAreOneForEachEvent() {
    Golden.check("run.jsonl", lines());
  }

  @Test
  void whatJsonLinesTellCanBeToldAgain() {
    List<Event> first = new ArrayList<>();
    Story.apply(first::add);
    List<Event> again =
        lines()
            .lines()
            .flatMap(line -> EventReader.read(JsonReader.object(line)).stream())
            .toList();

    assertThat(again).endsWith(first.get(first.size() - 1)).containsAll(withoutBusy(first));
  }

  private static List<Event> withoutBusy(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Event.HostBusy)).toList();
  }

  @Test
  void junitHasACaseForEachTaskAndIsWellFormed() throws Exception {
    JUnitXml junit = new JUnitXml();
    Story.plan(junit);
    Story.apply(junit);
    String text = junit.text("apply");

    Golden.check("junit.xml", text);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .getElementsByTagName("testcase")
                .getLength())
        .isEqualTo(8);
  }

  @Test
  void aFailureThatIsIgnoredFailsNoBuild() {
    JUnitXml junit = new JUnitXml();
    Story.apply(junit);
    assertThat(junit.text("apply"))
        .contains("failed, ignored: connection refused")
        .doesNotContain("<failure type=\"failed\"");
  }

  @Test
  void aPlanIsAPageThatLoadsNothing() {
    RunHtml html = new RunHtml();
    Story.plan(html);
    String page = html.text("plan");

    Golden.check("plan.html", page);
    assertThat(page)
        .doesNotContain("http-equiv=\"refresh\"", "<script", "src=", "url(", "@import", "<link");
  }

  @Test
  void whatMustBeMetAndIsNotStandsWithItsHost() {
    RunHtml html = new RunHtml();
    JUnitXml junit = new JUnitXml();
    Story.plan(html.and(junit));
    html.failing(CheckStory.failing());
    junit.failing(CheckStory.failing());

    Golden.check("plan-failing.html", html.text("plan"));
    assertThat(junit.text("plan"))
        .contains(
            "<testcase classname=\"db1\" name=\"cores: Physical cores\"",
            "measured: 2 cores / 2 threads")
        .as("a plan that ends with 0 is no failed build")
        .doesNotContain("<failure type=\"must\"");

    JUnitXml apply = new JUnitXml();
    Story.apply(apply);
    apply.failing(CheckStory.failing());
    assertThat(apply.text("apply"))
        .contains("<failure type=\"must\" message=\"2 cores / 2 threads; wanted: ");
  }

  @Test
  void whatMustBeMetAndIsNotIsALineOfItsOwn() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonLines lines = new JsonLines(new PrintStream(out, true, UTF_8), Clock.systemUTC());
    lines.failing(CheckStory.failing());
    assertThat(out.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("\"event\":\"requirement_failed\",\"host\":\"db1\",\"id\":\"cores\"");
  }

  @Test
  void aRefusedHostTellsWhatItDoesNotMeetOnce() {
    RunHtml html = new RunHtml();
    JUnitXml junit = new JUnitXml();
    Listener both = html.and(junit);
    both.on(new Event.RunStarted(Event.Mode.APPLY, List.of("db1")));
    both.on(new Event.HostRefused("db1", Problem.of("db1 does not meet what it must: cores")));
    html.failing(CheckStory.failing());
    junit.failing(CheckStory.failing());

    assertThat(html.text("apply"))
        .contains("Refused: nothing is changed here.", "not met</span> Physical cores")
        .doesNotContain("does not meet what it must");
    assertThat(junit.text("apply"))
        .contains("tests=\"2\" failures=\"1\" errors=\"1\"", "cores: Physical cores");
  }

  @Test
  void nothingFromAFileOrAHostBecomesMarkup() {
    RunHtml html = new RunHtml();
    html.on(new Event.RunStarted(Event.Mode.APPLY, List.of("db1")));
    html.on(
        new Event.HostRefused(
            "<b>\"db1\"", Problem.of("<script>alert(1)</script> & \u001b[31m\u202e")));

    assertThat(html.text("<i>"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; �[31m�", "&lt;b&gt;&quot;db1&quot;")
        .doesNotContain("<script>", "<i>", "<b>\"");
  }
}
