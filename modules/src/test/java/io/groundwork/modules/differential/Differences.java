package io.groundwork.modules.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The accepted differences: the rows of the table in {@code DIFFERENCES.md}, with their reasons.
 */
final class Differences {

  private static final String HEAD = "| Case | Where | Ansible | Groundwork | Why |\n";
  private static final String RULE = "| --- | --- | --- | --- | --- |\n";
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  private Differences() {}

  static Map<Difference, String> read(Path file) throws IOException {
    Map<Difference, String> accepted = new LinkedHashMap<>();
    for (String line : Files.readString(file).split(Pattern.quote(RULE), 2)[1].lines().toList()) {
      List<String> cells = cells(line);
      if (cells.size() >= 5) {
        Difference difference =
            new Difference(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
        accepted.put(difference, cells.get(4));
      }
    }
    return accepted;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    if (line.startsWith("|")) {
      BAR.splitAsStream(line.substring(1))
          .map(cell -> cell.strip().replace("\\|", "|"))
          .forEach(cells::add);
    }
    return cells;
  }

  /** Writes the table anew; a difference keeps its reason. */
  static void write(Path file, Collection<Difference> differences) throws IOException {
    Map<Difference, String> known = read(file);
    String text = Files.readString(file);
    StringBuilder table = new StringBuilder(text.substring(0, text.indexOf(HEAD)) + HEAD + RULE);
    differences.stream()
        .sorted(Comparator.comparing(Difference::id).thenComparing(Difference::pass))
        .map(one -> row(one, known.getOrDefault(one, "")))
        .forEach(row -> table.append(row).append('\n'));
    Files.writeString(file, table);
  }

  private static String row(Difference one, String reason) {
    return Stream.of(one.id(), one.where(), one.ansible(), one.groundwork(), reason)
        .map(cell -> cell.replace("|", "\\|"))
        .reduce("|", (row, cell) -> row + " " + cell + " |");
  }
}
