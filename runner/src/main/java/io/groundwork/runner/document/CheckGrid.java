package io.groundwork.runner.document;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.Severity;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;

/**
 * All requirements on all hosts at a glance: a row for each requirement, a column for each host.
 */
record CheckGrid(Checked checked, StringBuilder page) {

  void write() {
    page.append("<section aria-labelledby=\"grid\">\n<h2 id=\"grid\">At a glance</h2>\n");
    page.append("<p class=\"legend\">");
    for (Outcome outcome : Outcome.values()) {
      page.append("<span class=\"").append(Words.css(outcome)).append("\"><b>");
      page.append(Words.sign(outcome)).append("</b> ").append(Words.of(outcome));
      page.append("</span> ");
    }
    page.append("<span class=\"none\"><b>–</b> does not apply</span>");
    page.append("<span class=\"none\">Each sign leads to its finding.</span></p>\n");
    page.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"grid\">\n");
    page.append("<table class=\"grid\">\n<caption class=\"unseen\">");
    page.append(checked.kind().noun()).append("s by host</caption>\n<thead><tr><th scope=\"col\">");
    page.append(checked.kind().noun()).append("</th>");
    for (int at = 0; at < checked.hosts().size(); at++) {
      String name = Markup.escape(checked.hosts().get(at).name());
      page.append("<th scope=\"col\"><a href=\"#h").append(at).append("\" title=\"").append(name);
      page.append("\">").append(name).append("</a></th>");
    }
    page.append("</tr></thead>\n");
    sections();
    page.append("</table>\n</div>\n</section>\n");
  }

  private void sections() {
    String section = "";
    for (Requirement requirement : checked.requirements()) {
      if (!requirement.section().equals(section)) {
        page.append(section.isEmpty() ? "<tbody>\n" : "</tbody>\n<tbody>\n");
        section = requirement.section();
        page.append("<tr><th class=\"section\" scope=\"rowgroup\" colspan=\"");
        page.append(checked.hosts().size() + 1).append("\"><span>");
        page.append(Markup.escape(section)).append("</span></th></tr>\n");
      }
      row(requirement);
    }
    page.append(section.isEmpty() ? "" : "</tbody>\n");
  }

  private void row(Requirement requirement) {
    page.append("<tr><th scope=\"row\">").append(Markup.escape(requirement.title()));
    if (requirement.severity() != Severity.MUST) {
      page.append(" <small>").append(Words.of(requirement.severity())).append("</small>");
    }
    page.append("</th>");
    for (int at = 0; at < checked.hosts().size(); at++) {
      HostInfo host = checked.hosts().get(at);
      int column = at;
      checked
          .finding(host.name(), requirement.id())
          .ifPresentOrElse(
              finding -> cell(finding, column),
              () ->
                  page.append("<td class=\"none\"><span aria-hidden=\"true\">–</span>")
                      .append("<span class=\"unseen\">does not apply</span></td>"));
    }
    page.append("</tr>\n");
  }

  private void cell(Finding finding, int column) {
    String word = Words.of(finding.outcome());
    page.append("<td class=\"").append(Words.css(finding.outcome())).append("\"><a href=\"#");
    page.append(CheckHtml.anchor(column, finding.requirement())).append("\" title=\"");
    page.append(Markup.escape(word + ": " + finding.measured())).append("\">");
    page.append("<span aria-hidden=\"true\">").append(Words.sign(finding.outcome()));
    page.append("</span><span class=\"unseen\">").append(word).append("</span></a></td>");
  }
}
