package io.groundwork.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands the ranges in a host name: {@code db[1:3]}, {@code db[01:12:2].example}, {@code
 * rack[a:f]-[1:4]}. Both ends are included; leading zeros set the width.
 */
final class HostRange {

  private static final Pattern RANGE = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{0,9}):([0-9]{1,9})(?::([0-9]{1,9}))?");
  private static final Pattern LETTERS = Pattern.compile("([A-Za-z]):([A-Za-z])(?::([0-9]{1,9}))?");
  private static final int MOST_HOSTS = 10_000;

  private HostRange() {}

  /**
   * All names the given one stands for; itself when it has no range.
   *
   * @throws IllegalArgumentException for a range that is none, with what is wrong
   */
  static List<String> expand(String name) {
    Matcher range = RANGE.matcher(name);
    if (!range.find()) {
      return List.of(name);
    }
    List<String> values = values(range.group(1));
    List<String> rests = expand(name.substring(range.end()));
    if ((long) values.size() * rests.size() > MOST_HOSTS) {
      throw new IllegalArgumentException("stands for more than " + MOST_HOSTS + " hosts");
    }
    List<String> all = new ArrayList<>();
    for (String value : values) {
      for (String rest : rests) {
        all.add(name.substring(0, range.start()) + value + rest);
      }
    }
    return all;
  }

  private static List<String> values(String range) {
    Matcher numbers = NUMBERS.matcher(range);
    if (numbers.matches()) {
      return numbers(range, numbers);
    }
    Matcher letters = LETTERS.matcher(range);
    if (!letters.matches()) {
      throw new IllegalArgumentException(
          "has no range in [" + range + "]; write it as in [1:3], [01:12:2] or [a:f]");
    }
    char first = letters.group(1).charAt(0);
    char last = letters.group(2).charAt(0);
    if (Character.isUpperCase(first) != Character.isUpperCase(last)) {
      throw new IllegalArgumentException("mixes capital and small letters in [" + range + "]");
    }
    List<String> all = new ArrayList<>();
    for (long at : steps(range, first, last, letters.group(3))) {
      all.add(String.valueOf((char) at));
    }
    return all;
  }

  private static List<String> numbers(String range, Matcher numbers) {
    String first = numbers.group(1).isEmpty() ? "0" : numbers.group(1);
    String last = numbers.group(2);
    boolean padded = first.length() > 1 && first.startsWith("0");
    if (padded && first.length() != last.length()) {
      throw new IllegalArgumentException(
          "has a range whose ends are not of one width: [" + range + "]");
    }
    int width = padded ? first.length() : 1;
    List<String> all = new ArrayList<>();
    for (long at : steps(range, Long.parseLong(first), Long.parseLong(last), numbers.group(3))) {
      all.add(String.format("%0" + width + "d", at));
    }
    return all;
  }

  private static List<Long> steps(String range, long first, long last, String by) {
    long step = by == null ? 1 : Long.parseLong(by);
    if (step < 1) {
      throw new IllegalArgumentException("has a range that never ends: [" + range + "]");
    }
    if (last < first) {
      throw new IllegalArgumentException("has a range that runs backwards: [" + range + "]");
    }
    if ((last - first) / step >= MOST_HOSTS) {
      throw new IllegalArgumentException("stands for more than " + MOST_HOSTS + " hosts");
    }
    List<Long> all = new ArrayList<>();
    for (long at = first; at <= last; at += step) {
      all.add(at);
    }
    return all;
  }
}
