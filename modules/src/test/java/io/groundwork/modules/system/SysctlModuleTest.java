package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a directory that stands in for /proc/sys: this machine's kernel is left alone. */
class SysctlModuleTest {

  private static final ModuleHarness HARNESS = ModuleHarness.create();

  @TempDir Path directory;
  private Path file;
  private Path swappiness;
  private SysctlModule sysctl;

  @BeforeEach
  void aKernel() throws IOException {
    file = directory.resolve("etc/sysctl.d/90-test.conf");
    Files.createDirectories(directory.resolve("proc/vm"));
    Files.createDirectories(directory.resolve("proc/net/ipv4/conf/eth0.100"));
    swappiness = Files.writeString(directory.resolve("proc/vm/swappiness"), "60\n");
    Files.writeString(directory.resolve("proc/net/ipv4/ports"), "32768\t60999\n");
    Files.writeString(directory.resolve("proc/net/ipv4/conf/eth0.100/forwarding"), "0\n");
    sysctl = new SysctlModule(directory.resolve("proc").toString());
  }

  @Test
  void aSettingIsPutInTheFileAndInUse() {
    ModuleHarness.Outcome outcome = apply(Map.of("name", "vm.swappiness", "value", 1L));

    assertThat(outcome.plan().changes())
        .extracting(Change::summary)
        .containsExactly("set vm.swappiness in " + file, "set vm.swappiness to 1");
    assertThat(outcome.plan().changes().get(1).diffs())
        .containsExactly(Diff.value("vm.swappiness", "60", "1"));
    assertThat(file).hasContent("vm.swappiness=1\n");
    assertThat(swappiness).hasContent("1\n");
    assertThat(plan(Map.of("name", "vm.swappiness", "value", 1L)).reason())
        .isEqualTo("vm.swappiness is 1");
  }

  @Test
  void otherLinesStayAndDoubledOnesBecomeOne() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "# vm.swappiness = 5\nvm/swappiness=10\n\nkernel.x = a=b\n -vm.swappiness = 20\n; end");
    apply(Map.of("name", "vm.swappiness", "value", "1"));

    assertThat(file).hasContent("# vm.swappiness = 5\nvm.swappiness=1\n\nkernel.x = a=b\n; end\n");
    apply(Map.of("name", "vm.swappiness", "state", "absent"));
    assertThat(file).hasContent("# vm.swappiness = 5\n\nkernel.x = a=b\n; end\n");
    assertThat(plan(Map.of("name", "vm.swappiness", "state", "absent")).changes()).isEmpty();
  }

  @Test
  void onlyTheKernelDiffers() throws IOException {
    apply(Map.of("name", "vm.swappiness", "value", "1"));
    Files.writeString(swappiness, "60\n");

    assertThat(plan(Map.of("name", "vm.swappiness", "value", "1")).changes())
        .extracting(Change::summary)
        .containsExactly("set vm.swappiness to 1");
    assertThat(plan(Map.of("name", "vm.swappiness", "value", "1", "reload", false)).changes())
        .isEmpty();
  }

  @Test
  void blanksBetweenNumbersDoNotDiffer() {
    apply(Map.of("name", "net.ipv4.ports", "value", "32768   60999", "reload", false));

    assertThat(plan(Map.of("name", "net.ipv4.ports", "value", "32768 60999")).changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "net.ipv4.conf.eth0/100.forwarding",
    "net/ipv4/conf/eth0.100/forwarding",
  })
  void bothFormsOfANameAreTheSame(String name) {
    apply(Map.of("name", name, "value", "1"));

    assertThat(file).hasContent("net.ipv4.conf.eth0/100.forwarding=1\n");
    assertThat(directory.resolve("proc/net/ipv4/conf/eth0.100/forwarding")).hasContent("1\n");
  }

  @Test
  void anUnknownSettingIsToldUnlessErrorsDoNotMatter() {
    assertThat(plan(Map.of("name", "vm.nosuch", "value", "1")).failure().orElseThrow().summary())
        .isEqualTo("the kernel of this host has no setting vm.nosuch");
    apply(Map.of("name", "vm.nosuch", "value", "1", "ignoreerrors", true));
    assertThat(file).hasContent("vm.nosuch=1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"swappiness", "vm.*", "../../etc/passwd", "vm.x y", "vm.x=1"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> HARNESS.wanted(sysctl, Map.of("name", name, "value", "1")))
        .isInstanceOf(LoadException.class);
  }

  private Map<String, Object> withFile(Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("sysctl_file", file.toString());
    return all;
  }

  private ModuleHarness.Outcome apply(Map<String, Object> parameters) {
    ModuleHarness.Outcome outcome = HARNESS.apply(sysctl, withFile(parameters));
    assertThat(outcome.executions()).allMatch(execution -> execution.exit() == 0);
    return outcome;
  }

  private Plan plan(Map<String, Object> parameters) {
    return HARNESS.plan(sysctl, withFile(parameters));
  }
}
