package io.groundwork.runner.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.groundwork.requirements.ForPeople;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Requirement;
import io.groundwork.runner.Version;
import io.groundwork.runner.report.Checked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * A check as one page for a browser, with nothing to load from anywhere: to be sent to whoever
 * provides the hosts. It can be read without its script, which opens folds and tells about the
 * reader's browser; by its policy the page runs no other.
 */
public final class CheckHtml {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Checked checked;
  private final Instant when;
  private final StringBuilder page = new StringBuilder(65536);

  /**
   * @param when the time to put on it
   */
  public CheckHtml(Checked checked, Instant when) {
    this.checked = checked;
    this.when = when;
  }

  /** The page. */
  public String page() {
    String script = resource("check.js");
    head(script);
    page.append("<body>\n<a class=\"skip\" href=\"#findings\">Go to the findings</a>\n");
    header();
    page.append("<main>\n");
    new CheckGrid(checked, page).write();
    new CheckBars(checked, page).write();
    new CheckPorts(checked, page).write();
    new CheckFindings(checked, page).write();
    people();
    if (checked.kind() == Checked.Kind.CHECK) {
      new CheckReader(checked.desk(), page).write();
    }
    page.append("</main>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private void head(String script) {
    String hash =
        Base64.getEncoder().encodeToString(Hashing.sha256().hashString(script, UTF_8).asBytes());
    String policy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-"
            + hash
            + "'; base-uri 'none'; form-action 'none'";
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.append(Markup.escape(policy)).append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<meta name=\"referrer\" content=\"no-referrer\">\n");
    // Without it a browser would ask for one where the page is served.
    page.append("<link rel=\"icon\" href=\"data:,\">\n");
    page.append("<title>")
        .append(checked.kind().title())
        .append(": ")
        .append(verdict())
        .append("</title>\n<style>\n");
    page.append(resource("run.css")).append(resource("check.css")).append("</style>\n</head>\n");
  }

  static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(CheckHtml.class, name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String verdict() {
    return checked.report().met() ? "met" : "not met";
  }

  private void header() {
    Map<Outcome, Integer> counts = checked.report().counts();
    page.append("<header>\n<h1>").append(heading()).append("</h1>\n<p class=\"place\">");
    page.append(Markup.escape(checked.document())).append("<br>");
    page.append(asked()).append(" · ").append(TIME.format(when)).append(" · Groundwork ");
    page.append(Markup.escape(Version.number())).append("</p>\n<p class=\"banner ");
    page.append(checked.report().met() ? "pass" : "fail").append("\"><b>");
    page.append(Words.sign(checked.report().met() ? Outcome.PASS : Outcome.FAIL));
    page.append(checked.report().met() ? " Met." : " Not met.").append("</b> ").append(sentence());
    page.append("</p>\n<ul class=\"totals\">\n");
    for (Outcome outcome : Outcome.values()) {
      total(counts.get(outcome), Words.css(outcome), Words.sign(outcome), Words.of(outcome));
    }
    int silent = checked.pairs() - checked.report().findings().size();
    total(silent, "none", "–", "not applicable");
    page.append("</ul>\n</header>\n");
  }

  /** What nobody but a person can say, with a box for a pen. */
  private void people() {
    if (checked.forPeople().isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>For a person to judge</h2>\n<ul class=\"people\">\n");
    for (ForPeople one : checked.forPeople()) {
      page.append("<li><q>").append(Markup.escape(String.join("; ", one.quotes())));
      page.append("</q> <small>").append(Markup.escape(one.section())).append("</small><br>");
      page.append(Markup.escape(one.reason())).append("</li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private void total(int number, String kind, String sign, String word) {
    page.append("<li class=\"").append(number == 0 ? "none" : kind).append("\">");
    page.append("<span aria-hidden=\"true\">").append(sign).append("</span> <b>").append(number);
    page.append("</b> ").append(word).append("</li>\n");
  }

  private String heading() {
    return switch (checked.kind()) {
      case CHECK -> "System requirements check";
      case VERIFY -> "Verification of the platform";
    };
  }

  private String asked() {
    return switch (checked.kind()) {
      case CHECK -> tier();
      case VERIFY -> "every task is a statement that holds where it has nothing to do";
    };
  }

  private String tier() {
    return switch (checked.report().tier()) {
      case MINIMUM -> "minimum requirements";
      case RECOMMENDED -> "recommended requirements";
      case AUTO -> "minimum requirements, warned where the recommended are not reached";
    };
  }

  private String sentence() {
    long failing =
        checked.hosts().stream()
            .filter(
                host ->
                    checked.findings(host.name()).stream()
                        .anyMatch(finding -> finding.outcome() == Outcome.FAIL))
            .count();
    int hosts = checked.hosts().size();
    int lost = checked.unreachable().size();
    String all = hosts == 1 ? "1 host" : hosts + " hosts";
    String first =
        failing == 0
            ? "Nothing that must be met fails on " + all + "."
            : "Something that must be met fails on " + failing + " of " + all + ".";
    String reached = lost == 0 ? "" : " " + lost + " could not be reached.";
    return first + reached;
  }

  /** Where a finding stands on the page. */
  static String anchor(int host, Requirement requirement) {
    return "f" + host + "-" + requirement.id();
  }
}
