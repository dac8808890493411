package io.groundwork.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenParamsTest {

  private static final Spec OPEN = Spec.of("facts", "Takes any name").withOpenNames();
  private static final Spec CONDITIONAL =
      Spec.of(
          "check",
          "Takes expressions",
          Parameter.of("that", Parameter.Type.CONDITIONS, "Conditions"),
          Parameter.of("var", Parameter.Type.EXPRESSION, "An expression"));

  @Test
  void anOpenSpecTakesAnyNameAndKeepsTypesAndOrder() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("zone", List.of("a", 1L));
    given.put("answer", 42L);

    assertThat(params(OPEN, given).further())
        .containsExactly(Map.entry("zone", List.of("a", 1L)), Map.entry("answer", 42L));
  }

  @Test
  void aClosedSpecNamesTheUnknownParameter() {
    assertThatThrownBy(() -> params(CONDITIONAL, Map.of("thta", "x")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("thta");
  }

  @Test
  void evaluatedConditionsComeBackAsConditions() {
    Condition met = new Condition("a == 1", true);
    Condition unmet = new Condition("b", false);

    assertThat(
            params(CONDITIONAL, Map.of("that", List.of(met.asValue(), unmet.asValue())))
                .conditions("that"))
        .containsExactly(met, unmet);
    assertThat(params(CONDITIONAL, Map.of("that", met.asValue())).conditions("that"))
        .containsExactly(met);
  }

  @Test
  void anExpressionComesBackWithItsValueIfItHasOne() {
    Evaluated known = new Evaluated("x", Optional.of(List.of(1L)));
    Evaluated unknown = new Evaluated("y", Optional.empty());

    assertThat(params(CONDITIONAL, Map.of("var", known.asValue())).evaluated("var"))
        .contains(known);
    assertThat(params(CONDITIONAL, Map.of("var", unknown.asValue())).evaluated("var"))
        .contains(unknown);
  }

  @Test
  void aConditionThatNobodyEvaluatedIsNeverTakenAsMet() {
    Params params = params(CONDITIONAL, Map.of("that", List.of("a == 1")));

    assertThatThrownBy(() -> params.conditions("that")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEmptyConditionIsRefused() {
    assertThatThrownBy(() -> params(CONDITIONAL, Map.of("that", " ")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("empty");
  }

  private static Params params(Spec spec, Map<String, ?> values) {
    Map<String, Params.Given> given = new LinkedHashMap<>();
    Position position = Position.of("test.yml");
    values.forEach(
        (name, value) -> given.put(name, new Params.Given(Optional.of(value), position)));
    return Params.of(spec, given, position, new NoSources());
  }

  private static final class NoSources implements Sources {
    @Override
    public ByteSource file(String source) {
      throw new IllegalStateException(source);
    }

    @Override
    public String template(String source) {
      throw new IllegalStateException(source);
    }
  }
}
