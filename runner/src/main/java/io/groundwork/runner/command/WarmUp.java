package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Secret;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans the tasks that most playbooks are made of, over a login with a key to an SSH server inside
 * this process. Changes nothing.
 */
final class WarmUp {

  private static final String PLAYBOOK = "warm-up.yml";

  private final Terminal silent;

  WarmUp(Terminal silent) {
    this.silent = silent;
  }

  void run() throws IOException {
    Path directory = Files.createTempDirectory("groundwork-warm-up");
    try {
      Optional<Path> key = key(directory);
      EmbeddedSshServer.Builder builder = EmbeddedSshServer.builder().password(Secret.of(PLAYBOOK));
      if (key.isPresent()) {
        builder.authorizedKey(Files.readString(Path.of(key.get() + ".pub")));
      }
      try (EmbeddedSshServer server = builder.start()) {
        plan(directory, server, key);
      }
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void plan(Path directory, EmbeddedSshServer server, Optional<Path> key)
      throws IOException {
    Path playbook = directory.resolve(PLAYBOOK);
    Files.writeString(
        playbook, Resources.toString(Resources.getResource(WarmUp.class, PLAYBOOK), UTF_8));
    Path knownHosts = directory.resolve("known_hosts");
    Files.writeString(knownHosts, server.knownHostsLine());
    Path inventory = directory.resolve("inventory.yml");
    Files.writeString(
        inventory,
        String.join(
            "\n",
            "all:",
            "  hosts:",
            "    here:",
            "      ansible_host: 127.0.0.1",
            "      ansible_port: " + server.port(),
            "      ansible_user: here",
            key.map(file -> "      ansible_ssh_private_key_file: " + file)
                .orElse("      ansible_password: " + PLAYBOOK),
            "      ansible_ssh_common_args: -o UserKnownHostsFile=" + knownHosts,
            "      directory: " + directory,
            ""));
    for (String output : new String[] {"text", "json"}) {
      CommandLines.run(
          silent, "plan", playbook.toString(), "-i", inventory.toString(), "--output", output);
    }
  }

  /** A key of OpenSSH's own making, as operators have; none where it is not installed. */
  private static Optional<Path> key(Path directory) {
    Path file = directory.resolve("id_ed25519");
    try {
      Process made =
          new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return made.waitFor() == 0 ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
