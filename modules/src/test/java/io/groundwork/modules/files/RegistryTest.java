package io.groundwork.modules.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.Module;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every module on the class path tells about itself. */
class RegistryTest {

  static Stream<Module<?, ?>> modules() {
    return Registry.load().all().values().stream();
  }

  @Test
  void theModulesForFilesAreThere() {
    assertThat(Registry.load().all())
        .containsKeys("file", "copy", "template", "lineinfile", "stat", "get_url", "unarchive");
    assertThat(Registry.load().find("ansible.builtin.copy")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleIsDocumented(Module<?, ?> module) {
    Spec spec = module.spec();
    assertThat(spec.summary()).as("summary of %s", spec.name()).isNotBlank().doesNotEndWith(".");
    assertThat(spec.parameters())
        .allSatisfy(
            parameter ->
                assertThat(parameter.description())
                    .as("%s of %s", parameter.name(), spec.name())
                    .endsWith("."));
    assertThat(spec.parameters().stream().map(parameter -> parameter.name()))
        .as("parameters of %s", spec.name())
        .doesNotHaveDuplicates();
    assertThat(spec.examples())
        .as("examples of %s", spec.name())
        .isNotEmpty()
        .allMatch(example -> example.contains(spec.name() + ":") && !example.contains("\t"));
    assertThat(spec.results()).allSatisfy(result -> assertThat(result.description()).isNotBlank());
  }
}
