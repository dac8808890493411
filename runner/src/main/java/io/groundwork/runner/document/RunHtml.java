package io.groundwork.runner.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.groundwork.event.Event;
import io.groundwork.event.Event.Mode;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.report.Count;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as one page for a browser, with nothing to load from anywhere: the counts, then each host
 * with its tasks, which fold.
 */
public final class RunHtml implements RunDocument {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final Told told = new Told();

  @Override
  public void on(Event event) {
    told.on(event);
  }

  @Override
  public void failing(Map<String, List<Finding>> findings) {
    told.failing(findings);
  }

  @Override
  public String text(String command) {
    Recap recap = told.recap();
    boolean plan = told.mode() == Mode.PLAN;
    StringBuilder page = new StringBuilder(16384);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.append(Markup.escape(POLICY)).append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<title>Groundwork ").append(Markup.escape(command)).append("</title>\n");
    page.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
    page.append("<header>\n<h1>").append(plan ? "Plan" : "Run").append("</h1>\n");
    summary(recap, page);
    page.append("</header>\n<main>\n");
    overview(recap, page);
    recap.hosts().forEach(host -> host(host, page));
    told.refused().forEach(host -> refused(host, page));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try {
      return Resources.toString(Resources.getResource(RunHtml.class, "run.css"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void summary(Recap recap, StringBuilder page) {
    page.append("<ul class=\"totals\">\n");
    total(page, "hosts", recap.hosts().size() == 1 ? "host" : "hosts", recap.hosts().size());
    for (Count count : Count.values()) {
      total(page, count.label(), label(count), count.in(recap));
    }
    page.append("</ul>\n");
    if (recap.interrupted()) {
      page.append("<p class=\"failed\">Interrupted: this is not the whole of it.</p>\n");
    }
  }

  private static void total(StringBuilder page, String kind, String label, int number) {
    page.append("<li class=\"").append(number == 0 ? "none" : kind).append("\"><b>");
    page.append(number).append("</b> ").append(label).append("</li>\n");
  }

  private String label(Count count) {
    boolean plan = told.mode() == Mode.PLAN;
    return switch (count) {
      case OK -> "as wanted";
      case CHANGED -> plan ? "to change" : "changed";
      case UNKNOWN -> "known after apply";
      default -> count.label();
    };
  }

  private void overview(Recap recap, StringBuilder page) {
    page.append("<table class=\"hosts\">\n<thead><tr><th scope=\"col\">Host</th>");
    for (Count count : Count.values()) {
      page.append("<th scope=\"col\">").append(label(count)).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (HostRecap host : recap.hosts()) {
      String name = Markup.escape(host.host());
      page.append("<tr><th scope=\"row\"><a href=\"#host-").append(name).append("\">");
      page.append(name).append("</a></th>");
      for (Count count : Count.values()) {
        int number = count.in(host);
        page.append("<td class=\"").append(number == 0 ? "none" : count.label()).append("\">");
        page.append(number).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  private void host(HostRecap host, StringBuilder page) {
    String name = Markup.escape(host.host());
    page.append("<section id=\"host-").append(name).append("\">\n<h2>");
    page.append(name).append("</h2>\n");
    host.unreachable().ifPresent(why -> problem("unreachable", why, page));
    AdmissionHtml.write(told.failing(host.host()), page);
    List<TaskDone> tasks = told.of(host.host());
    String last = "";
    for (TaskDone task : tasks.stream().filter(one -> !isQuiet(one.result())).toList()) {
      String part = task.task().role().orElse(task.task().play());
      if (!part.equals(last)) {
        page.append("<h3>").append(Markup.escape(part)).append("</h3>\n");
        last = part;
      }
      task(task, page);
    }
    quiet(tasks.stream().filter(one -> isQuiet(one.result())).toList(), page);
    page.append("</section>\n");
  }

  private static boolean isQuiet(TaskResult result) {
    return (result.verdict() == Verdict.OK || result.verdict() == Verdict.SKIPPED)
        && result.message().isEmpty();
  }

  private void refused(Event.HostRefused host, StringBuilder page) {
    page.append("<section>\n<h2>").append(Markup.escape(host.host())).append("</h2>\n");
    List<Finding> failing = told.ran(host.host()) ? List.of() : told.failing(host.host());
    if (failing.isEmpty()) {
      problem("refused", host.problem(), page);
    } else {
      page.append("<p class=\"failed\">Refused: nothing is changed here.</p>\n");
      AdmissionHtml.write(failing, page);
    }
    page.append("</section>\n");
  }

  private static void task(TaskDone task, StringBuilder page) {
    TaskResult result = task.result();
    String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
    page.append("<details class=\"task ").append(verdict).append("\" open>\n<summary>");
    page.append("<span class=\"verdict\">").append(word(result.verdict())).append("</span> ");
    page.append(task.task().handler() ? "handler " : "");
    page.append(Markup.escape(task.task().label()));
    result
        .after()
        .ifPresent(
            after ->
                page.append(" <span class=\"after\">after: ")
                    .append(Markup.escape(after))
                    .append("</span>"));
    page.append("</summary>\n<p class=\"place\">").append(Markup.escape(task.task().module()));
    page.append(" · ").append(Markup.escape(task.task().position().toString())).append("</p>\n");
    if (!result.reason().isEmpty()) {
      page.append("<p>").append(Markup.escape(result.reason())).append("</p>\n");
    }
    result.steps().forEach(step -> StepHtml.write(step, page));
    result
        .message()
        .ifPresent(text -> page.append("<pre>").append(Markup.escape(text)).append("</pre>\n"));
    result.failure().ifPresent(why -> problem("error", why, page));
    page.append("</details>\n");
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case OK -> "as wanted";
      case CHANGED -> "change";
      case SKIPPED -> "skipped";
      case UNKNOWN -> "known after apply";
      case FAILED -> "failed";
      case CUT -> "cut";
    };
  }

  private static void problem(String kind, Problem why, StringBuilder page) {
    page.append("<div class=\"problem\"><b>").append(kind).append(":</b> ");
    page.append(Markup.escape(why.summary()));
    why.where()
        .ifPresent(
            where ->
                page.append("<br><span class=\"place\">")
                    .append(Markup.escape(where.toString()))
                    .append("</span>"));
    why.remedy().ifPresent(remedy -> page.append("<br>→ ").append(Markup.escape(remedy)));
    page.append("</div>\n");
  }

  private static void quiet(List<TaskDone> tasks, StringBuilder page) {
    if (tasks.isEmpty()) {
      return;
    }
    page.append("<details class=\"quiet\">\n<summary>");
    page.append(tasks.size()).append(" with nothing to do</summary>\n<ul>\n");
    for (TaskDone task : tasks) {
      String skipped = task.result().verdict() == Verdict.SKIPPED ? "skipped: " : "";
      page.append("<li>").append(Markup.escape(task.task().title()));
      page.append(" <span class=\"place\">");
      page.append(Markup.escape(skipped + task.result().reason())).append("</span></li>\n");
    }
    page.append("</ul>\n</details>\n");
  }
}
