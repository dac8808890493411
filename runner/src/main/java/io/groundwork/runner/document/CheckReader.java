package io.groundwork.runner.document;

import io.groundwork.requirements.check.Browser;
import io.groundwork.runner.report.Checked;

/**
 * What the document asks of the machine that the page is read on. The script compares; without it
 * the lists stand for themselves.
 */
record CheckReader(Checked.Desk desk, StringBuilder page) {

  void write() {
    if (desk.browsers().isEmpty() && desk.systems().isEmpty()) {
      return;
    }
    page.append("<section id=\"reader\" aria-labelledby=\"yours\">\n<h2 id=\"yours\">");
    page.append("The machine you read this on</h2>\n<div id=\"reader-verdict\" role=\"status\">");
    page.append("<p>The platform's panel is used in a browser. Compare yours with the lists.</p>");
    page.append("</div>\n<div class=\"lists\">\n<div><h3>Browsers</h3>\n<ul>\n");
    for (Browser browser : desk.browsers()) {
      page.append("<li data-browser=\"").append(Markup.escape(browser.name()));
      page.append("\" data-from=\"").append(Markup.escape(browser.from())).append("\">");
      page.append(Markup.escape(browser.name())).append(' ').append(Markup.escape(browser.from()));
      page.append(" and later</li>\n");
    }
    page.append("</ul></div>\n<div><h3>Operating systems</h3>\n<ul>\n");
    for (String system : desk.systems()) {
      page.append("<li data-system=\"").append(Markup.escape(system)).append("\">");
      page.append(Markup.escape(system)).append("</li>\n");
    }
    page.append("</ul></div>\n</div>\n</section>\n");
  }
}
