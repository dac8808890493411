package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and templates of tasks that are sealed as a whole. */
class SealedSourcesTest {

  private static final VaultPassword PASSWORD = new VaultPassword(Secret.of("open"));

  @TempDir private Path dir;

  private final Redactor redactor = new Redactor();

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("key.pem", "app.conf")) {
      Files.writeString(
          dir.resolve(name), Vault.seal("pin=1\nhost=${host}\n".getBytes(UTF_8), PASSWORD));
    }
    Files.writeString(dir.resolve("plain"), "$ANSIBLE");
  }

  @Test
  void aFileIsSentOpenAndItsLinesAreMasked() throws IOException {
    LocalSources sources = sources(Vault.of(List.of(PASSWORD)));
    assertThat(sources.file("key.pem").read()).asString(UTF_8).isEqualTo("pin=1\nhost=${host}\n");
    assertThat(redactor.mask("-pin=1\n")).isEqualTo("-***\n");
    assertThat(sources.file("plain").read()).asString(UTF_8).isEqualTo("$ANSIBLE");
  }

  @Test
  void aTemplateIsRenderedAndItsLinesAreMasked() {
    assertThat(sources(Vault.of(List.of(PASSWORD))).template("app.conf"))
        .isEqualTo("pin=1\nhost=db1\n");
    assertThat(redactor.mask("+host=db1")).isEqualTo("+***");
  }

  @Test
  void withoutThePasswordNeitherIsTaken() {
    LocalSources sources = sources(Vault.EMPTY);
    assertThatThrownBy(() -> sources.file("key.pem"))
        .isInstanceOf(LoadException.class)
        .hasMessageStartingWith(dir.resolve("key.pem") + ":1:1: this is sealed, and no vault");
    assertThatThrownBy(() -> sources.template("app.conf"))
        .isInstanceOf(LoadException.class)
        .hasMessageStartingWith(dir.resolve("app.conf") + ":1:1: this is sealed, and no vault");
  }

  private LocalSources sources(Vault vault) {
    return new LocalSources(
        List.of(dir),
        List.of(dir),
        vault,
        new Templates(redactor),
        Scope.of(Map.of("host", Binding.Known.of("db1"))),
        Position.of("task"));
  }
}
