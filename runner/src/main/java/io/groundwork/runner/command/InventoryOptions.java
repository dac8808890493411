package io.groundwork.runner.command;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which hosts. */
final class InventoryOptions {

  private static final Path USUAL = Path.of("inventory.yml");

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      description =
          "The inventory, in Ansible's YAML form; give it again to add another. Default:"
              + " inventory.yml, where there is one.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Only these hosts: names and groups with ',', ':', '&', '!' and '*'.")
  private String limit;

  Optional<String> limit() {
    return Optional.ofNullable(limit);
  }

  /**
   * @throws LoadException also when no inventory is given and none is here
   */
  Inventory load() {
    return Inventory.load(files());
  }

  List<Path> files() {
    if (!files.isEmpty()) {
      return List.copyOf(files);
    }
    if (Files.exists(USUAL)) {
      return List.of(USUAL);
    }
    throw new LoadException(
        Problem.of("no inventory is given, and there is no inventory.yml here")
            .withRemedy("name one with -i FILE; inventories/ has some to begin with"));
  }

  /** Takes a plan's sources, where none are named, and its hosts. */
  void as(List<Path> sources, Optional<String> pattern) {
    if (files.isEmpty()) {
      files = new ArrayList<>(sources);
    }
    limit = pattern.orElse(null);
  }

  boolean given() {
    return !files.isEmpty() || Files.exists(USUAL);
  }

  /** The hosts the limit leaves. */
  List<Host> hosts(Inventory inventory) {
    return inventory.select(limit().orElse("all"), Position.of("--limit"));
  }
}
