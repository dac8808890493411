package io.groundwork.playbook;

import io.groundwork.text.LoadException;
import io.groundwork.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * An entry of {@code vars_files} whose name only a host's variables tell.
 *
 * @param names what to look for, the first that is there
 * @param reader reads the first of these files that exists
 */
public record VarsFile(List<Node.Scalar> names, Function<List<String>, Map<String, Node>> reader) {

  public VarsFile {
    names = List.copyOf(names);
    Objects.requireNonNull(reader, "reader");
  }

  /**
   * The variables of the first of these files that is there.
   *
   * @param rendered the names, rendered
   * @throws LoadException when none of them is, or it holds no variables
   */
  public Map<String, Node> read(List<String> rendered) {
    return reader.apply(rendered);
  }
}
