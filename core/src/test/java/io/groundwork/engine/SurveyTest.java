package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Secret;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.LocalConnector;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking many hosts the same. */
class SurveyTest {

  @TempDir private Path dir;

  @Test
  void aSealedSettingThatCannotBeOpenedEndsItBeforeAnyHostIsAsked() throws IOException {
    String sealed = Vault.seal("x".getBytes(UTF_8), new VaultPassword(Secret.of("open"))).indent(4);
    Path file =
        Files.writeString(
            dir.resolve("hosts.yml"),
            "all:\n hosts: {a: , b: }\n vars:\n  ansible_connection: local\n"
                + "  ansible_become_password: !vault |\n"
                + sealed);
    Inventory inventory = Inventory.load(List.of(file), Vault.of(Secret.of("other")));
    List<String> asked = new ArrayList<>();
    Survey survey = new Survey(inventory, ConnectionOptions.defaults(), 1);
    assertThatThrownBy(
            () ->
                survey.ask(
                    inventory.hosts(),
                    new LocalConnector(),
                    host -> asked.add(host.name()),
                    (host, scope, reader) -> host.name()))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("hosts.yml:5:28: this is sealed, and no vault password given opens");
    assertThat(asked).isEmpty();
  }
}
