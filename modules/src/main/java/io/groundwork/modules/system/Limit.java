package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One limit of one domain.
 *
 * @param domain whom it is for
 * @param type {@code soft}, {@code hard} or {@code -}
 * @param item what is limited
 * @param comment behind the limit, without its {@code #}; empty for the one that is there
 */
record Limit(String domain, String type, String item, String value, String comment, Keep keep) {

  /** Which limits that are there are left alone. */
  enum Keep {
    NONE,
    LARGER,
    SMALLER
  }

  private static final Set<String> NO_LIMIT = Set.of("unlimited", "infinity", "-1");
  private static final Set<String> PRIORITIES = Set.of("nice", "priority");
  private static final int LEAST_PRIORITY = 19;
  private static final int MOST_PRIORITY = -20;
  private static final Splitter BLANKS =
      Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings().trimResults();

  Limit {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(keep, "keep");
  }

  /** What is wrong with a value, to follow the parameter's name. */
  static Optional<String> complaint(String item, String value) {
    if (PRIORITIES.contains(item)) {
      boolean right =
          value.matches("-?[0-9]{1,2}")
              && Integer.parseInt(value) >= MOST_PRIORITY
              && Integer.parseInt(value) <= LEAST_PRIORITY;
      return right
          ? Optional.empty()
          : Optional.of("takes a number from -20 to 19 for " + item + ", not \"" + value + "\"");
    }
    boolean right =
        NO_LIMIT.contains(value)
            || value.matches("[0-9]{1,19}")
            || (item.equals("chroot") && value.matches("/\\S*"));
    return right
        ? Optional.empty()
        : Optional.of("takes a number, unlimited, infinity or -1, not \"" + value + "\"");
  }

  /** Whom and what it is about, for people. */
  String name() {
    return item + " (" + type + ") of " + domain;
  }

  /**
   * The lines as they should be.
   *
   * @throws IllegalArgumentException with the present value if it has to be compared and cannot be
   */
  List<String> edit(List<String> lines) {
    List<String> edited = new ArrayList<>();
    boolean found = false;
    for (String line : lines) {
      Optional<String> present = present(line);
      if (present.isEmpty()) {
        edited.add(line);
        continue;
      }
      found = true;
      String after = after(present.get());
      edited.add(after.equals(present.get()) ? line : line(after, line));
    }
    if (!found) {
      edited.add(line(value, ""));
    }
    return edited;
  }

  /** The last line that sets it; empty when none does. */
  String find(List<String> lines) {
    return lines.stream()
        .filter(line -> present(line).isPresent())
        .reduce((first, second) -> second)
        .orElse("");
  }

  /** The value that a line gives it, if it is about this limit. */
  private Optional<String> present(String line) {
    if (line.startsWith("#")) {
      return Optional.empty();
    }
    int comment = line.indexOf('#');
    List<String> fields = BLANKS.splitToList(comment < 0 ? line : line.substring(0, comment));
    return fields.size() == 4 && fields.subList(0, 3).equals(List.of(domain, type, item))
        ? Optional.of(fields.get(3))
        : Optional.empty();
  }

  private String after(String present) {
    if (present.equals(value) || keep == Keep.NONE) {
      return value;
    }
    boolean priority = PRIORITIES.contains(item);
    boolean open = !priority && NO_LIMIT.contains(present);
    boolean wantedOpen = !priority && NO_LIMIT.contains(value);
    if (open || wantedOpen) {
      boolean presentWins = keep == Keep.LARGER ? open : wantedOpen;
      return presentWins ? present : value;
    }
    boolean larger = number(present).compareTo(number(value)) > 0;
    return larger == (keep == Keep.LARGER) ? present : value;
  }

  private static BigInteger number(String text) {
    try {
      return new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no number", e);
    }
  }

  private String line(String after, String old) {
    int at = old.indexOf('#');
    String behind = comment.isEmpty() && at >= 0 ? old.substring(at + 1) : comment;
    return domain
        + "\t"
        + type
        + "\t"
        + item
        + "\t"
        + after
        + (behind.isEmpty() ? "" : "\t#" + behind);
  }
}
