package io.groundwork.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows what differs between two texts as {@code diff -u} does, with three lines of context. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /** Longer differences are cut: nobody reads them, and they would drown the rest. */
  private static final int MOST_LINES = 2_000;

  /** Where lines times lines are more, what differs is shown as one block. */
  private static final long MOST_COMPARISONS = 16_000_000;

  private static final int LONGEST = 16 * 1024 * 1024;

  private UnifiedDiff() {}

  /** Lines {@code from} to {@code to} of one text in place of those of the other. */
  private record Edit(int from, int to, int wantedFrom, int wantedTo) {}

  /**
   * The lines of the difference, without line ends; none for equal texts.
   *
   * @param label what the texts are, such as a path
   * @param before empty for what is not there yet
   * @param after empty for what goes away
   */
  public static List<String> lines(String label, String before, String after) {
    if (before.equals(after)) {
      return List.of();
    }
    if (isBinary(before) || isBinary(after)) {
      return List.of("binary files differ (" + bytes(before) + " -> " + bytes(after) + " bytes)");
    }
    if (before.length() > LONGEST || after.length() > LONGEST) {
      return List.of(
          "texts differ, too long to compare ("
              + bytes(before)
              + " -> "
              + bytes(after)
              + " bytes)");
    }
    List<String> lines = new ArrayList<>();
    lines.add("--- before: " + label);
    lines.add("+++ after: " + label);
    List<String> is = split(before);
    List<String> wanted = split(after);
    for (List<Edit> hunk : hunks(edits(is, wanted))) {
      print(hunk, is, wanted, lines);
    }
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MOST_LINES));
    cut.add("… " + (lines.size() - MOST_LINES) + " more lines");
    return cut;
  }

  private static boolean isBinary(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** Lines with their line ends, so that a missing last one is a difference. */
  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static List<Edit> edits(List<String> is, List<String> wanted) {
    int shorter = Math.min(is.size(), wanted.size());
    int head = 0;
    while (head < shorter && is.get(head).equals(wanted.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && is.get(is.size() - 1 - tail).equals(wanted.get(wanted.size() - 1 - tail))) {
      tail++;
    }
    List<String> from = is.subList(head, is.size() - tail);
    List<String> to = wanted.subList(head, wanted.size() - tail);
    if ((long) from.size() * to.size() > MOST_COMPARISONS) {
      return List.of(new Edit(head, is.size() - tail, head, wanted.size() - tail));
    }
    List<Edit> edits = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>(), null).getDeltas()) {
      int at = head + delta.getSource().getPosition();
      int wantedAt = head + delta.getTarget().getPosition();
      edits.add(
          new Edit(
              at, at + delta.getSource().size(), wantedAt, wantedAt + delta.getTarget().size()));
    }
    edits.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::wantedFrom));
    return joined(edits);
  }

  /** A replacement may come as a removal and an addition; the removal is to stand first. */
  private static List<Edit> joined(List<Edit> edits) {
    List<Edit> joined = new ArrayList<>();
    for (Edit edit : edits) {
      Edit last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.to() == edit.from() && last.wantedTo() == edit.wantedFrom()) {
        joined.set(
            joined.size() - 1,
            new Edit(last.from(), edit.to(), last.wantedFrom(), edit.wantedTo()));
      } else {
        joined.add(edit);
      }
    }
    return joined;
  }

  /** Puts edits together whose context would touch. */
  private static List<List<Edit>> hunks(List<Edit> edits) {
    List<List<Edit>> hunks = new ArrayList<>();
    List<Edit> hunk = new ArrayList<>();
    for (Edit edit : edits) {
      if (!hunk.isEmpty() && edit.from() - hunk.get(hunk.size() - 1).to() > 2 * CONTEXT) {
        hunks.add(hunk);
        hunk = new ArrayList<>();
      }
      hunk.add(edit);
    }
    hunks.add(hunk);
    return hunks;
  }

  private static void print(
      List<Edit> hunk, List<String> is, List<String> wanted, List<String> lines) {
    Edit first = hunk.get(0);
    Edit last = hunk.get(hunk.size() - 1);
    int before = Math.min(CONTEXT, first.from());
    int after = Math.min(CONTEXT, is.size() - last.to());
    int from = first.from() - before;
    int wantedFrom = first.wantedFrom() - before;
    lines.add(
        "@@ -"
            + range(from, last.to() + after)
            + " +"
            + range(wantedFrom, last.wantedTo() + after)
            + " @@");
    int at = from;
    for (Edit edit : hunk) {
      is.subList(at, edit.from()).forEach(line -> add(' ', line, lines));
      is.subList(edit.from(), edit.to()).forEach(line -> add('-', line, lines));
      wanted.subList(edit.wantedFrom(), edit.wantedTo()).forEach(line -> add('+', line, lines));
      at = edit.to();
    }
    is.subList(at, last.to() + after).forEach(line -> add(' ', line, lines));
  }

  private static String range(int from, int to) {
    int size = to - from;
    int first = size == 0 ? from : from + 1;
    return size == 1 ? String.valueOf(first) : first + "," + size;
  }

  private static void add(char sign, String line, List<String> lines) {
    if (line.endsWith("\n")) {
      lines.add(sign + line.substring(0, line.length() - 1));
      return;
    }
    lines.add(sign + line);
    lines.add("\\ No newline at end of file");
  }
}
