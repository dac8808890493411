package io.groundwork.runner.document;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A check as JUnit reports tests, for build servers: a suite for each host, a case for each
 * requirement that applies to it. What is unknown or waived is skipped, and says why.
 */
public final class CheckJUnit {

  private CheckJUnit() {}

  public static String text(Checked checked) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"groundwork ").append(checked.kind().command());
    xml.append("\">\n");
    for (HostInfo host : checked.hosts()) {
      Optional<Problem> lost = Optional.ofNullable(checked.unreachable().get(host.name()));
      suite(host, checked.findings(host.name()), lost, xml);
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(
      HostInfo host, List<Finding> findings, Optional<Problem> lost, StringBuilder xml) {
    int lostCases = lost.isPresent() ? 1 : 0;
    xml.append("  <testsuite name=\"").append(Markup.escape(host.name()));
    xml.append("\" tests=\"").append(findings.size() + lostCases);
    xml.append("\" failures=\"").append(count(findings, Outcome.FAIL));
    xml.append("\" errors=\"").append(lostCases).append("\" skipped=\"");
    xml.append(count(findings, Outcome.UNKNOWN) + count(findings, Outcome.WAIVED));
    xml.append("\">\n");
    findings.forEach(finding -> testCase(finding, true, xml));
    lost.ifPresent(why -> unreachable(host, why, xml));
    xml.append("  </testsuite>\n");
  }

  private static long count(List<Finding> findings, Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  /**
   * One finding as a case.
   *
   * @param fails whether what is not met is a failure, or only told
   */
  static void testCase(Finding finding, boolean fails, StringBuilder xml) {
    String name = finding.requirement().id() + ": " + finding.requirement().title();
    open(finding.host(), name, xml);
    switch (finding.outcome()) {
      case UNKNOWN -> skipped("unknown: " + finding.note(), xml);
      case WAIVED ->
          skipped("waived: " + finding.waived().map(Finding.Waived::reason).orElse(""), xml);
      case FAIL -> {
        if (!fails) {
          break;
        }
        String why = finding.measured() + "; wanted: " + finding.wanted();
        xml.append("      <failure type=\"must\" message=\"").append(Markup.escape(why));
        xml.append("\">").append(Markup.escape(all(finding))).append("</failure>\n");
      }
      case PASS, WARN -> {}
    }
    xml.append("      <system-out>").append(Markup.escape(all(finding)));
    xml.append("</system-out>\n    </testcase>\n");
  }

  private static void unreachable(HostInfo host, Problem why, StringBuilder xml) {
    open(host.name(), "unreachable", xml);
    xml.append("      <error type=\"unreachable\" message=\"");
    xml.append(Markup.escape(why.summary())).append("\">");
    xml.append(Markup.escape(why.toString())).append("</error>\n    </testcase>\n");
  }

  private static void open(String host, String name, StringBuilder xml) {
    xml.append("    <testcase classname=\"").append(Markup.escape(host));
    xml.append("\" name=\"").append(Markup.escape(name)).append("\" time=\"0.000\">\n");
  }

  private static void skipped(String why, StringBuilder xml) {
    xml.append("      <skipped message=\"").append(Markup.escape(why)).append("\"/>\n");
  }

  private static String all(Finding finding) {
    StringBuilder all = new StringBuilder(Words.of(finding.outcome()));
    line("measured", finding.measured(), all);
    line("wanted", finding.wanted(), all);
    line("note", finding.note(), all);
    line("command", finding.evidence(), all);
    line("remedy", finding.remedy(), all);
    return all.toString();
  }

  private static void line(String name, String text, StringBuilder all) {
    if (!text.isBlank()) {
      all.append('\n').append(name).append(": ").append(text);
    }
  }
}
