package io.groundwork.modules.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Condition;
import io.groundwork.module.Evaluated;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.text.LoadException;
import io.groundwork.text.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlModulesTest {

  private static final ModuleHarness HARNESS = ModuleHarness.create();
  private static final Map<String, Object> MET = new Condition("a > 1", true).asValue();
  private static final Map<String, Object> UNMET = new Condition("b == 2", false).asValue();

  @Test
  void factsKeepTheirTypes() {
    Map<String, Object> facts = Map.of("memory", 42L, "zones", List.of("a", "b"));
    Plan plan = HARNESS.plan(new SetFactModule(), facts);

    assertThat(plan.facts()).isEqualTo(facts);
    assertThat(plan.isChanging()).isFalse();
    assertThat(plan.result()).containsEntry("ansible_facts", facts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "a-b", "a.b", "", "cacheable"})
  void namesThatNoVariableCanHaveAreRefused(String name) {
    assertThatThrownBy(() -> HARNESS.wanted(new SetFactModule(), Map.of(name, 1L)))
        .isInstanceOf(LoadException.class);
  }

  @Test
  void conditionsThatHoldPass() {
    Plan plan = HARNESS.plan(new AssertModule(), Map.of("that", List.of(MET, MET)));

    assertThat(plan.failure()).isEmpty();
    assertThat(plan.reason()).isEqualTo("all conditions hold");
    assertThat(
            HARNESS.plan(new AssertModule(), Map.of("that", MET, "success_msg", "fine")).message())
        .contains("fine");
    assertThat(
            HARNESS
                .plan(new AssertModule(), Map.of("that", MET, "success_msg", "fine", "quiet", true))
                .message())
        .isEmpty();
  }

  @Test
  void aConditionThatDoesNotHoldFailsAndIsNamed() {
    assertThat(HARNESS.plan(new AssertModule(), Map.of("that", List.of(MET, UNMET))).failure())
        .hasValueSatisfying(
            problem -> assertThat(problem.summary()).isEqualTo("this does not hold: b == 2"));
    assertThat(
            HARNESS.plan(new AssertModule(), Map.of("that", UNMET, "msg", "too small")).failure())
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.summary()).isEqualTo("too small");
              assertThat(problem.remedy()).contains("what does not hold: b == 2");
            });
  }

  @Test
  void textsAndValuesAreShown() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("list", List.of(1L, Map.of("x", "y")));
    value.put("empty", List.of());

    assertThat(shown(Map.of())).isEqualTo("Hello world!");
    assertThat(shown(Map.of("msg", "a\nb"))).isEqualTo("a\nb");
    assertThat(shown(Map.of("msg", List.of("a", "b")))).isEqualTo("- a\n- b");
    assertThat(shown(Map.of("var", new Evaluated("v", Optional.of(value)).asValue())))
        .isEqualTo("v:\n  list:\n    - 1\n    -\n      x: y\n  empty: []");
    assertThat(shown(Map.of("var", new Evaluated("w", Optional.empty()).asValue())))
        .isEqualTo("w is not defined");
  }

  @Test
  void aSecretIsNotShown() {
    assertThat(shown(Map.of("msg", Secret.of("swordfish")))).isEqualTo(Secret.MASK);
    assertThat(shown(Map.of("msg", List.of(Secret.of("swordfish"))))).isEqualTo("- ***");
  }

  private static String shown(Map<String, Object> parameters) {
    return HARNESS.plan(new DebugModule(), parameters).message().orElseThrow();
  }
}
