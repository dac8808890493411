package io.groundwork.runner.report;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A check for people: a block for each host, what was found beside what is wanted. */
public final class CheckText {

  /** A line longer than this is hard to read, however wide the terminal. */
  private static final int MEASURE = 120;

  private static final String INDENT = "  ";
  private static final int GAP = 2;

  private final Terminal terminal;
  private final boolean verbose;

  /**
   * @param verbose whether to tell of what is met as fully as of what is not
   */
  public CheckText(Terminal terminal, boolean verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  public List<Line> lines(Checked checked) {
    int widest =
        widest(checked.report().findings().stream().filter(one -> !folds(checked, one)).toList());
    List<Line> lines = new ArrayList<>();
    for (HostInfo host : checked.hosts()) {
      if (checked.unreachable().containsKey(host.name())) {
        lines.addAll(
            UnreachableText.lines(terminal, host.name(), checked.unreachable().get(host.name())));
      } else {
        lines.add(
            terminal
                .line()
                .add(Colour.STRONG, host.name())
                .add("  ")
                .fit(Colour.FAINT, String.join(", ", host.roles())));
        lines.addAll(folded(checked, host.name()));
        checked.findings(host.name()).stream()
            .filter(finding -> verbose || !inMatrix(checked, finding))
            .filter(finding -> !folds(checked, finding))
            .forEach(finding -> lines.addAll(finding(finding, widest)));
      }
      lines.add(terminal.line());
    }
    List<Line> ports = new PortMatrixText(terminal).lines(checked.report().ports());
    if (!ports.isEmpty()) {
      lines.addAll(ports);
      lines.add(terminal.line());
    }
    lines.add(scope(checked));
    lines.add(summary(checked));
    return lines;
  }

  /** Whether it is told in one line with others of its role: a platform has hundreds that hold. */
  private boolean folds(Checked checked, Finding finding) {
    return checked.kind() == Checked.Kind.VERIFY
        && !verbose
        && finding.outcome() == Outcome.PASS
        && !inMatrix(checked, finding);
  }

  private List<Line> folded(Checked checked, String host) {
    Map<String, Long> held =
        checked.findings(host).stream()
            .filter(finding -> folds(checked, finding))
            .collect(
                Collectors.groupingBy(
                    finding -> finding.requirement().section(),
                    LinkedHashMap::new,
                    Collectors.counting()));
    int longest = held.keySet().stream().mapToInt(Cells::width).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    held.forEach(
        (section, count) ->
            lines.add(
                terminal
                    .line()
                    .add(INDENT)
                    .add(colour(Outcome.PASS), sign(Outcome.PASS))
                    .add(" ")
                    .add(Cells.pad(section, longest + GAP))
                    .add(Counted.of(count, "statement") + (count == 1 ? " holds" : " hold"))));
    return lines;
  }

  /** Whether a line of the matrix tells the same, and nothing is to do about it. */
  private static boolean inMatrix(Checked checked, Finding finding) {
    return finding.outcome() == Outcome.PASS
        && checked.report().ports().rows().stream()
            .anyMatch(
                row ->
                    row.target().equals(finding.host())
                        && row.requirement().equals(finding.requirement().id()));
  }

  /** Some findings without their host. */
  List<Line> findings(List<Finding> findings) {
    int widest = widest(findings);
    return findings.stream().flatMap(finding -> finding(finding, widest).stream()).toList();
  }

  private static int widest(List<Finding> findings) {
    return findings.stream()
        .mapToInt(finding -> Cells.width(finding.requirement().title()))
        .max()
        .orElse(0);
  }

  private List<Line> finding(Finding finding, int widest) {
    Outcome outcome = finding.outcome();
    int lead = INDENT.length() + 2 + widest + GAP;
    List<String> parts = wrap(standing(finding, lead), lead);
    List<Line> lines = new ArrayList<>();
    lines.add(
        terminal
            .line()
            .add(INDENT)
            .add(colour(outcome), sign(outcome))
            .add(" ")
            .add(Cells.pad(finding.requirement().title(), widest + GAP))
            .add(parts.get(0)));
    parts.stream()
        .skip(1)
        .forEach(part -> lines.add(terminal.line().add(" ".repeat(lead)).add(part)));
    say("", finding.note(), lead, lines);
    finding.waived().ifPresent(waived -> say("", "waived: " + waived.reason(), lead, lines));
    if (verbose || outcome != Outcome.PASS) {
      say("$ ", finding.evidence(), lead, lines);
    }
    if (outcome != Outcome.WAIVED) {
      say(terminal.symbols().arrow() + " ", finding.remedy(), lead, lines);
    }
    return lines;
  }

  private void say(String mark, String text, int lead, List<Line> lines) {
    if (text.isBlank()) {
      return;
    }
    String begin = " ".repeat(lead) + mark;
    String further = " ".repeat(lead + mark.length());
    for (String part : wrap(text, lead + mark.length())) {
      lines.add(terminal.line().add(begin).add(part));
      begin = further;
    }
  }

  // What is met needs no words about what is wanted, unless there is room for them.
  private String standing(Finding finding, int lead) {
    String measured = finding.measured().isBlank() ? "not known" : finding.measured();
    String both = measured + "; wanted: " + finding.wanted();
    boolean room = Cells.width(both) <= Math.min(terminal.measure(), MEASURE) - lead;
    boolean silent = finding.outcome() == Outcome.PASS && !room && !verbose;
    return silent || finding.wanted().isBlank() ? measured : both;
  }

  private List<String> wrap(String text, int lead) {
    String clean = Cells.harmless(text.replace('\n', ' '));
    return terminal.measure() == Terminal.UNLIMITED
        ? List.of(clean)
        : Cells.wrap(clean, terminal.measure() - lead);
  }

  private Line scope(Checked checked) {
    return terminal
        .line()
        .add(Counted.of(checked.hosts().size(), "host"))
        .add(", " + what(checked) + ": ")
        .add(checked.report().findings().size() + " of " + checked.pairs() + " apply");
  }

  private static String what(Checked checked) {
    return switch (checked.kind()) {
      case CHECK -> checked.report().tier().name().toLowerCase(Locale.ROOT) + " requirements";
      case VERIFY -> "statements of " + checked.document();
    };
  }

  private Line summary(Checked checked) {
    Map<Outcome, Integer> counts = checked.report().counts();
    Line line = terminal.line();
    String separator = "";
    for (Outcome outcome : Outcome.values()) {
      int count = counts.get(outcome);
      line.add(separator);
      if (count > 0) {
        line.add(colour(outcome), count + " " + noun(outcome));
      } else {
        line.add(count + " " + noun(outcome));
      }
      separator = ", ";
    }
    if (!checked.unreachable().isEmpty()) {
      line.add(", ").add(Colour.FAILED, checked.unreachable().size() + " unreachable");
    }
    return line;
  }

  private static String noun(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "met";
      case WARN -> "warned";
      case FAIL -> "not met";
      case WAIVED -> "waived";
      case UNKNOWN -> "unknown";
    };
  }

  private String sign(Outcome outcome) {
    return switch (outcome) {
      case PASS -> terminal.symbols().pass();
      case WARN -> terminal.symbols().warn();
      case FAIL -> terminal.symbols().fail();
      case WAIVED -> "~";
      case UNKNOWN -> "?";
    };
  }

  private static Colour colour(Outcome outcome) {
    return switch (outcome) {
      case PASS -> Colour.OK;
      case WARN -> Colour.CHANGED;
      case FAIL -> Colour.FAILED;
      case WAIVED -> Colour.SKIPPED;
      case UNKNOWN -> Colour.UNKNOWN;
    };
  }
}
