package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the table of file systems.
 *
 * @param source the device, directory or server
 * @param path where it is mounted; {@code none} for swap
 * @param options with commas
 */
record FstabEntry(
    String source, String path, String type, String options, String dump, String pass) {

  private static final Splitter BLANKS =
      Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings().trimResults();
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  FstabEntry {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(dump, "dump");
    Objects.requireNonNull(pass, "pass");
  }

  /** Empty for a comment or what is no entry. */
  static Optional<FstabEntry> parse(String line) {
    List<String> fields = BLANKS.splitToStream(line).map(FstabEntry::unescape).toList();
    if (line.strip().startsWith("#") || fields.size() < 4 || fields.size() > 6) {
      return Optional.empty();
    }
    return Optional.of(
        new FstabEntry(
            fields.get(0),
            fields.get(1),
            fields.get(2),
            fields.get(3),
            fields.size() > 4 ? fields.get(4) : "0",
            fields.size() > 5 ? fields.get(5) : "0"));
  }

  /** The line, with what cannot stand in a field as octal digits. */
  String line() {
    return String.join(
        " ",
        escape(source),
        escape(path),
        escape(type),
        escape(options),
        escape(dump),
        escape(pass));
  }

  private static String escape(String field) {
    return field
        .replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("&", "\\046");
  }

  static String unescape(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            octal ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
  }

  /** The first line about the same mount point. */
  Optional<FstabEntry> find(List<String> lines) {
    return lines.stream()
        .map(FstabEntry::parse)
        .flatMap(Optional::stream)
        .filter(this::isSamePlace)
        .findFirst();
  }

  /** Swap has no place: its source tells which it is. */
  private boolean isSamePlace(FstabEntry other) {
    boolean swap = other.type.equals("swap") && other.path.equals("none");
    return swap ? path.equals("none") && source.equals(other.source) : path.equals(other.path);
  }

  /** The lines with this entry, at its old place if it has one. */
  List<String> putInto(List<String> lines) {
    List<String> edited = new ArrayList<>();
    boolean found = false;
    for (String line : lines) {
      Optional<FstabEntry> entry = parse(line).filter(this::isSamePlace);
      found |= entry.isPresent();
      edited.add(entry.isEmpty() || entry.get().equals(this) ? line : line());
    }
    if (!found) {
      edited.add(line());
    }
    return edited;
  }

  /** The lines without any of the same mount point. */
  List<String> takeOutOf(List<String> lines) {
    return lines.stream().filter(line -> parse(line).filter(this::isSamePlace).isEmpty()).toList();
  }
}
