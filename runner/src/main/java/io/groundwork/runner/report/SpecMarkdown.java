package io.groundwork.runner.report;

import io.groundwork.module.Parameter;
import io.groundwork.module.Spec;
import java.util.List;

/** Modules as one Markdown text, for the documentation. */
public final class SpecMarkdown {

  private SpecMarkdown() {}

  public static String document(List<Spec> specs) {
    StringBuilder text = new StringBuilder();
    specs.forEach(spec -> spec(text, spec));
    return text.toString();
  }

  private static void spec(StringBuilder text, Spec spec) {
    text.append("## ").append(spec.name()).append("\n\n").append(spec.summary()).append("\n\n");
    if (!spec.parameters().isEmpty()) {
      text.append("| parameter | takes | default | what it is |\n| --- | --- | --- | --- |\n");
      spec.parameters().forEach(parameter -> parameter(text, parameter));
      text.append('\n');
    }
    if (!spec.results().isEmpty()) {
      text.append("| result | what it is |\n| --- | --- |\n");
      spec.results()
          .forEach(
              result ->
                  text.append("| `")
                      .append(result.name())
                      .append("` | ")
                      .append(cell(result.description()))
                      .append(" |\n"));
      text.append('\n');
    }
    spec.examples()
        .forEach(example -> text.append("```yaml\n").append(example.strip()).append("\n```\n\n"));
  }

  private static void parameter(StringBuilder text, Parameter parameter) {
    text.append("| `").append(parameter.name()).append('`');
    parameter.aliases().forEach(alias -> text.append(", `").append(alias).append('`'));
    text.append(" | ").append(cell(takes(parameter))).append(" | ");
    text.append(
        parameter.required()
            ? "required"
            : parameter.fallback().map(value -> "`" + cell(value) + "`").orElse(""));
    text.append(" | ").append(cell(parameter.description())).append(" |\n");
  }

  private static String takes(Parameter parameter) {
    return parameter.choices().isEmpty()
        ? parameter.type().label()
        : String.join(", ", parameter.choices());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
