package io.groundwork.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.module.ModuleHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsOnThisMachineTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash", "/bin/busybox"})
  void every_family_gives_what_it_provides(String shell) throws IOException {
    assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
    ModuleHarness harness = harness(shell);
    Map<String, Object> all = new LinkedHashMap<>();
    for (FactSource source : Facts.catalogue()) {
      Map<String, Object> facts = harness.read(source.probe());
      assertThat(facts.keySet())
          .as("facts of the family %s", source.name())
          .containsExactlyInAnyOrderElementsOf(source.provides());
      facts.values().forEach(FactsOnThisMachineTest::insistOnPlainValue);
      all.putAll(facts);
    }
    assertThat((Long) all.get("memtotal_mb")).isPositive();
    assertThat((Long) all.get("processor_nproc"))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(all.get("user_id")).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void no_two_families_provide_the_same_fact() {
    List<String> names =
        Facts.catalogue().stream().flatMap(source -> source.provides().stream()).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Facts.sourceOf("os_family")).contains(DistributionFacts.SOURCE);
    assertThat(Facts.sourceOf("python")).isEmpty();
  }

  /** Busybox is a shell only under that name. */
  private ModuleHarness harness(String shell) throws IOException {
    if (!shell.endsWith("busybox")) {
      return ModuleHarness.withShell(shell);
    }
    Path copy = directory.resolve("sh");
    Files.copy(Path.of(shell), copy, StandardCopyOption.COPY_ATTRIBUTES);
    return ModuleHarness.withShell(copy.toString());
  }

  private static void insistOnPlainValue(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(FactsOnThisMachineTest::insistOnPlainValue);
    } else if (value instanceof Map<?, ?> map) {
      assertThat(map.keySet()).allMatch(String.class::isInstance);
      map.values().forEach(FactsOnThisMachineTest::insistOnPlainValue);
    } else {
      assertThat(value).isInstanceOfAny(String.class, Long.class, Boolean.class);
    }
  }
}
