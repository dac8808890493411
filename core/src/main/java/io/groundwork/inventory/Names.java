package io.groundwork.inventory;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Node.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What hosts, groups and variables may be called. Host names are kept to what no shell, file system
 * or SSH takes for anything else.
 */
final class Names {

  /** Set by us for every host. */
  static final Set<String> MAGIC =
      Set.of(
          "inventory_hostname",
          "inventory_hostname_short",
          "inventory_dir",
          "group_names",
          "groups",
          "hostvars");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,252}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Names() {}

  static boolean isHost(String name) {
    return HOST.matcher(name).matches();
  }

  static boolean isGroup(String name) {
    return GROUP.matcher(name).matches();
  }

  /**
   * The variables that are written somewhere.
   *
   * @param problems learns of those that cannot be set, which are left out
   */
  static Map<String, Entry> variables(Map<String, Entry> written, Problems problems) {
    Map<String, Entry> good = new LinkedHashMap<>();
    written.forEach(
        (name, entry) ->
            problem(name, entry).ifPresentOrElse(problems::add, () -> good.put(name, entry)));
    return good;
  }

  /** The problem of what cannot be the name of a group. */
  static Problem noGroup(String name, Position where) {
    return Problem.at(where, "\"" + name + "\" cannot be the name of a group")
        .withRemedy("a group's name has letters, digits, \"_\", \"-\" and \".\"");
  }

  private static Optional<Problem> problem(String name, Entry entry) {
    if (MAGIC.contains(name)) {
      return Optional.of(
          Problem.at(entry.keyPosition(), "\"" + name + "\" is set for every host already")
              .withRemedy("choose another name"));
    }
    if (name.equals("vars")) {
      return Optional.of(
          Problem.at(entry.keyPosition(), "\"vars\" cannot be the name of a variable")
              .withRemedy("write the variables directly here, without \"vars:\""));
    }
    if (!VARIABLE.matcher(name).matches()) {
      return Optional.of(
          Problem.at(entry.keyPosition(), "\"" + name + "\" cannot be the name of a variable")
              .withRemedy("a name has letters, digits and underscores" + instead(name)));
    }
    return ConnectionVariables.problem(name, entry);
  }

  private static String instead(String name) {
    String mended = name.replaceAll("[^A-Za-z0-9_]", "_");
    return VARIABLE.matcher(mended).matches() ? ", as in " + mended : "";
  }
}
