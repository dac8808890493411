package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code lineinfile} does to a text.
 *
 * @param present whether the line should be there, or whatever matches should not
 * @param line the line, without its end; empty only for {@code present == false}
 * @param regexp finds the line to replace or remove
 * @param search a text that does the same
 * @param place where a new line goes
 * @param references the line as an expression over the groups of {@code regexp}
 * @param first whether the first match counts rather than the last
 */
record LineEdit(
    boolean present,
    Optional<String> line,
    Optional<PythonRegex> regexp,
    Optional<String> search,
    Place place,
    Optional<BackReferences> references,
    boolean first)
    implements TextEdit {

  /**
   * Where a new line goes.
   *
   * @param after whether behind the match rather than before it; for no pattern: at the end rather
   *     than at the beginning
   */
  record Place(boolean after, Optional<PythonRegex> pattern) {
    static final Place END = new Place(true, Optional.empty());
    static final Place BEGINNING = new Place(false, Optional.empty());
  }

  /** One line with what ends it: nothing, at the end of some files. */
  private record Line(String text, String end) {
    Line ended() {
      return end.isEmpty() ? new Line(text, "\n") : this;
    }
  }

  private static final Pattern LINES = Pattern.compile("([^\\n]*?)(\\r?\\n|\\z)");

  LineEdit {
    Objects.requireNonNull(line, "line");
    Objects.requireNonNull(regexp, "regexp");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(references, "references");
  }

  @Override
  public Edited apply(String text) {
    List<Line> lines = lines(text);
    if (present) {
      List<Line> after = put(lines);
      String message = after.size() > lines.size() ? "line added" : "line replaced";
      return new Edited(join(after), after.equals(lines) ? "" : message);
    }
    List<Line> kept = lines.stream().filter(one -> !matches(one)).toList();
    int removed = lines.size() - kept.size();
    return new Edited(join(kept), removed == 0 ? "" : removed + " line(s) removed");
  }

  @Override
  public String holds() {
    return present ? "has the line" : "has no such line";
  }

  @Override
  public String creates() {
    return "with this line only";
  }

  private List<Line> put(List<Line> lines) {
    String wanted = line.orElseThrow();
    int at = find(lines);
    if (at >= 0) {
      List<Line> changed = new ArrayList<>(lines);
      Line old = lines.get(at).ended();
      changed.set(at, new Line(replacement(old.text(), wanted), old.end()));
      return changed;
    }
    if (references.isPresent()) {
      return lines; // without a match there is nothing the references could mean
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).text().equals(wanted)) {
        List<Line> changed = new ArrayList<>(lines);
        changed.set(i, lines.get(i).ended());
        return changed;
      }
    }
    return insert(lines, wanted);
  }

  private String replacement(String old, String wanted) {
    if (references.isEmpty()) {
      return wanted;
    }
    Matcher match = regexp.orElseThrow().matcher(old);
    return match.find() ? references.get().expand(match) : old;
  }

  /** The line that the expression or the search text finds; -1 for none. */
  private int find(List<Line> lines) {
    if (regexp.isEmpty() && search.isEmpty()) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < lines.size() && !(first && found >= 0); i++) {
      if (matches(lines.get(i))) {
        found = i;
      }
    }
    return found;
  }

  private boolean matches(Line one) {
    if (regexp.isPresent()) {
      return regexp.get().isIn(one.text());
    }
    return search
        .map(part -> one.text().contains(part))
        .orElseGet(() -> one.text().equals(line.orElse("")));
  }

  private List<Line> insert(List<Line> lines, String wanted) {
    List<Line> changed = new ArrayList<>(lines);
    int at = position(lines);
    if (at > 0) {
      changed.set(at - 1, lines.get(at - 1).ended());
    }
    changed.add(at, new Line(wanted, "\n"));
    return changed;
  }

  private int position(List<Line> lines) {
    if (place.pattern().isEmpty()) {
      return place.after() ? lines.size() : 0;
    }
    int found = -1;
    for (int i = 0; i < lines.size() && !(first && found >= 0); i++) {
      if (place.pattern().get().isIn(lines.get(i).text())) {
        found = i;
      }
    }
    if (found < 0) {
      return lines.size();
    }
    return place.after() ? found + 1 : found;
  }

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    Matcher line = LINES.matcher(text);
    while (line.find() && !line.group().isEmpty()) {
      lines.add(new Line(line.group(1), line.group(2)));
    }
    return lines;
  }

  private static String join(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(one -> text.append(one.text()).append(one.end()));
    return text.toString();
  }
}
