package io.groundwork.playbook;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the values of a task's own keys: what is a template is checked as one. */
final class TaskValues {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private final Templates templates = new Templates(new Redactor());
  private final Problems problems;

  TaskValues(Problems problems) {
    this.problems = problems;
  }

  /** Expressions, each checked. */
  List<Node.Scalar> conditions(Fields fields, String key) {
    List<Node.Scalar> conditions = fields.scalars(key);
    conditions.forEach(
        condition ->
            problems.gather(
                () -> templates.checkCondition(condition.text(), condition.position())));
    return conditions;
  }

  /** A text that may be a template. */
  Optional<Node.Scalar> template(Fields fields, String key) {
    Optional<Node.Scalar> scalar = fields.scalar(key);
    scalar.ifPresent(this::checkTemplate);
    return scalar;
  }

  /** A number of seconds or attempts, which may be a template. */
  Optional<Node.Scalar> number(Fields fields, String key) {
    Optional<Node.Scalar> scalar = template(fields, key);
    scalar
        .filter(one -> !Templates.isDynamic(one) && !one.text().matches("[0-9]{1,6}(\\.[0-9]+)?"))
        .ifPresent(
            one ->
                problems.add(
                    Problem.at(
                        one.position(),
                        "\"" + key + "\" must be a number, not \"" + one.text() + "\"")));
    return scalar;
  }

  /** The name of a variable. */
  Optional<String> variable(Fields fields, String key) {
    Optional<String> name = fields.text(key);
    if (name.isPresent() && !VARIABLE.matcher(name.get()).matches()) {
      problems.add(
          Problem.at(fields.position(key), "\"" + name.get() + "\" is no variable name")
              .withRemedy("use letters, digits and underscores"));
    }
    return name;
  }

  /** What cannot even be read as a template is refused before any host is touched. */
  void checkTemplate(Node node) {
    problems.gather(() -> templates.check(node));
  }
}
