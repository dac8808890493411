package io.groundwork.runner.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Version;
import io.groundwork.runner.report.CheckStory;
import io.groundwork.runner.report.Checked;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class CheckHtmlTest {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static String page(Checked checked) {
    return new CheckHtml(checked, NOON).page();
  }

  /** What differs between two checks: neither style nor script. */
  private static String body(Checked checked) {
    return page(checked)
        .replaceAll("(?s)<(style|script)>.*?</\\1>", "")
        .replaceAll("sha256-[^&']*", "sha256-…")
        .replace("Groundwork " + Markup.escape(Version.number()), "Groundwork VERSION");
  }

  @Test
  void aCheckIsAPageOfSummaryGridFiguresAndFindings() {
    Golden.check("check.html", body(CheckStory.small()));
  }

  @Test
  void itLoadsNothingAndRunsNoScriptButItsOwn() {
    String page = page(CheckStory.large());
    assertThat(page)
        .doesNotContain("http-equiv=\"refresh\"", "src=", "url(", "@import", "http://", "https://")
        .doesNotContain("eval(", "innerHTML", "fetch(", "onclick", "XMLHttpRequest");
    Matcher script = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
    assertThat(script.find()).isTrue();
    assertThat(page)
        .contains(
            "script-src &#39;sha256-"
                + Base64.getEncoder()
                    .encodeToString(Hashing.sha256().hashString(script.group(1), UTF_8).asBytes()));
    assertThat(script.find()).isFalse();
  }

  @Test
  void nothingFromAHostBecomesMarkup() {
    assertThat(page(CheckStory.large()))
        .contains("measured &lt;1&gt; &amp; &quot;so&quot;")
        .doesNotContain("measured <");
  }

  @Test
  void everyTableHasACaptionAndEveryHeadAScope() {
    String page = page(CheckStory.large());
    assertThat(count(page, "<table")).isEqualTo(4).isEqualTo(count(page, "<caption"));
    assertThat(count(page, "<th ") + count(page, "<th>")).isEqualTo(count(page, "scope="));
  }

  @Test
  void everySignOfTheGridLeadsToItsFinding() {
    String page = page(CheckStory.large());
    List<String> links =
        Pattern.compile("href=\"#([^\"]+)\"")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(links).hasSizeGreaterThan(350).allSatisfy(id -> assertThat(page).contains(id + '"'));
    assertThat(links).allMatch(id -> page.contains(" id=\"" + id + "\""));
  }

  @Test
  void noOutcomeIsToldByItsColourAlone() {
    assertThat(page(CheckStory.small()))
        .contains(
            "<td class=\"fail\"><a href=\"#f0-cores\" title=\"not met: 2 cores / 2 threads\">"
                + "<span aria-hidden=\"true\">✘</span><span class=\"unseen\">not met</span></a></td>");
  }

  @Test
  void junitHasACaseForEachFindingAndIsWellFormed() throws Exception {
    String text = CheckJUnit.text(CheckStory.small());
    Golden.check("check.xml", text);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .getElementsByTagName("testcase")
                .getLength())
        .isEqualTo(6);
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }
}
