package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ini_file} does to a text.
 *
 * @param section the section; empty for what stands before the first one
 * @param option the option; empty for the section as a whole
 * @param values the option's values, each of which has a line of its own
 * @param present whether the option should be there, or not
 * @param style how lines are written and compared
 * @param exclusive whether the option should have no other values; if it should be absent, whether
 *     it is whatever its value
 * @param conditions what the section holds, if there are several of its name
 */
record IniEdit(
    Optional<String> section,
    Optional<String> option,
    List<String> values,
    boolean present,
    Style style,
    boolean exclusive,
    List<Condition> conditions)
    implements TextEdit {

  /**
   * How lines are written and compared.
   *
   * @param assignment what stands between option and value
   * @param valueless whether an option may have no value, and no equals sign
   * @param spacesMatter whether a line is rewritten that differs in spaces only
   */
  record Style(String assignment, boolean valueless, boolean spacesMatter) {}

  /**
   * An option that a section has.
   *
   * @param values one of which it has; none for any value
   */
  record Condition(String option, List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }

  private static final Pattern BLANK_OR_COMMENT = Pattern.compile("[ \\t]*([#;].*)?");

  IniEdit {
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(option, "option");
    values = values.stream().distinct().toList();
    Objects.requireNonNull(style, "style");
    conditions = List.copyOf(conditions);
  }

  @Override
  public String holds() {
    return present ? "is as wanted" : "has no such option or section";
  }

  @Override
  public String creates() {
    return "";
  }

  @Override
  public Edited apply(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    plain = plain.replace("\r\n", "\n").replace('\r', '\n');
    boolean ends = plain.endsWith("\n");
    // A text of no lines counts as one of an empty line: so does it in Ansible.
    List<String> lines =
        new ArrayList<>(
            List.of((ends ? plain.substring(0, plain.length() - 1) : plain).split("\n", -1)));
    List<String> before = List.copyOf(lines);
    String message = edit(lines);
    if (lines.equals(before) && (ends || text.isEmpty())) {
      return new Edited(text, "OK");
    }
    StringBuilder after = new StringBuilder();
    lines.forEach(line -> after.append(line).append('\n'));
    return new Edited(after.toString(), message);
  }

  /** Edits the lines, and says what was done. */
  private String edit(List<String> lines) {
    int header = -1;
    if (section.isPresent()) {
      header = header(lines);
      if (header < 0) {
        return present ? addSection(lines) : "OK";
      }
    }
    int end = end(lines, header);
    if (!present && option.isEmpty()) {
      lines.subList(header, end).clear();
      return "section removed";
    }
    if (option.isEmpty()) {
      return "OK";
    }
    List<String> body = lines.subList(header + 1, end);
    return present ? put(body) : remove(body);
  }

  private int header(List<String> lines) {
    String wanted = "[" + section.orElseThrow() + "]";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(wanted) && meets(lines.subList(i + 1, end(lines, i)))) {
        return i;
      }
    }
    return -1;
  }

  /** The line behind the section's last one. */
  private static int end(List<String> lines, int header) {
    int end = header + 1;
    while (end < lines.size() && !lines.get(end).startsWith("[")) {
      end++;
    }
    return end;
  }

  private boolean meets(List<String> body) {
    return conditions.stream().allMatch(one -> body.stream().anyMatch(line -> meets(one, line)));
  }

  private static boolean meets(Condition condition, String line) {
    return match(condition.option(), line)
        .filter(found -> condition.values().isEmpty() || condition.values().contains(value(found)))
        .isPresent();
  }

  private String addSection(List<String> lines) {
    lines.add("[" + section.orElseThrow() + "]");
    List<String> all = new ArrayList<>(values);
    for (Condition condition : conditions) {
      if (!Optional.of(condition.option()).equals(option)) {
        condition.values().forEach(value -> lines.add(assign(condition.option(), value)));
        if (condition.values().isEmpty() && style.valueless()) {
          lines.add(condition.option());
        }
      } else if (!exclusive) {
        condition.values().stream().filter(value -> !all.contains(value)).forEach(all::add);
      }
    }
    if (option.isEmpty()) {
      return "only section added";
    }
    all.forEach(value -> lines.add(assign(option.get(), value)));
    if (all.isEmpty()) {
      lines.add(option.get());
    }
    return "section and option added";
  }

  private String put(List<String> body) {
    String name = option.orElseThrow();
    List<String> missing = new ArrayList<>(values);
    List<String> before = List.copyOf(body);
    boolean[] done = new boolean[body.size()];
    boolean valueless = takeWhatIsThere(body, missing, done);
    if (exclusive && !style.valueless()) {
      takeTheRest(body, missing, done);
    }
    String message = body.equals(before) ? "OK" : "option changed";
    if (missing.isEmpty() && style.valueless() && !valueless) {
      body.add(behind(body), name);
      return "option added";
    }
    if (missing.isEmpty()) {
      return message;
    }
    body.addAll(behind(body), missing.stream().map(value -> assign(name, value)).toList());
    return "option added";
  }

  /**
   * Rewrites the lines that have one of the values, commented or not.
   *
   * @return whether the option is there without a value
   */
  private boolean takeWhatIsThere(List<String> body, List<String> missing, boolean[] done) {
    String name = option.orElseThrow();
    boolean valueless = false;
    for (int i = 0; i < body.size(); i++) {
      Optional<Matcher> found = match(name, body.get(i));
      if (found.isEmpty()) {
        continue;
      }
      String value = value(found.get());
      if (missing.remove(value)) {
        boolean bare = value.isEmpty() && style.valueless();
        valueless |= bare;
        update(body, i, bare ? name : assign(name, value), found.get(), value);
        done[i] = true;
      } else if (missing.isEmpty() && style.valueless()) {
        update(body, i, name, found.get(), "");
        return true;
      }
    }
    return valueless;
  }

  /** Gives the other lines of the option the values that are missing, and removes what is left. */
  private void takeTheRest(List<String> body, List<String> missing, boolean[] done) {
    String name = option.orElseThrow();
    for (int i = 0; i < body.size() && !missing.isEmpty(); i++) {
      Optional<Matcher> found = match(name, body.get(i));
      if (!done[i] && found.isPresent()) {
        String value = missing.remove(0);
        update(body, i, assign(name, value), found.get(), value);
        done[i] = true;
      }
    }
    for (int i = body.size() - 1; i >= 0; i--) {
      if (!done[i] && match(name, body.get(i)).isPresent()) {
        body.remove(i);
      }
    }
  }

  private void update(List<String> body, int at, String line, Matcher old, String value) {
    boolean active = old.group(1).isEmpty();
    if (style.spacesMatter() || !active || !value(old).equals(value)) {
      body.set(at, line);
    }
  }

  /** Where new lines go: behind the last one that is neither blank nor a comment. */
  private static int behind(List<String> body) {
    int at = body.size();
    while (at > 0 && BLANK_OR_COMMENT.matcher(body.get(at - 1)).matches()) {
      at--;
    }
    return at;
  }

  private String remove(List<String> body) {
    String name = option.orElseThrow();
    boolean some =
        body.removeIf(
            line ->
                match(name, line)
                    .filter(found -> found.group(1).isEmpty())
                    .filter(found -> exclusive || values.contains(value(found)))
                    .isPresent());
    return some ? "option changed" : "OK";
  }

  private String assign(String name, String value) {
    return name + style.assignment() + value;
  }

  private static String value(Matcher found) {
    return found.group(2);
  }

  private static Optional<Matcher> match(String name, String line) {
    Matcher match =
        Pattern.compile(
                "([#;]?)[ \\t]*" + Pattern.quote(name) + "[ \\t]*(?:=|$)[ \\t]*(.*)",
                Pattern.UNIX_LINES)
            .matcher(line);
    return match.lookingAt() ? Optional.of(match) : Optional.empty();
  }
}
