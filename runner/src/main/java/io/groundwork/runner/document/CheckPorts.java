package io.groundwork.runner.document;

import io.groundwork.requirements.PortMatrix;
import io.groundwork.requirements.Reach;
import io.groundwork.runner.report.Checked;

/** Which host reaches which port of which other: a row for each port, a column for each source. */
record CheckPorts(Checked checked, StringBuilder page) {

  void write() {
    PortMatrix matrix = checked.report().ports();
    if (matrix.rows().isEmpty()) {
      return;
    }
    page.append("<section aria-labelledby=\"ports\">\n<h2 id=\"ports\">Ports between hosts</h2>\n");
    page.append("<p class=\"legend\"><span><b>●</b> open</span> <span><b>○</b> filtered: no");
    page.append(" answer</span> <span><b>×</b> refused</span> <span><b>?</b> unknown</span>");
    page.append("<span class=\"fail\">red and underlined: not as wanted</span>");
    page.append("<span class=\"none\">faint: not judged</span></p>\n");
    page.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"ports\">\n");
    page.append("<table class=\"grid ports\">\n<caption class=\"unseen\">");
    page.append("Ports of hosts by the host that connects</caption>\n<thead><tr>");
    page.append("<th scope=\"col\">To</th><th scope=\"col\">Port</th><th scope=\"col\">Answered");
    page.append("</th>");
    for (String source : matrix.sources()) {
      String name = Markup.escape(source);
      page.append("<th scope=\"col\"><span title=\"from ").append(name).append("\">");
      page.append(name).append("</span></th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    matrix.rows().forEach(row -> row(matrix, row));
    page.append("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private void row(PortMatrix matrix, PortMatrix.Row row) {
    page.append("<tr><th scope=\"row\">").append(Markup.escape(row.target()));
    page.append("</th><th scope=\"row\">").append(row.port().number()).append(" <small>");
    page.append(Markup.escape(row.port().title())).append("</small></th><td class=\"none who\">");
    page.append(Markup.escape(listener(row.listener())));
    page.append("</td>");
    for (String source : matrix.sources()) {
      row.cells().stream()
          .filter(cell -> cell.source().equals(source))
          .findFirst()
          .ifPresentOrElse(
              this::cell,
              () ->
                  page.append("<td class=\"none\"><span aria-hidden=\"true\">·</span>")
                      .append("<span class=\"unseen\">not tried</span></td>"));
    }
    page.append("</tr>\n");
  }

  private static String listener(String name) {
    return switch (name) {
      case "" -> "nobody";
      case "probe" -> "a probe: the port is free";
      default -> name;
    };
  }

  private void cell(PortMatrix.Cell cell) {
    boolean judged = cell.wanted() != PortMatrix.Wanted.EITHER;
    String told =
        word(cell.reach())
            + (judged ? ", wanted " + word(cell.wanted()) : ", not judged")
            + (cell.note().isBlank() ? "" : ": " + cell.note());
    page.append("<td class=\"").append(judged ? Words.css(cell.outcome()) : "none");
    page.append("\" title=\"").append(Markup.escape(told)).append("\">");
    page.append("<span aria-hidden=\"true\">").append(sign(cell.reach()));
    page.append("</span><span class=\"unseen\">").append(Markup.escape(told));
    page.append("</span></td>");
  }

  private static String word(PortMatrix.Wanted wanted) {
    return switch (wanted) {
      case OPEN -> "open";
      case CLOSED -> "closed";
      case EITHER -> "either";
    };
  }

  private static String word(Reach reach) {
    return switch (reach) {
      case OPEN -> "open";
      case FILTERED -> "filtered";
      case REFUSED -> "refused";
      case UNKNOWN -> "unknown";
    };
  }

  private static String sign(Reach reach) {
    return switch (reach) {
      case OPEN -> "●";
      case FILTERED -> "○";
      case REFUSED -> "×";
      case UNKNOWN -> "?";
    };
  }
}
