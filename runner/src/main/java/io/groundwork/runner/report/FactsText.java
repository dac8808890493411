package io.groundwork.runner.report;

import io.groundwork.engine.Survey.Answer;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Facts for people: a block for each host. */
public final class FactsText {

  private final Terminal terminal;

  public FactsText(Terminal terminal) {
    this.terminal = terminal;
  }

  public List<Line> lines(List<Answer<HostFacts>> answers) {
    List<Line> lines = new ArrayList<>();
    for (Answer<HostFacts> answer : answers) {
      if (!lines.isEmpty()) {
        lines.add(terminal.line());
      }
      answer
          .problem()
          .ifPresentOrElse(
              why -> lines.addAll(UnreachableText.lines(terminal, answer.host().name(), why)),
              () -> lines.addAll(host(answer.host().name(), answer.value().orElseThrow())));
    }
    return lines;
  }

  private List<Line> host(String name, HostFacts facts) {
    List<Line> lines =
        new ArrayList<>(new ValueText(terminal).mapping(Map.of(name, facts.facts())));
    facts
        .unreadable()
        .forEach(
            (family, why) ->
                lines.add(
                    terminal
                        .line()
                        .add("  ")
                        .add(Colour.UNKNOWN, family + " could not be read: " + why.strip())));
    return lines;
  }
}
