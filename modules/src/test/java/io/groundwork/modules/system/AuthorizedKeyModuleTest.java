package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a path of its own, and as the user who runs the tests. */
class AuthorizedKeyModuleTest {

  private static final AuthorizedKeyModule MODULE = new AuthorizedKeyModule();
  private static final String USER = System.getProperty("user.name");
  private static final String KEYS =
      "# by hand\n\nssh-rsa\tAAAArsa  old one\nno-pty,from=\"a,b\" ssh-ed25519 AAAAed jo\nnonsense\n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void keys() throws IOException {
    file = directory.resolve("ssh/authorized_keys");
    Files.createDirectories(file.getParent());
    Files.writeString(file, KEYS);
  }

  @EachShell
  void aNewKeyGoesToTheEndAndTheRestStays(ModuleHarness harness) throws IOException {
    ModuleHarness.Outcome outcome =
        harness.apply(MODULE, with("ssh-ed25519 AAAAnew al\n#c\nssh-rsa AAAAtwo", Map.of()));
    assertThat(file).content().isEqualTo(KEYS + "ssh-ed25519 AAAAnew al\nssh-rsa AAAAtwo \n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(outcome.result()).containsEntry("keyfile", file.toString());
  }

  @EachShell
  void aLinkIsReplacedOrFollowed(ModuleHarness harness) throws IOException {
    Path real = Files.move(file, directory.resolve("real"));
    Files.createSymbolicLink(file, Path.of("../real"));
    harness.apply(MODULE, with("ssh-rsa AAAAtwo x", Map.of("follow", true)));
    assertThat(file).isSymbolicLink();
    assertThat(real).hasContent(KEYS + "ssh-rsa AAAAtwo x\n");
    harness.apply(MODULE, with("ssh-rsa AAAAthree x", Map.of()));
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void anotherCommentOrOtherOptionsAreAnUpdate() {
    apply("ssh-rsa AAAArsa new", Map.of("key_options", "no-pty"));
    assertThat(file)
        .hasContent(KEYS.replaceFirst("ssh-rsa.*\n", "") + "no-pty ssh-rsa AAAArsa new\n");
  }

  @Test
  void theOrderOfOptionsAndBlanksDoNotMatter() {
    assertThat(
            plan(with(
                    "from=\"a,b\",no-pty ssh-ed25519 AAAAed jo\nssh-rsa AAAArsa old one", Map.of()))
                .changes())
        .isEmpty();
  }

  @Test
  void aKeyGoesWhateverItsComment() {
    apply("ssh-ed25519 AAAAed", Map.of("state", "absent"));
    assertThat(file).hasContent(KEYS.replaceFirst("no-pty.*\n", ""));
  }

  @Test
  void exclusiveKeysAreAllThereAre() {
    apply("ssh-ed25519 AAAAed jo\nssh-rsa AAAAx y", Map.of("exclusive", true, "comment", "z"));
    assertThat(file).hasContent("ssh-ed25519 AAAAed z\nssh-rsa AAAAx z\n");
  }

  @Test
  void aMissingUserIsNeeded() {
    Plan plan = plan(Map.of("user", "nosuchuser", "key", "ssh-rsa AAAA x"));
    assertThat(plan.needs())
        .extracting(Need::message)
        .containsExactly("there is no user \"nosuchuser\"; create them with the user module");
  }

  @Test
  void aDirectoryThatIsSharedIsLeftAlone() throws IOException {
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    apply("ssh-rsa AAAAtwo x", Map.of("manage_dir", false));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/keys, not an address",
    "-----BEGIN OPENSSH PRIVATE KEY-----, is no public key",
    "ssh-rsa, is no public key",
    "'# only', holds no key",
  })
  void whatIsNoKeyIsRefused(String key, String message) {
    assertThatThrownBy(() -> plan(with(key, Map.of())))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  private void apply(String key, Map<String, Object> more) {
    ModuleHarness.Outcome outcome = ModuleHarness.create().apply(MODULE, with(key, more));
    assertThat(outcome.executions()).isNotEmpty().allMatch(one -> one.succeeded());
  }

  private static Plan plan(Map<String, Object> parameters) {
    return ModuleHarness.create().plan(MODULE, parameters);
  }

  private Map<String, Object> with(String key, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("user", USER);
    all.put("key", key);
    all.put("path", file.toString());
    return all;
  }
}
