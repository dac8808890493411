package io.groundwork.runner.document;

import io.groundwork.event.Event;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.Step;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.requirements.Finding;
import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as JUnit reports tests, for build servers: a suite for each host, a case for each task. */
public final class JUnitXml implements RunDocument {

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
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"groundwork ").append(Markup.escape(command)).append('"');
    xml.append(" time=\"").append(seconds(recap.duration())).append("\">\n");
    recap.hosts().forEach(host -> suite(host, xml));
    told.refused().forEach(host -> refused(host, xml));
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(HostRecap host, StringBuilder xml) {
    List<TaskDone> tasks = told.of(host.host());
    boolean lost = host.unreachable().isPresent();
    List<Finding> failing = told.failing(host.host());
    // A plan fails nobody: what an apply would refuse is told, and its cases are no failures.
    boolean refuses = told.mode() == Event.Mode.APPLY;
    int[] counts = {
      tasks.size() + failing.size() + (lost ? 1 : 0),
      host.failed() + (refuses ? failing.size() : 0),
      lost ? 1 : 0,
      skipped(tasks)
    };
    head(host.host(), counts, xml);
    failing.forEach(finding -> CheckJUnit.testCase(finding, refuses, xml));
    tasks.forEach(task -> testCase(task, xml));
    host.unreachable().ifPresent(why -> lost(host.host(), "unreachable", why, xml));
    xml.append("  </testsuite>\n");
  }

  private void refused(Event.HostRefused host, StringBuilder xml) {
    List<Finding> failing = told.ran(host.host()) ? List.of() : told.failing(host.host());
    head(host.host(), new int[] {1 + failing.size(), failing.size(), 1, 0}, xml);
    failing.forEach(finding -> CheckJUnit.testCase(finding, true, xml));
    lost(host.host(), "refused", host.problem(), xml);
    xml.append("  </testsuite>\n");
  }

  private static void head(String host, int[] counts, StringBuilder xml) {
    xml.append("  <testsuite name=\"").append(Markup.escape(host));
    xml.append("\" tests=\"").append(counts[0]).append("\" failures=\"").append(counts[1]);
    xml.append("\" errors=\"").append(counts[2]).append("\" skipped=\"").append(counts[3]);
    xml.append("\">\n");
  }

  private static int skipped(List<TaskDone> tasks) {
    return (int) tasks.stream().filter(task -> isSkipped(task.result())).count();
  }

  private static boolean isSkipped(TaskResult result) {
    return result.verdict() == Verdict.SKIPPED || result.verdict() == Verdict.UNKNOWN;
  }

  private static void lost(String host, String type, Problem why, StringBuilder xml) {
    xml.append("    <testcase classname=\"").append(Markup.escape(host));
    xml.append("\" name=\"").append(type).append("\" time=\"0.000\">\n");
    xml.append("      <error type=\"").append(type).append("\" message=\"");
    xml.append(Markup.escape(why.summary())).append("\">");
    xml.append(Markup.escape(why.toString())).append("</error>\n    </testcase>\n");
  }

  private static void testCase(TaskDone task, StringBuilder xml) {
    TaskResult result = task.result();
    String part = task.task().role().orElse(task.task().play());
    xml.append("    <testcase classname=\"").append(Markup.escape(task.host() + "." + part));
    xml.append("\" name=\"").append(Markup.escape(task.task().label()));
    xml.append("\" time=\"").append(seconds(result.duration())).append("\">\n");
    if (isSkipped(result)) {
      String why = result.verdict() == Verdict.UNKNOWN ? "known after apply: " : "";
      xml.append("      <skipped message=\"").append(Markup.escape(why + result.reason()));
      xml.append("\"/>\n");
    }
    if (result.isFatal() || result.verdict() == Verdict.CUT) {
      Problem why = result.failure().orElse(Problem.of(result.reason()));
      xml.append("      <failure type=\"").append(lower(result.verdict()));
      xml.append("\" message=\"").append(Markup.escape(why.summary())).append("\">");
      xml.append(Markup.escape(why.toString())).append("</failure>\n");
    }
    String out = out(result);
    if (!out.isEmpty()) {
      xml.append("      <system-out>").append(Markup.escape(out)).append("</system-out>\n");
    }
    xml.append("    </testcase>\n");
  }

  private static String out(TaskResult result) {
    String steps = result.steps().stream().map(Step::summary).collect(Collectors.joining("\n"));
    String said = result.message().orElse("");
    String pardoned =
        result
            .pardon()
            .map(why -> ", " + lower(why) + ": " + result.failure().orElse(Problem.of("")))
            .orElse("");
    return lower(result.verdict())
        + pardoned
        + (steps.isEmpty() ? "" : "\n" + steps)
        + (said.isEmpty() ? "" : "\n" + said);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }
}
