package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Ansible;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ansible seals opens here, and the reverse. */
class AnsibleVaultTest {

  private static final String CLEAR = "user: app\npassword: 'o\"pen ключ'\n";
  private static final VaultPassword DEFAULT = new VaultPassword(Secret.of("one"));
  private static final VaultPassword PROD = new VaultPassword("prod", Secret.of("two"));
  private static final Vault VAULT = Vault.of(List.of(DEFAULT, PROD));

  @TempDir private Path dir;

  @BeforeEach
  void passwords() throws IOException {
    Ansible.require();
    Files.writeString(dir.resolve("one"), "one\n");
    Files.writeString(dir.resolve("two"), "two\n");
  }

  @Test
  void ansibleOpensWhatWeSeal() throws IOException {
    for (VaultPassword password : VAULT.passwords()) {
      Path file = Files.writeString(dir.resolve("f"), Vault.seal(CLEAR.getBytes(UTF_8), password));
      assertThat(vault("view", file.toString())).isEqualTo(CLEAR);
    }
  }

  @Test
  void weOpenWhatAnsibleSealsAndRekeys() throws IOException {
    Path file = Files.writeString(dir.resolve("f"), CLEAR);
    vault("encrypt", "--encrypt-vault-id", "default", file.toString());
    assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(opened(file)).isEqualTo(CLEAR);
    vault("rekey", "--new-vault-id", "prod@" + dir.resolve("two"), file.toString());
    assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(opened(file)).isEqualTo(CLEAR);
  }

  @Test
  void bothReadEachOthersValuesInVariables() throws IOException {
    String theirs = vault("encrypt_string", "--encrypt-vault-id", "prod", "-n", "theirs", "pas$ 1");
    String ours = Vault.seal("pas$ 2".getBytes(UTF_8), PROD).indent(10);
    Files.createDirectory(dir.resolve("group_vars"));
    Files.writeString(
        dir.resolve("group_vars/all.yml"), theirs.stripTrailing() + "\nours: !vault |\n" + ours);
    Files.writeString(
        dir.resolve("group_vars/ungrouped.yml"),
        Vault.seal("whole: pas$ 3\nboth: '{{ theirs }}'\n".getBytes(UTF_8), DEFAULT));
    Path hosts = Files.writeString(dir.resolve("hosts"), "h1\n");
    Inventory inventory = Inventory.load(List.of(hosts), VAULT);
    for (String name : List.of("theirs=pas$ 1", "ours=pas$ 2", "whole=pas$ 3")) {
      String variable = name.substring(0, name.indexOf('='));
      assertThat(value(inventory, variable))
          .contains(Secret.of(name.substring(name.indexOf('=') + 1)));
      String shown =
          Ansible.run(
              "ansible",
              List.of("-i", hosts.toString(), "h1", "-m", "debug", "-a", "var=" + variable)
                  .toArray(String[]::new),
              passwordOptions());
      assertThat(shown).contains(name.substring(name.indexOf('=') + 1));
    }
  }

  private static Optional<Object> value(Inventory inventory, String variable) {
    Node node =
        new Node.Scalar("${" + variable + "}", false, Optional.empty(), Position.of("test"));
    return new Templates(new Redactor())
        .value(node, inventory.scope(inventory.host("h1").orElseThrow()));
  }

  private static String opened(Path file) throws IOException {
    return new String(VAULT.open(Files.readAllBytes(file), Position.of("f")), UTF_8);
  }

  private String vault(String command, String... more) {
    String[] options = passwordOptions();
    String[] all = new String[options.length + 1];
    all[0] = command;
    System.arraycopy(options, 0, all, 1, options.length);
    return Ansible.run("ansible-vault", all, more);
  }

  private String[] passwordOptions() {
    return new String[] {
      "--vault-id", "default@" + dir.resolve("one"), "--vault-id", "prod@" + dir.resolve("two")
    };
  }
}
