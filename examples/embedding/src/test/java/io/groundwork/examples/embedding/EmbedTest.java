package io.groundwork.examples.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.text.Secret;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedTest {

  @TempDir private Path directory;

  private Path home;
  private Path playbook;

  @BeforeEach
  void writePlaybook() throws IOException {
    home = directory.resolve("home");
    playbook =
        Files.writeString(
            directory.resolve("playbook.yml"),
            """
            - name: Files
              hosts: all
              tasks:
                - name: A directory
                  file:
                    path: ${home}
                    state: directory
                - name: A greeting
                  copy:
                    dest: ${home}/greeting
                    content: |
                      Hello from ${inventory_hostname}.
            """);
  }

  @Test
  void itPlansThenAppliesOnThisMachine() throws IOException {
    Path inventory =
        inventory(
            "all: {hosts: {here: {ansible_connection: local}}, vars: {home: %s}}".formatted(home));

    assertThat(embed(inventory).lines())
        .containsSubsequence(
            "The plan:",
            "  play Files on here",
            "  here: A directory: CHANGED",
            "  here: A greeting: CHANGED",
            "      +Hello from here.",
            "The run:",
            "  here: A directory: CHANGED",
            "  here: A greeting: CHANGED")
        .last()
        .asString()
        .startsWith("here: 0 ok, 2 changed, 0 failed, ");
    assertThat(home.resolve("greeting")).hasContent("Hello from here.");
  }

  @Test
  void itDoesSoOverSshAndFindsNothingToDoTheSecondTime() throws IOException {
    try (EmbeddedSshServer server =
        EmbeddedSshServer.builder().password(Secret.of("open sesame")).start()) {
      Path known = Files.writeString(directory.resolve("known_hosts"), server.knownHostsLine());
      Path inventory =
          inventory(
              """
              all:
                hosts:
                  one:
                    ansible_host: 127.0.0.1
                    ansible_port: %d
                    ansible_password: open sesame
                    ansible_ssh_common_args: -o UserKnownHostsFile=%s
                    home: %s
              """
                  .formatted(server.port(), known, home));

      embed(inventory);
      assertThat(home.resolve("greeting")).hasContent("Hello from one.");

      assertThat(embed(inventory).lines())
          .contains("  one: connected", "  one: A greeting: OK")
          .last()
          .asString()
          .startsWith("one: 2 ok, 0 changed, 0 failed, ");
    }
  }

  private Path inventory(String yaml) throws IOException {
    return Files.writeString(directory.resolve("inventory.yml"), yaml);
  }

  private String embed(Path inventory) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      System.setOut(out);
      Embed.main(new String[] {playbook.toString(), inventory.toString()});
    } finally {
      System.setOut(console);
    }
    return bytes.toString(UTF_8);
  }
}
