package io.groundwork.runner.document;

import io.groundwork.requirements.Finding;
import java.util.List;

/** What a host must meet and does not, each finding with what shows it and what to do. */
final class AdmissionHtml {

  private AdmissionHtml() {}

  /** Nothing where all is met. */
  static void write(List<Finding> failing, StringBuilder page) {
    if (failing.isEmpty()) {
      return;
    }
    page.append("<h3>Requirements that must be met</h3>\n");
    failing.forEach(finding -> finding(finding, page));
  }

  private static void finding(Finding finding, StringBuilder page) {
    page.append("<details class=\"task failed\" open>\n<summary><span class=\"verdict\">");
    page.append("not met</span> ").append(Markup.escape(finding.requirement().title()));
    page.append("</summary>\n<p class=\"place\">");
    page.append(Markup.escape(finding.requirement().id())).append(" · ");
    page.append(Markup.escape(finding.requirement().section())).append("</p>\n<p>");
    page.append(Markup.escape(finding.measured())).append("; wanted: ");
    page.append(Markup.escape(finding.wanted())).append("</p>\n");
    if (!finding.note().isBlank()) {
      page.append("<p>").append(Markup.escape(finding.note())).append("</p>\n");
    }
    page.append("<pre>").append(Markup.escape(finding.evidence())).append("</pre>\n");
    if (!finding.remedy().isBlank()) {
      page.append("<p>→ ").append(Markup.escape(finding.remedy())).append("</p>\n");
    }
    page.append("</details>\n");
  }
}
