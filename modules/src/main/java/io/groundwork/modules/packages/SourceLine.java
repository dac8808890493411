package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a sources list: {@code deb [option=value …] uri suite component …}.
 *
 * @param type {@code deb} or {@code deb-src}
 * @param options in the order of the line
 * @param rest the URI, the suite and the components, one blank between them
 */
record SourceLine(String type, List<String> options, String rest) {

  private static final Pattern LINE =
      Pattern.compile("(deb|deb-src)\\s+(?:\\[([^\\]]*)\\]\\s+)?(\\S+\\s+\\S+.*)");
  private static final Splitter WORDS =
      Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings().trimResults();

  SourceLine {
    Objects.requireNonNull(type, "type");
    options = List.copyOf(options);
  }

  /**
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static SourceLine parse(String text) {
    if (text.startsWith("ppa:")) {
      throw new IllegalArgumentException(
          "takes a line \"deb uri suite component…\"; a PPA's line stands on its page");
    }
    Matcher matcher = LINE.matcher(text.strip());
    if (text.strip().contains("\n") || !matcher.matches()) {
      throw new IllegalArgumentException(
          "takes a line \"deb uri suite component…\", not \"" + text.strip() + "\"");
    }
    List<String> options =
        matcher.group(2) == null ? List.of() : WORDS.splitToList(matcher.group(2));
    return new SourceLine(
        matcher.group(1), options, String.join(" ", WORDS.splitToList(matcher.group(3))));
  }

  /** This line with the key that its source must be signed with. */
  SourceLine signedBy(String keyFile) {
    List<String> more = new ArrayList<>(options);
    more.removeIf(option -> option.startsWith("signed-by="));
    more.add("signed-by=" + keyFile);
    return new SourceLine(type, more, rest);
  }

  /** Whether it is about the same source, perhaps with other options or components. */
  private boolean replaces(String line) {
    try {
      SourceLine other = parse(line);
      return other.type.equals(type) && other.uriAndSuite().equals(uriAndSuite());
    } catch (IllegalArgumentException e) {
      // A comment, or nothing that apt would take either: it stays.
      return false;
    }
  }

  private List<String> uriAndSuite() {
    return WORDS.splitToList(rest).subList(0, 2);
  }

  /** The text with this line in place of those about the same source, or at its end. */
  String in(String text) {
    List<String> lines = new ArrayList<>();
    boolean placed = false;
    for (String line : lines(text)) {
      if (!replaces(line)) {
        lines.add(line);
      } else if (!placed) {
        lines.add(toString());
        placed = true;
      }
    }
    if (!placed) {
      lines.add(toString());
    }
    return String.join("\n", lines);
  }

  /** The text without the lines about this source; empty when no other source is left. */
  String outOf(String text) {
    List<String> left = lines(text).stream().filter(line -> !replaces(line)).toList();
    boolean empty = left.stream().allMatch(line -> line.isBlank() || line.startsWith("#"));
    return empty ? "" : String.join("\n", left);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Splitter.on('\n').splitToList(text);
  }

  /** A file name made from the URI, as Ansible makes it. */
  String fileName() {
    String uri = WORDS.splitToList(rest).get(0).replaceFirst("^[A-Za-z0-9+.-]+:/*", "");
    return WORDS
        .splitToList(uri.replaceFirst("^[^@/]+@", "").replaceAll("[^a-zA-Z0-9]", " "))
        .stream()
        .collect(Collectors.joining("_"));
  }

  @Override
  public String toString() {
    return type + (options.isEmpty() ? " " : " [" + String.join(" ", options) + "] ") + rest;
  }
}
