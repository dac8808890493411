package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file with repositories, as sections. What belongs to other sections stays as it is written.
 *
 * @param lines its lines
 */
record RepoFile(List<String> lines) {

  RepoFile {
    lines = List.copyOf(lines);
  }

  static RepoFile parse(String text) {
    List<String> lines = new ArrayList<>(Splitter.on('\n').splitToList(text));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return new RepoFile(lines);
  }

  /** The values of a section; empty when there is none. */
  Optional<Map<String, String>> section(String name) {
    int start = start(name);
    if (start < 0) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    String key = "";
    for (String line : lines.subList(start + 1, end(start))) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
        values.merge(key, line.strip(), (before, more) -> before + "\n" + more);
        continue;
      }
      int sign = line.indexOf('=');
      key = (sign < 0 ? line : line.substring(0, sign)).strip();
      values.put(key, sign < 0 ? "" : line.substring(sign + 1).strip());
    }
    return Optional.of(values);
  }

  /** This file with a section that holds just these values, in their order. */
  RepoFile with(String name, Map<String, String> values) {
    List<String> section = new ArrayList<>();
    section.add("[" + name + "]");
    values.forEach((key, value) -> section.add(key + " = " + value.replace("\n", "\n\t")));
    int start = start(name);
    List<String> all = new ArrayList<>();
    if (start < 0) {
      all.addAll(lines);
      if (!all.isEmpty() && !all.get(all.size() - 1).isBlank()) {
        all.add("");
      }
      all.addAll(section);
      all.add("");
      return new RepoFile(all);
    }
    all.addAll(lines.subList(0, start));
    all.addAll(section);
    all.add("");
    all.addAll(lines.subList(end(start), lines.size()));
    return new RepoFile(all);
  }

  RepoFile without(String name) {
    int start = start(name);
    if (start < 0) {
      return this;
    }
    List<String> all = new ArrayList<>(lines.subList(0, start));
    all.addAll(lines.subList(end(start), lines.size()));
    return new RepoFile(all);
  }

  /** Whether no section is left. */
  boolean isEmpty() {
    return lines.stream().noneMatch(line -> line.startsWith("["));
  }

  String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private int start(String name) {
    for (int index = 0; index < lines.size(); index++) {
      if (lines.get(index).strip().equals("[" + name + "]")) {
        return index;
      }
    }
    return -1;
  }

  private int end(int start) {
    for (int index = start + 1; index < lines.size(); index++) {
      if (lines.get(index).startsWith("[")) {
        return index;
      }
    }
    return lines.size();
  }
}
