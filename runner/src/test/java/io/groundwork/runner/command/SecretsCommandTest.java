package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Recorded;
import io.groundwork.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandTest {

  @TempDir private Path directory;
  private Path inventory;
  private Path secrets;

  @BeforeEach
  void writeInventory() throws IOException {
    inventory =
        Files.writeString(
            directory.resolve("inventory.yml"),
            """
            all:
              vars:
                kvrocks_password: here-already
              children:
                rabbitmq: {hosts: {mq1: }}
                kvrocks: {hosts: {db1: }}
                ssdb: {hosts: {db1: {ssdb_notify_password: of-this-host}}}
            """);
    secrets = directory.resolve("group_vars/all/secrets.yml");
  }

  private String run(String... more) {
    Recorded recorded = Recorded.pipe();
    String[] args =
        Stream.concat(Stream.of("secrets", "init", "-i", inventory.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    int status = CommandLines.run(recorded.terminal(), args);
    assertThat(status).as(recorded.err()).isZero();
    return recorded.out();
  }

  @Test
  void whatIsMissingIsMadeOnceAndNeverShown() throws IOException {
    String said = run();

    List<String> lines = Files.readAllLines(secrets);
    assertThat(lines.subList(1, lines.size()))
        .extracting(line -> line.replaceFirst(":.*", ""))
        .containsExactly(
            "rabbitmq_cookie_secret", "rabbitmq_platform_password", "ssdb_hbsupp_password");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches("\\w+: \\w{40}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
    assertThat(said).contains("rabbitmq_cookie_secret").contains("is not sealed");
    assertThat(lines.stream().skip(1)).noneMatch(line -> said.contains(line.split(": ", 2)[1]));

    assertThat(run()).isEqualTo("No secret is missing.\n");
    assertThat(Files.readAllLines(secrets)).isEqualTo(lines);
  }

  @Test
  void aSecretThatIsThereStays() throws IOException {
    Files.createDirectories(secrets.getParent());
    Files.writeString(secrets, "rabbitmq_cookie_secret: mine # kept");

    run();

    assertThat(Files.readAllLines(secrets))
        .hasSize(3)
        .startsWith("rabbitmq_cookie_secret: mine # kept");
  }

  @Test
  void withAVaultPasswordTheFileIsSealedAndStaysSo() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "of-the-vault\n");
    String[] vault = {"--vault-password-file", password.toString()};

    assertThat(run(vault)).doesNotContain("is not sealed");

    assertThat(Vault.isSealed(Files.readAllBytes(secrets))).isTrue();
    assertThat(run(vault)).isEqualTo("No secret is missing.\n");
    Files.writeString(
        inventory,
        Files.readString(inventory).replace("    kvrocks_password: here-already\n", "    x: y\n"));
    assertThat(run(vault)).contains("kvrocks_password").doesNotContain("ssdb_hbsupp_password");
    assertThat(Vault.isSealed(Files.readAllBytes(secrets))).isTrue();
    assertThat(run(vault)).isEqualTo("No secret is missing.\n");
  }
}
