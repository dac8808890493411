package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code blockinfile} does to a text.
 *
 * @param block the lines between the markers, each with its end; empty to have no block
 * @param begin the line in front, with its end
 * @param end the line behind, with its end
 * @param place where a block goes that is not there
 * @param append whether an empty line follows, unless the block is the last
 * @param prepend whether an empty line precedes, unless the block is the first
 */
record BlockEdit(
    String block, String begin, String end, Place place, boolean append, boolean prepend)
    implements TextEdit {

  /**
   * Where a block goes that is not there.
   *
   * @param after whether behind the match rather than before it; for no expression: at the end
   *     rather than at the beginning
   */
  record Place(boolean after, Optional<PythonRegex> regex) {
    static final Place END = new Place(true, Optional.empty());
    static final Place BEGINNING = new Place(false, Optional.empty());
  }

  private static final Pattern LINES = Pattern.compile("[^\\r\\n]*(?:\\r\\n|\\r|\\n|\\z)");

  BlockEdit {
    Objects.requireNonNull(block, "block");
    Objects.requireNonNull(begin, "begin");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(place, "place");
  }

  @Override
  public boolean present() {
    return !block.isEmpty();
  }

  @Override
  public String holds() {
    return present() ? "has the block" : "has no such block";
  }

  @Override
  public String creates() {
    return "with this block only";
  }

  @Override
  public Edited apply(String text) {
    List<String> lines = lines(text);
    int at = takeOut(lines, text);
    if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
      lines.set(at - 1, lines.get(at - 1) + "\n");
    }
    if (present()) {
      insert(lines, at);
    }
    String after = String.join("", lines);
    return new Edited(after, after.equals(text) ? "" : message(text));
  }

  private String message(String before) {
    if (!present()) {
      return "Block removed";
    }
    return before.isEmpty() ? "File created" : "Block inserted";
  }

  /**
   * Removes the block that is there.
   *
   * @return where the new one goes
   */
  private int takeOut(List<String> lines, String text) {
    int first = lines.lastIndexOf(begin);
    int last = lines.lastIndexOf(end);
    if (first < 0 || last < 0) {
      return position(lines, text);
    }
    int from = Math.min(first, last);
    lines.subList(from, Math.max(first, last) + 1).clear();
    return from;
  }

  private int position(List<String> lines, String text) {
    if (place.regex().isEmpty()) {
      return place.after() ? lines.size() : 0;
    }
    PythonRegex regex = place.regex().get();
    int found = regex.multiline() ? inWhole(regex, text) : inLines(regex, lines);
    if (found < 0) {
      return lines.size();
    }
    return Math.min(lines.size(), place.after() ? found + 1 : found);
  }

  /** The line in which the first match of an expression over many lines ends or begins. */
  private int inWhole(PythonRegex regex, String text) {
    Matcher match = regex.matcher(text);
    if (!match.find()) {
      return -1;
    }
    String above = text.substring(0, place.after() ? match.end() : match.start());
    return (int) above.chars().filter(c -> c == '\n').count();
  }

  private static int inLines(PythonRegex regex, List<String> lines) {
    int found = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (regex.isIn(lines.get(i))) {
        found = i;
      }
    }
    return found;
  }

  private void insert(List<String> lines, int position) {
    int at = position;
    if (prepend && at > 0 && !lines.get(at - 1).equals("\n")) {
      lines.add(at++, "\n");
    }
    List<String> all = new ArrayList<>();
    all.add(begin);
    all.addAll(lines(block));
    all.add(end);
    lines.addAll(at, all);
    int behind = at + all.size();
    if (append && behind < lines.size() && !lines.get(behind).equals("\n")) {
      lines.add(behind, "\n");
    }
  }

  /** The lines, each with its end. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    Matcher line = LINES.matcher(text);
    while (line.find() && !line.group().isEmpty()) {
      lines.add(line.group());
    }
    return lines;
  }
}
