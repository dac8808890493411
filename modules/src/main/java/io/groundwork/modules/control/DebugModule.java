package io.groundwork.modules.control;

import io.groundwork.module.Evaluated;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows a text or the value of an expression. */
public final class DebugModule implements Module<String, Boolean> {

  private static final Spec SPEC =
      Spec.of(
              "debug",
              "Shows a text or the value of an expression",
              Parameter.of("msg", Parameter.Type.ANY, "What to show; by default a greeting."),
              Parameter.of(
                  "var", Parameter.Type.EXPRESSION, "An expression to show with its value."))
          .result("msg", "what was shown")
          .example(
              """
              - name: What the queue said
                debug:
                  var: fullest.stdout_lines
              """);

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String wanted(Params params) {
    if (params.has("msg") && params.has("var")) {
      throw params.problem("give either msg or var");
    }
    Optional<Evaluated> evaluated = params.evaluated("var");
    if (evaluated.isPresent()) {
      String expression = evaluated.get().expression();
      return evaluated
          .get()
          .value()
          .map(value -> Display.of(Map.of(expression, value)))
          .orElse(expression + " is not defined");
    }
    return params.any("msg").map(Display::of).orElse("Hello world!");
  }

  @Override
  public Probe<Boolean> probe(String wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(String wanted, Boolean is) {
    return Plan.holds("shown").withMessage(wanted).withResult(Map.of("msg", wanted));
  }
}
