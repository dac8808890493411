package io.groundwork.runner.document;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;
import io.groundwork.text.Problem;
import java.util.List;

/** Every finding with its evidence, host by host, folded; what is not met stands open. */
record CheckFindings(Checked checked, StringBuilder page) {

  void write() {
    page.append("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
    page.append("<p class=\"tools\" hidden><button type=\"button\" data-fold=\"open\">Open all");
    page.append("</button> <button type=\"button\" data-fold=\"close\">Close all</button></p>\n");
    for (int at = 0; at < checked.hosts().size(); at++) {
      host(checked.hosts().get(at), at);
    }
    page.append("</section>\n");
  }

  private void host(HostInfo host, int at) {
    List<Finding> findings = checked.findings(host.name());
    page.append("<section class=\"host\" aria-labelledby=\"h").append(at).append("\">\n<h3 id=\"h");
    page.append(at).append("\">").append(Markup.escape(host.name())).append(" <small>");
    page.append(Markup.escape(String.join(", ", host.roles()))).append("</small></h3>\n");
    Problem lost = checked.unreachable().get(host.name());
    if (lost != null) {
      page.append("<div class=\"problem\"><b>unreachable:</b> ");
      page.append(Markup.escape(lost.summary()));
      lost.remedy().ifPresent(remedy -> page.append("<br>→ ").append(Markup.escape(remedy)));
      page.append("</div>\n");
    } else if (findings.isEmpty()) {
      page.append("<p class=\"place\">Nothing applies to it.</p>\n");
    }
    findings.forEach(finding -> finding(finding, at));
    page.append("</section>\n");
  }

  private void finding(Finding finding, int at) {
    Outcome outcome = finding.outcome();
    page.append("<details class=\"task ").append(Words.css(outcome)).append("\" id=\"");
    page.append(CheckHtml.anchor(at, finding.requirement())).append('"');
    page.append(outcome == Outcome.FAIL ? " open" : "").append(">\n<summary>");
    page.append("<span class=\"verdict\"><span aria-hidden=\"true\">").append(Words.sign(outcome));
    page.append("</span> ").append(Words.of(outcome)).append("</span> ");
    page.append(Markup.escape(finding.requirement().title())).append(" <span class=\"after\">");
    page.append(Markup.escape(finding.measured())).append("</span></summary>\n<dl>\n");
    entry("Measured", finding.measured());
    entry("Wanted", finding.wanted());
    entry(outcome == Outcome.UNKNOWN ? "Why unknown" : "Note", finding.note());
    finding
        .waived()
        .ifPresent(
            waived -> {
              entry("Waived", waived.reason());
              entry("Otherwise", Words.of(waived.instead()));
            });
    entry("Remedy", finding.remedy());
    if (!finding.evidence().isBlank()) {
      page.append("<dt>Command</dt><dd><code>").append(Markup.escape(finding.evidence()));
      page.append("</code></dd>\n");
    }
    document(finding.requirement());
    page.append("</dl>\n</details>\n");
  }

  private void document(Requirement requirement) {
    page.append(checked.kind() == Checked.Kind.CHECK ? "<dt>Document</dt>" : "<dt>Role</dt>");
    page.append("<dd>").append(Markup.escape(requirement.section()));
    page.append(": <q>").append(Markup.escape(requirement.quote())).append("</q></dd>\n");
    page.append("<dt>")
        .append(checked.kind().noun())
        .append("</dt><dd><code>")
        .append(Markup.escape(requirement.id()));
    page.append("</code>, ").append(Words.of(requirement.severity())).append("</dd>\n");
  }

  private void entry(String name, String text) {
    if (!text.isBlank()) {
      page.append("<dt>").append(name).append("</dt><dd>").append(Markup.escape(text));
      page.append("</dd>\n");
    }
  }
}
