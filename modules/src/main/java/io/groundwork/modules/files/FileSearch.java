package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What to find below directories.
 *
 * @param type file, directory, link or any
 * @param age seconds; empty for any
 * @param stamp which time counts: atime, ctime or mtime
 * @param size bytes; empty for any
 * @param contains what a line of a file fits; empty for anything
 * @param checksum whether to give the SHA-1 of files
 * @param limit how many to give at most; empty for all
 */
record FileSearch(
    List<String> paths,
    Names names,
    String type,
    Reach reach,
    Optional<Amount> age,
    String stamp,
    Optional<Amount> size,
    Optional<GrepRegex> contains,
    boolean checksum,
    OptionalLong limit) {

  /**
   * Which names to take.
   *
   * @param patterns of which one must fit; none for all names
   * @param excludes of which none may fit
   * @param hidden whether those that begin with a dot count
   */
  record Names(List<Pattern> patterns, List<Pattern> excludes, boolean hidden) {
    Names {
      patterns = List.copyOf(patterns);
      excludes = List.copyOf(excludes);
    }

    boolean take(String name) {
      return (hidden || !name.startsWith("."))
          && (patterns.isEmpty() || fits(patterns, name))
          && !fits(excludes, name);
    }

    private static boolean fits(List<Pattern> any, String name) {
      return any.stream().anyMatch(pattern -> pattern.matcher(name).lookingAt());
    }
  }

  /**
   * How far to look.
   *
   * @param levels how many levels below the directory to take from; empty for all
   * @param limit the limit that was asked for, beyond which one level is still counted
   */
  record Reach(OptionalLong levels, OptionalLong limit, boolean recurse, boolean follow) {

    String taken() {
      return levels.isPresent() ? String.valueOf(levels.getAsLong()) : "";
    }

    /** Ansible also counts the level below the last one that it takes from. */
    String counted() {
      return limit.isPresent() ? String.valueOf(limit.getAsLong() + 1) : taken();
    }
  }

  /**
   * A bound.
   *
   * @param least whether it is the least rather than the most
   */
  record Amount(boolean least, long value) {
    boolean holds(long number) {
      return least ? number >= value : number <= value;
    }
  }

  FileSearch {
    paths = List.copyOf(paths);
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(contains, "contains");
    Objects.requireNonNull(limit, "limit");
  }

  /** Words by which the host's find leaves out most of what is not asked for. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!reach.follow() && !type.equals("any")) {
      words.addAll(List.of("-type", type.substring(0, 1)));
    }
    if (!names.hidden()) {
      words.addAll(List.of("!", "-name", ".*"));
    }
    if (type.equals("file") && size.isPresent() && size.get().least() && size.get().value() > 0) {
      words.addAll(List.of("-size", "+" + (size.get().value() - 1) + "c"));
    }
    return words;
  }

  /** Whether one that was found is asked for, by all that the host has not looked at. */
  boolean takes(FoundFiles.Found found, long now) {
    boolean kind =
        switch (type) {
          case "file" -> found.isFile();
          case "directory" -> found.is("isdir");
          case "link" -> found.is("islnk");
          default -> true;
        };
    return kind
        && names.take(HostPath.name(found.path()))
        && age.filter(one -> !one.holds(now - found.number(stamp))).isEmpty()
        && (!found.isFile() || size.filter(one -> !one.holds(found.number("size"))).isEmpty());
  }
}
