package io.groundwork.inventory;

import io.groundwork.inventory.Draft.OfGroup;
import io.groundwork.inventory.IniWords.Word;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.vault.TextFile;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file of Ansible's INI form: sections of hosts, of child groups and of variables. */
final class IniInventory {

  private static final Pattern SECTION =
      Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
  private static final Pattern CHILD = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");
  private static final List<String> KINDS = List.of("hosts", "children", "vars");

  private final Path file;
  private final TextFile content;
  private final Draft draft;
  private OfGroup group;
  private String kind = "hosts";
  private int number;

  IniInventory(Path file, TextFile content, Draft draft) {
    this.file = file;
    this.content = content;
    this.draft = draft;
    this.group = draft.group(Draft.UNGROUPED);
  }

  void read() {
    for (String line : content.text().split("\r\n|\r|\n", -1)) {
      number++;
      String bare = line.strip();
      if (!bare.isEmpty() && bare.charAt(0) != '#' && bare.charAt(0) != ';') {
        draft.problems.gather(() -> line(line, bare));
      }
    }
  }

  private void line(String line, String bare) {
    int column = line.indexOf(bare) + 1;
    Matcher section = SECTION.matcher(bare);
    if (section.matches()) {
      section(section, column);
    } else if (bare.startsWith("[") && bare.endsWith("]")) {
      draft.problems.add(
          Problem.at(at(column), "\"" + bare + "\" is no section")
              .withRemedy("write [group], [group:children] or [group:vars], without blanks"));
    } else if (kind.equals("hosts")) {
      hosts(IniWords.of(line, file.toString(), number));
    } else if (kind.equals("children")) {
      child(bare, column);
    } else {
      variable(line, column);
    }
  }

  private void section(Matcher section, int column) {
    String name = section.group(1);
    kind = Optional.ofNullable(section.group(2)).orElse("hosts");
    Position where = at(column + 1);
    if (!KINDS.contains(kind)) {
      draft.problems.add(
          Problem.at(at(column + 2 + name.length()), "there is no section of kind \"" + kind + "\"")
              .withRemedy(
                  Suggestion.didYouMean(kind, KINDS).orElse("it is hosts, children or vars")));
      kind = "hosts";
    }
    if (!Names.isGroup(name)) {
      draft.problems.add(Names.noGroup(name, where));
      return;
    }
    group = draft.group(name);
    if (group.position.isEmpty()) {
      group.position = Optional.of(where);
    }
    group.defined |= !kind.equals("vars");
  }

  private void hosts(List<Word> words) {
    if (words.isEmpty()) {
      return;
    }
    Word first = words.get(0);
    Map<String, Entry> variables =
        Names.variables(variables(words.subList(1, words.size())), draft.problems);
    try {
      HostNames.of(first.text())
          .in(group, draft, first.where(), InventoryFile.directory(file))
          .forEach(host -> host.variables.inline.add(variables));
    } catch (IllegalArgumentException e) {
      draft.problems.add(
          Problem.at(first.where(), "host \"" + first.text() + "\" " + e.getMessage()));
    }
  }

  private Map<String, Entry> variables(List<Word> words) {
    Map<String, Entry> variables = new LinkedHashMap<>();
    for (Word word : words) {
      int equals = word.text().indexOf('=');
      if (equals < 0) {
        draft.problems.add(
            Problem.at(word.where(), "\"" + word.text() + "\" is no name=value")
                .withRemedy("put quotes around a value with blanks: name=\"a b\""));
        continue;
      }
      Position where = at(word.where().column() + equals + 1);
      variables.put(
          word.text().substring(0, equals),
          new Entry(word.where(), value(word.text().substring(equals + 1), where)));
    }
    return variables;
  }

  private void variable(String line, int column) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      draft.problems.add(
          Problem.at(at(column), "\"" + line.strip() + "\" is no name=value")
              .withRemedy("a section of variables has one name=value on each line"));
      return;
    }
    String behind = line.substring(equals + 1);
    int blanks = behind.length() - behind.stripLeading().length();
    Node value = value(behind.strip(), at(equals + 2 + blanks));
    Map<String, Entry> variables =
        Map.of(line.substring(0, equals).strip(), new Entry(at(column), value));
    draft.variables(group, variables);
  }

  private void child(String bare, int column) {
    Matcher name = CHILD.matcher(bare);
    if (!name.matches() || !Names.isGroup(name.group(1))) {
      draft.problems.add(Names.noGroup(bare, at(column)));
      return;
    }
    draft.child(group, name.group(1), at(column));
  }

  private Node value(String text, Position where) {
    Node value = PythonLiteral.read(text, where);
    return content.sealed() ? value.secret(draft.vault) : value;
  }

  private Position at(int column) {
    return new Position(file.toString(), number, column);
  }
}
