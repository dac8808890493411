package io.groundwork.modules.postgresql;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a server said.
 *
 * @param reach whether it could say anything
 * @param state what was asked for
 * @param context rows that help to plan
 * @param errors why it does not answer, where it told
 */
record Answer<T>(Reach reach, T state, List<List<String>> context, String errors) {

  /** Whether there is a server. */
  enum Reach {
    /** The host has no cluster. */
    ABSENT,
    /** The host has a cluster, but none answers on the port. */
    DOWN,
    /** It answered. */
    UP
  }

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter FIELDS = Splitter.on('|');

  Answer {
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(state, "state");
    context = List.copyOf(context);
    Objects.requireNonNull(errors, "errors");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static <T> Answer<T> parse(Reading reading, Function<List<List<String>>, T> parser) {
    List<String> around = LINES.splitToList(reading.context());
    Reach reach =
        switch (around.isEmpty() ? "" : around.get(0)) {
          case "up" -> Reach.UP;
          case "down" -> Reach.DOWN;
          case "absent" -> Reach.ABSENT;
          default -> throw new IllegalArgumentException("\"" + reading.context() + "\"");
        };
    List<String> rest = around.subList(1, around.size());
    if (reach != Reach.UP) {
      return new Answer<>(reach, parser.apply(List.of()), List.of(), String.join("; ", rest));
    }
    return new Answer<>(
        reach,
        parser.apply(rows(LINES.splitToList(reading.state()), "is")),
        rows(rest, "context"),
        "");
  }

  private static List<List<String>> rows(List<String> lines, String kind) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> fields = FIELDS.splitToList(line);
      if (!fields.get(0).equals(kind)) {
        throw new IllegalArgumentException("a line \"" + line + "\"");
      }
      rows.add(fields.subList(1, fields.size()));
    }
    return rows;
  }

  boolean isUp() {
    return reach == Reach.UP;
  }

  boolean isDown() {
    return reach == Reach.DOWN;
  }
}
