package io.groundwork.modules.differential;

import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One task that both tools are given, in the same words.
 *
 * @param module the module it is about: the name of the file that holds it
 * @param name what is tried
 * @param before shell that prepares its directory and the host, run there as root
 * @param task the task's YAML, without a name
 * @param witness shell whose output has to be the same on both hosts
 */
record Case(String module, String name, String before, String task, String witness) {

  private static final Set<String> KEYS = Set.of("case", "before", "task", "witness");

  /** Every case of a directory of files {@code <module>.yml}, in order. */
  static List<Case> load(Path directory) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String module = file.getFileName().toString().replace(".yml", "");
        Node document = Yaml.load(file).orElseThrow();
        for (Node node : ((Node.Sequence) document).items()) {
          cases.add(of(module, (Node.Mapping) node));
        }
      }
    }
    return cases;
  }

  private static Case of(String module, Node.Mapping node) {
    if (!KEYS.containsAll(node.entries().keySet())) {
      throw new IllegalArgumentException(node.position() + ": a case has only " + KEYS);
    }
    return new Case(
        module,
        text(node, "case"),
        text(node, "before"),
        text(node, "task"),
        text(node, "witness"));
  }

  private static String text(Node.Mapping node, String key) {
    return node.get(key).map(value -> ((Scalar) value).text()).orElse("");
  }

  /** What it is called in reports, and the same in every run. */
  String id() {
    return module + ": " + name;
  }

  /** Its own directory, the same on both hosts. */
  String directory() {
    return Hosts.PLACE + "/" + module + "/" + word();
  }

  private String word() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Its words with the places filled in. */
  Case at(String server) {
    return new Case(module, name, fill(before, server), fill(task, server), fill(witness, server));
  }

  private String fill(String text, String server) {
    return text.replace("HERE", directory()).replace("SERVER", server);
  }

  /** The task as an item of a play's list. */
  String item(int indentation, String more) {
    String margin = " ".repeat(indentation);
    StringBuilder item = new StringBuilder(margin + "- name: '" + id().replace("'", "''") + "'\n");
    (more + task)
        .lines()
        .forEach(line -> item.append(margin).append("  ").append(line).append('\n'));
    return item.toString();
  }
}
