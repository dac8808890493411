package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.modules.BuiltinPlaybooks;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.PrivateFile;
import io.groundwork.vault.TextFile;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The secrets that the roles ask for and an inventory lacks, and the file that they go into. */
record MissingSecrets(Inventory inventory, Path file) {

  /** The guide of the platform asks for 32 at least. */
  private static final int LENGTH = 40;

  private static final String HEADER =
      "# Secrets of the platform. \"groundwork secrets init\" adds what is missing and changes"
          + " nothing.\n";

  /** Names that a host of the group they are for has no value of, in the order of the alphabet. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    try (BuiltinPlaybooks builtin = BuiltinPlaybooks.open()) {
      Node.Mapping all = (Node.Mapping) Yaml.load(builtin.path("secrets.yml")).orElseThrow();
      Node.Mapping groups = (Node.Mapping) all.entries().get("secrets").value();
      groups
          .entries()
          .forEach(
              (group, entry) -> {
                List<Host> hosts = hosts(group);
                for (Node name : ((Node.Sequence) entry.value()).items()) {
                  String text = ((Node.Scalar) name).text();
                  if (hosts.stream().anyMatch(host -> inventory.explain(host, text).isEmpty())) {
                    names.add(text);
                  }
                }
              });
    }
    return names;
  }

  private List<Host> hosts(String group) {
    return inventory.groups().containsKey(group)
        ? inventory.select(group, Position.of("secrets.yml"))
        : List.of();
  }

  /**
   * Makes them.
   *
   * @param password what a new file is sealed with; one that is there stays sealed, or open
   * @throws LoadException when the file cannot be read, opened, sealed or written
   */
  void make(Set<String> names, Optional<VaultPassword> password) {
    boolean there = Files.exists(file);
    Optional<TextFile> before =
        there ? Optional.of(TextFile.read(file, inventory.vault())) : Optional.empty();
    StringBuilder text = new StringBuilder(before.map(TextFile::text).orElse(HEADER));
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    names.forEach(
        name -> text.append(name).append(": ").append(Passwords.random(LENGTH)).append('\n'));
    byte[] clear = text.toString().getBytes(UTF_8);
    try {
      boolean seal = before.map(TextFile::sealed).orElse(password.isPresent());
      Files.createDirectories(file.toAbsolutePath().getParent());
      PrivateFile.write(
          file, seal ? Vault.seal(clear, sealer(before, password)).getBytes(UTF_8) : clear);
    } catch (IOException e) {
      LoadException fault =
          new LoadException(
              Problem.at(
                  Position.of(file.toString()),
                  "this file cannot be written, and is as it was: " + e.getMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private VaultPassword sealer(Optional<TextFile> before, Optional<VaultPassword> password)
      throws IOException {
    return before.isPresent()
        ? inventory.vault().passwordOf(Files.readAllBytes(file), Position.of(file.toString()))
        : password.orElseThrow();
  }

  /** Beside the inventory, where it is read for every host. */
  static Path beside(Path source) {
    Path directory = Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
    return directory.resolve("group_vars").resolve("all").resolve("secrets.yml");
  }
}
