package io.groundwork.playbook;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a task is repeated over. */
final class LoopLoader {

  private static final List<String> LOOP_CONTROL =
      List.of("loop_var", "index_var", "label", "pause", "extended");

  private final TaskValues values;
  private final Problems problems;

  LoopLoader(TaskValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** The loop, if the task has one. */
  Optional<Loop> loop(Fields fields) {
    List<Loop.Kind> kinds =
        Arrays.stream(Loop.Kind.values()).filter(kind -> fields.has(kind.word())).toList();
    if (kinds.size() > 1) {
      problems.add(
          Problem.at(
                  fields.position(kinds.get(1).word()),
                  "the task has both \""
                      + kinds.get(0).word()
                      + "\" and \""
                      + kinds.get(1).word()
                      + "\"")
              .withRemedy("keep one of them"));
    }
    if (kinds.isEmpty()) {
      if (fields.has("loop_control")) {
        problems.add(
            Problem.at(fields.position("loop_control"), "\"loop_control\" without a loop")
                .withRemedy("give a \"loop\", or leave it out"));
      }
      return Optional.empty();
    }
    Loop.Kind kind = kinds.get(0);
    Node over = fields.node(kind.word()).orElseThrow();
    values.checkTemplate(over);
    checkLoop(kind, over);
    Optional<Fields> control =
        fields
            .node("loop_control")
            .map(node -> Fields.of(node, "loop_control", LOOP_CONTROL, problems));
    return Optional.of(
        new Loop(
            kind,
            over,
            control.flatMap(one -> values.variable(one, "loop_var")).orElse("item"),
            control.flatMap(one -> values.variable(one, "index_var")),
            control.flatMap(one -> values.template(one, "label")),
            control.flatMap(one -> values.number(one, "pause")),
            control.flatMap(one -> one.flag("extended")).orElse(false)));
  }

  private void checkLoop(Loop.Kind kind, Node over) {
    if (Templates.isDynamic(over)) {
      return;
    }
    boolean dict = kind == Loop.Kind.WITH_DICT;
    if (dict && !(over instanceof Node.Mapping)) {
      problems.add(
          Problem.at(over.position(), "\"with_dict\" must be a mapping, not " + over.kind())
              .withRemedy("use \"loop\" for a list"));
    }
    if (!dict && over instanceof Node.Mapping) {
      problems.add(
          Problem.at(over.position(), "\"" + kind.word() + "\" must be a list, not a mapping")
              .withRemedy("use \"with_dict\": each turn has item.key and item.value"));
    }
    boolean text = over instanceof Node.Scalar;
    if (text && (kind == Loop.Kind.LOOP || kind == Loop.Kind.WITH_LIST)) {
      problems.add(
          Problem.at(over.position(), "\"" + kind.word() + "\" must be a list, not a text")
              .withRemedy(
                  "write a list, or ${" + ((Node.Scalar) over).text() + "} for a variable"));
    }
  }
}
