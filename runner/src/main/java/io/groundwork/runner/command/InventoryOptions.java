package io.groundwork.runner.command;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.inventory.InventorySource;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which hosts. */
final class InventoryOptions {

  private static final Path USUAL = Path.of("inventory.yml");

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      description =
          "The inventory, in Ansible's YAML or INI form, a directory of such files, or host names"
              + " with a comma behind each; give it again to add another. Default: inventory.yml,"
              + " where there is one.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description =
          "Only these hosts: names and groups with ',', ':', '&', '!' and '*'; @FILE has one on each"
              + " line.")
  private String limit;

  @ArgGroup(validate = false, heading = "%nSealed files and values:%n")
  private VaultOptions vault = new VaultOptions();

  Optional<String> limit() {
    return Optional.ofNullable(limit);
  }

  /** The passwords of what is sealed; those asked for are asked for now. */
  Vault vault(Terminal terminal) {
    return vault.vault(terminal);
  }

  /**
   * @throws LoadException also when no inventory is given and none is here
   */
  Inventory load(Terminal terminal) {
    return load(vault(terminal), List.of());
  }

  /**
   * The same, with the variables that lie beside playbooks.
   *
   * @param beside the directories of the playbooks
   */
  Inventory load(Vault passwords, List<Path> beside) {
    return Inventory.load(sources(), beside, passwords);
  }

  private List<InventorySource> sources() {
    return named().stream().map(InventorySource::of).toList();
  }

  /** The sources as they are named. */
  List<String> named() {
    if (!sources.isEmpty()) {
      return List.copyOf(sources);
    }
    if (Files.exists(USUAL)) {
      return List.of(USUAL.toString());
    }
    throw new LoadException(
        Problem.of("no inventory is given, and there is no inventory.yml here")
            .withRemedy("name one with -i FILE; inventories/ has some to begin with"));
  }

  /** Takes a plan's sources, where none are named, and its hosts. */
  void as(List<String> named, Optional<String> pattern) {
    if (sources.isEmpty()) {
      sources = new ArrayList<>(named);
    }
    limit = pattern.orElse(null);
  }

  boolean given() {
    return !sources.isEmpty() || Files.exists(USUAL);
  }

  /** The hosts the limit leaves. */
  List<Host> hosts(Inventory inventory) {
    return limit()
        .map(pattern -> inventory.limit(pattern, Position.of("--limit")))
        .orElseGet(inventory::hosts);
  }
}
