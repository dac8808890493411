package io.groundwork.runner.document;

import io.groundwork.event.Step;
import io.groundwork.module.Diff;
import io.groundwork.text.UnifiedDiff;
import java.util.List;

/** One change with its differences in HTML: texts line by line, values before and after. */
final class StepHtml {

  private StepHtml() {}

  static void write(Step step, StringBuilder page) {
    page.append("<p class=\"step\">").append(Markup.escape(step.summary())).append("</p>\n");
    List<Diff> values = step.diffs().stream().filter(diff -> !diff.text()).toList();
    if (!values.isEmpty()) {
      page.append("<table class=\"values\">\n");
      values.forEach(diff -> value(diff, page));
      page.append("</table>\n");
    }
    step.diffs().stream().filter(Diff::text).forEach(diff -> text(diff, page));
  }

  private static void value(Diff diff, StringBuilder page) {
    page.append("<tr><th scope=\"row\">").append(Markup.escape(diff.subject()));
    page.append("</th><td><del>").append(shown(diff.before())).append("</del></td><td>→</td>");
    page.append("<td><ins>").append(shown(diff.after())).append("</ins></td></tr>\n");
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : Markup.escape(text.strip());
  }

  private static void text(Diff diff, StringBuilder page) {
    page.append("<pre class=\"diff\" tabindex=\"0\">");
    for (String line : UnifiedDiff.lines(diff.subject(), diff.before(), diff.after())) {
      page.append("<span class=\"").append(kind(line)).append("\">");
      page.append(Markup.escape(line)).append("\n</span>");
    }
    page.append("</pre>\n");
  }

  private static String kind(String line) {
    if (line.startsWith("---") || line.startsWith("+++")) {
      return "file";
    }
    if (line.startsWith("@@")) {
      return "hunk";
    }
    if (line.startsWith("+")) {
      return "added";
    }
    return line.startsWith("-") ? "removed" : "same";
  }
}
