package io.groundwork.runner.command;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of {@code --extra-vars}, in Ansible's three forms: {@code name=value} pairs, whose
 * values are texts; a mapping in YAML or JSON; the name of a file with one behind {@code @}.
 */
final class ExtraVars {

  private static final String OPTION = "--extra-vars";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PAIR =
      Pattern.compile("\\s*([^\\s=]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S*))(?=\\s|$)");

  private ExtraVars() {}

  /**
   * @param vault opens files and values that are sealed
   * @return the values by name; of two with one name the later counts
   * @throws LoadException when one of them is in none of the forms
   */
  static Map<String, Object> parse(List<String> given, Vault vault) {
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach(text -> values.putAll(parse(text.strip(), vault)));
    return values;
  }

  private static Map<String, Object> parse(String text, Vault vault) {
    if (text.startsWith("@")) {
      return mapping(Yaml.variables(Path.of(text.substring(1)), vault));
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      return mapping(Yaml.parse(text, OPTION));
    }
    return pairs(text);
  }

  private static Map<String, Object> mapping(Optional<Node> node) {
    if (node.isEmpty()) {
      return Map.of();
    }
    if (!(node.get() instanceof Node.Mapping mapping)) {
      throw new LoadException(
          Problem.at(
              node.get().position(),
              "variables are a mapping of names to values, not " + node.get().kind()));
    }
    Templates templates = new Templates(new Redactor());
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              checkName(name, entry.keyPosition());
              templates
                  .value(entry.value(), Scope.EMPTY)
                  .ifPresent(value -> values.put(name, value));
            });
    return values;
  }

  private static Map<String, Object> pairs(String text) {
    Map<String, Object> values = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(text);
    int end = 0;
    List<String> rest = new ArrayList<>();
    while (pair.find()) {
      rest.add(text.substring(end, pair.start()));
      end = pair.end();
      checkName(pair.group(1), Position.of(OPTION));
      values.put(pair.group(1), value(pair));
    }
    rest.add(text.substring(end));
    for (String part : rest) {
      if (!part.isBlank()) {
        throw new LoadException(
            Problem.at(Position.of(OPTION), "\"" + part.strip() + "\" is not name=value")
                .withRemedy("write name=value, name='a b', '{\"name\": …}' or @FILE"));
      }
    }
    return values;
  }

  private static String value(Matcher pair) {
    if (pair.group(2) != null) {
      return pair.group(2).replaceAll("\\\\(.)", "$1");
    }
    return pair.group(3) != null ? pair.group(3) : pair.group(4);
  }

  private static void checkName(String name, Position where) {
    if (!NAME.matcher(name).matches()) {
      throw new LoadException(
          Problem.at(where, "\"" + name + "\" cannot be a variable's name")
              .withRemedy("a name has letters, digits and '_', and begins with no digit"));
    }
  }
}
