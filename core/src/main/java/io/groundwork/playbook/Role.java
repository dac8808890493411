package io.groundwork.playbook;

import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A role's own part: its variables and files. Its tasks and handlers stand in the play.
 *
 * @param name its name
 * @param directory where it is
 * @param defaults variables that anything else beats
 * @param vars variables that beat the inventory and the play
 * @param files where its files to copy are looked for, in order
 * @param templates where its templates are looked for, in order
 */
public record Role(
    String name,
    Path directory,
    Map<String, Node> defaults,
    Map<String, Node> vars,
    List<Path> files,
    List<Path> templates) {

  public Role {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(directory, "directory");
    defaults = Map.copyOf(defaults);
    vars = Map.copyOf(vars);
    files = List.copyOf(files);
    templates = List.copyOf(templates);
  }
}
