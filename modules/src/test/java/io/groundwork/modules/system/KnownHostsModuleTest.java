package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsModuleTest {

  private static final KnownHostsModule MODULE = new KnownHostsModule();

  /** As ssh-keygen -H makes of {@code example.org}. */
  private static final String HASHED =
      "|1|zrABsFBAyL3cOZpLqyOC6LCd0CM=|myMHgjxTu14G+VEW61I1Dve/27Q=";

  private static final String KNOWN =
      """
      # mine
      git.example,198.18.0.3 ssh-rsa AAAAold
      *.lab,!bad.lab ssh-ed25519 AAAAlab
      @revoked git.example ssh-rsa AAAArevoked
      """;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void knownHosts() throws IOException {
    file = Files.writeString(directory.resolve("known_hosts"), KNOWN);
  }

  @EachShell
  void aKeyOfAnotherTypeIsAddedAndOneOfTheSameReplaced(ModuleHarness harness) {
    harness.apply(MODULE, known("Git.Example", "git.example ssh-ed25519 AAAAed", Map.of()));
    assertThat(file).hasContent(KNOWN + "git.example ssh-ed25519 AAAAed\n");
    harness.apply(MODULE, known("git.example", "git.example ssh-ed25519 AAAAnew me\n", Map.of()));
    assertThat(file).hasContent(KNOWN + "git.example ssh-ed25519 AAAAnew me\n");
  }

  @EachShell
  void aMissingDirectoryIsMadeForItsOwnerOnly(ModuleHarness harness) throws IOException {
    file = directory.resolve("home/.ssh/known_hosts");
    harness.apply(MODULE, known("a", "a ssh-rsa AAAA", Map.of()));
    assertThat(file).hasContent("a ssh-rsa AAAA\n");
    assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
  }

  @Test
  void aNameIsFoundInADigestAsSshKeygenMakesIt() throws IOException {
    Files.writeString(file, HASHED + " ssh-rsa AAAAx\n");
    Map<String, Object> task = known("example.org", "example.org ssh-rsa AAAAx", Map.of());
    assertThat(KnownHostLine.parse(HASHED + " ssh-rsa AAAAx").orElseThrow().isAbout("other"))
        .isFalse();
    task.put("hash_host", true);
    assertThat(plan(task).changes()).isEmpty();
    task.put("state", "absent");
    ModuleHarness.create().apply(MODULE, task);
    assertThat(file).isEmptyFile();
  }

  @Test
  void aNameIsWrittenAsADigestThatSshFinds() throws IOException {
    ModuleHarness.create()
        .apply(
            MODULE, known("new.example", "new.example ssh-rsa AAAAx", Map.of("hash_host", true)));
    String line = Files.readAllLines(file).get(4);
    assertThat(line).startsWith("|1|").endsWith(" ssh-rsa AAAAx").doesNotContain("new.example");
    assertThat(KnownHostLine.parse(line).orElseThrow().isAbout("new.example")).isTrue();
  }

  @Test
  void patternsCount() {
    assertThat(plan(known("x.lab", "x.lab ssh-ed25519 AAAAlab", Map.of())).changes()).hasSize(1);
    assertThat(
            plan(Map.of("name", "bad.lab", "path", file.toString(), "state", "absent")).changes())
        .isEmpty();
  }

  @Test
  void aHostGoesWithAllItsKeysButNotWhatIsRevoked() {
    ModuleHarness.create()
        .apply(MODULE, Map.of("name", "git.example", "path", file.toString(), "state", "absent"));
    assertThat(file).hasContent(KNOWN.replaceFirst("git.*\n", ""));
  }

  @Test
  void theKeyOfAnotherHostIsRefused() {
    assertThatThrownBy(() -> plan(known("a", "b ssh-rsa AAAA", Map.of())))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("is that of b, not of a");
    assertThatThrownBy(() -> plan(known("a,b", "a,b ssh-rsa AAAA", Map.of())))
        .isInstanceOf(LoadException.class);
    assertThatThrownBy(() -> plan(known("a", "ssh-rsa AAAA", Map.of())))
        .isInstanceOf(LoadException.class);
    assertThatThrownBy(() -> plan(Map.of("name", "a"))).isInstanceOf(LoadException.class);
  }

  private static Plan plan(Map<String, Object> parameters) {
    return ModuleHarness.create().plan(MODULE, parameters);
  }

  private Map<String, Object> known(String name, String key, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("name", name);
    all.put("key", key);
    all.put("path", file.toString());
    return all;
  }
}
