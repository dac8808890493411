package io.groundwork.runner.document;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.check.Gauge;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;
import java.util.List;
import java.util.Locale;

/** What hosts have beside what the tiers ask for, as bars: one table for each figure. */
record CheckBars(Checked checked, StringBuilder page) {

  void write() {
    List<Requirement> drawn =
        checked.requirements().stream()
            .filter(
                requirement ->
                    checked.report().findings().stream()
                        .anyMatch(
                            finding ->
                                finding.gauge().isPresent()
                                    && finding.requirement().id().equals(requirement.id())))
            .toList();
    if (drawn.isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Figures</h2>\n<p class=\"legend none\">");
    page.append("<span><i class=\"tick minimum\"></i> minimum</span> ");
    page.append("<span><i class=\"tick recommended\"></i> recommended</span></p>\n");
    drawn.forEach(this::table);
    page.append("</section>\n");
  }

  private void table(Requirement requirement) {
    page.append("<table class=\"bars\">\n<caption>").append(Markup.escape(requirement.title()));
    page.append("</caption>\n<colgroup><col class=\"name\"><col><col class=\"figure\">");
    page.append(
        "<col class=\"figure\"></colgroup>\n<thead class=\"unseen\"><tr><th scope=\"col\">Host</th>");
    page.append("<th scope=\"col\">Bar</th><th scope=\"col\">Has</th>");
    page.append("<th scope=\"col\">Minimum and recommended</th></tr></thead>\n<tbody>\n");
    double most =
        checked.report().findings().stream()
            .filter(finding -> finding.requirement().id().equals(requirement.id()))
            .flatMap(finding -> finding.gauge().stream())
            .mapToDouble(gauge -> Math.max(gauge.value(), gauge.wanted().recommended()))
            .max()
            .orElse(1);
    for (HostInfo host : checked.hosts()) {
      checked
          .finding(host.name(), requirement.id())
          .ifPresent(finding -> row(finding, Math.max(most, 1) * 1.05));
    }
    page.append("</tbody>\n</table>\n");
  }

  private void row(Finding finding, double scale) {
    page.append("<tr><th scope=\"row\" title=\"").append(Markup.escape(finding.host()));
    page.append("\">").append(Markup.escape(finding.host())).append("</th>");
    finding
        .gauge()
        .ifPresentOrElse(
            gauge -> bar(finding, gauge, scale),
            () ->
                page.append(
                        "<td colspan=\"2\" class=\"unknown\">? not known</td><td class=\"none\">")
                    .append(Markup.escape(finding.wanted()))
                    .append("</td>"));
    page.append("</tr>\n");
  }

  private void bar(Finding finding, Gauge gauge, double scale) {
    page.append("<td class=\"bar\"><div aria-hidden=\"true\"><b class=\"");
    page.append(Words.css(finding.outcome())).append("\" style=\"width:");
    page.append(percent(gauge.value() / scale)).append("\"></b>");
    tick("minimum", gauge.wanted().minimum() / scale);
    tick("recommended", gauge.wanted().recommended() / scale);
    page.append("</div></td><td><span class=\"").append(Words.css(finding.outcome()));
    page.append("\">").append(Words.sign(finding.outcome())).append(" <span class=\"unseen\">");
    page.append(Words.of(finding.outcome())).append(": </span>").append(number(gauge.value()));
    page.append(' ').append(Markup.escape(gauge.unit())).append("</span></td><td class=\"none\">");
    page.append(gauge.wanted().minimum()).append(" / ").append(gauge.wanted().recommended());
    page.append(' ').append(Markup.escape(gauge.unit())).append("</td>");
  }

  private void tick(String kind, double share) {
    page.append("<i class=\"tick ").append(kind).append("\" style=\"left:");
    page.append(percent(share)).append("\"></i>");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.max(0, Math.min(1, share)));
  }

  private static String number(double value) {
    return value >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
