package io.groundwork.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.Module;
import io.groundwork.module.Registry;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class BuiltInModulesTest {

  private static final Collection<Module<?, ?>> MODULES = Registry.load().all().values();

  @Test
  void everyModuleCanBeNamed() {
    assertThat(Registry.load().all())
        .containsKeys(
            "apt",
            "apt_repository",
            "assert",
            "command",
            "deb822_repository",
            "debug",
            "dpkg_selections",
            "group",
            "package",
            "service",
            "set_fact",
            "shell",
            "sysctl",
            "systemd",
            "user",
            "wait_for");
    assertThat(Registry.load().find("ansible.builtin.apt")).isPresent();
  }

  /** So that a run makes only the modules it uses. */
  @Test
  void everyModuleIsNamedAsItsClass() {
    assertThat(MODULES)
        .allSatisfy(
            module ->
                assertThat(module.getClass().getSimpleName())
                    .isEqualToIgnoringCase(module.spec().name().replace("_", "") + "Module"));
  }

  @Test
  void everyModuleHasAnExampleThatNamesIt() {
    assertThat(MODULES)
        .allSatisfy(
            module ->
                assertThat(module.spec().examples())
                    .as(module.spec().name())
                    .isNotEmpty()
                    .allMatch(example -> example.contains(module.spec().name() + ":")));
  }

  @Test
  void noFallbackIsOutsideItsChoices() {
    assertThat(MODULES)
        .flatExtracting(module -> module.spec().parameters())
        .filteredOn(parameter -> !parameter.choices().isEmpty())
        .allMatch(
            parameter -> parameter.fallback().map(parameter.choices()::contains).orElse(true));
  }
}
