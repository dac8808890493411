package io.groundwork.runner.report;

import io.groundwork.module.Parameter;
import io.groundwork.module.Spec;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Modules for people: a list of all, or all about one. */
public final class SpecText {

  private static final int PROSE = 90;

  private final Terminal terminal;

  public SpecText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One line for each. */
  public List<Line> list(List<Spec> specs) {
    int widest = specs.stream().mapToInt(spec -> Cells.width(spec.name())).max().orElse(0);
    return specs.stream()
        .map(
            spec ->
                terminal
                    .line()
                    .add(Colour.STRONG, Cells.pad(spec.name(), widest))
                    .add("  ")
                    .fit(spec.summary()))
        .toList();
  }

  /** All about one. */
  public List<Line> page(Spec spec) {
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line().add(Colour.STRONG, spec.name()));
    lines.addAll(prose(spec.summary(), "  "));
    if (!spec.parameters().isEmpty()) {
      heading(lines, "Parameters");
      spec.parameters().forEach(parameter -> parameter(lines, spec, parameter));
    }
    if (!spec.results().isEmpty()) {
      heading(lines, "Results, besides changed and failed");
      spec.results()
          .forEach(
              result -> {
                lines.add(terminal.line().add("  ").add(Colour.STRONG, result.name()));
                lines.addAll(prose(result.description(), "      "));
              });
    }
    if (!spec.examples().isEmpty()) {
      heading(lines, "Examples");
      for (int i = 0; i < spec.examples().size(); i++) {
        if (i > 0) {
          lines.add(terminal.line());
        }
        spec.examples().get(i).lines().forEach(line -> lines.add(terminal.line().add("  " + line)));
      }
    }
    return lines;
  }

  private void heading(List<Line> lines, String text) {
    lines.add(terminal.line());
    lines.add(terminal.line().add(Colour.STRONG, text));
  }

  private void parameter(List<Line> lines, Spec spec, Parameter parameter) {
    Line head =
        terminal
            .line()
            .add("  ")
            .add(Colour.STRONG, parameter.name())
            .add(Colour.FAINT, "  " + parameter.type().label());
    if (parameter.required()) {
      head.add(Colour.CHANGED, "  required");
    }
    parameter.fallback().ifPresent(value -> head.add(Colour.FAINT, "  default: " + value));
    lines.add(head);
    lines.addAll(prose(parameter.description(), "      "));
    if (!parameter.choices().isEmpty()) {
      lines.addAll(prose("One of: " + String.join(", ", parameter.choices()) + ".", "      "));
    }
    if (!parameter.aliases().isEmpty()) {
      lines.addAll(prose("Also: " + String.join(", ", parameter.aliases()) + ".", "      "));
    }
    if (spec.freeForm().filter(parameter.name()::equals).isPresent()) {
      lines.addAll(prose("May be given as the whole text: " + spec.name() + ": ….", "      "));
    }
  }

  private List<Line> prose(String text, String indent) {
    int room = Math.min(PROSE, terminal.measure()) - indent.length();
    return Cells.wrap(text, room).stream().map(part -> terminal.line().add(indent + part)).toList();
  }
}
