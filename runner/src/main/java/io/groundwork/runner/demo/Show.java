package io.groundwork.runner.demo;

import io.groundwork.runner.report.Counted;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.List;

/** Goes through the steps of a demonstration and stops where a promise does not hold. */
record Show(Terminal terminal) {

  /** Whether every step held. */
  boolean of(List<Step> steps) throws Exception {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      announce(i + 1, steps.size(), step);
      if (!step.action().holds()) {
        say(
            Colour.FAILED,
            terminal.symbols().fail() + " Step " + (i + 1) + " did not hold: " + step.promise());
        return false;
      }
      say(Colour.OK, terminal.symbols().pass() + " " + step.promise());
    }
    terminal.out().println();
    say(Colour.OK, "All " + Counted.of(steps.size(), "step") + " held.");
    return true;
  }

  private void announce(int number, int all, Step step) {
    terminal.out().println();
    print(terminal.line().add(Colour.STRONG, number + "/" + all + "  " + step.title()));
    print(terminal.line().add(Colour.FAINT, "$ " + step.commandLine()));
    terminal.out().flush();
  }

  void say(Colour colour, String text) {
    print(terminal.line().add(colour, text));
  }

  void say(String text) {
    print(terminal.line().add(text));
  }

  private void print(Line line) {
    terminal.out().println(line);
    terminal.out().flush();
  }
}
