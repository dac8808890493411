package io.groundwork.modules.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package in a repository.
 *
 * @param uri where it is
 * @param name of its file
 * @param size in bytes
 * @param sha256 hexadecimal
 * @param record what the repository's index says of it, without its place and its sums
 */
record Deb(String uri, String name, long size, String sha256, String record) {

  private static final Pattern LINE =
      Pattern.compile("'([^']+)' ([A-Za-z0-9][A-Za-z0-9.+~%_-]*\\.deb) ([0-9]{1,12}) \\S*");
  private static final Pattern FIELD = Pattern.compile("(?m)^([A-Za-z0-9-]+): *(.*)$");
  private static final Pattern PLACE =
      Pattern.compile("(?m)^(Filename|Size|MD5sum|SHA1|SHA256|SHA512): .*\n?");

  Deb {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(record, "record");
  }

  /**
   * What apt says it would fetch.
   *
   * @param told lines of files, an empty line, records
   * @throws IllegalArgumentException when it says something else
   */
  static List<Deb> parse(String told) {
    String[] parts = told.split("\n\n", 2);
    Map<String, String> records = records(parts.length < 2 ? "" : parts[1]);
    List<Deb> debs = new ArrayList<>();
    for (String line : parts[0].lines().filter(one -> !one.isBlank()).toList()) {
      Matcher file = LINE.matcher(line);
      if (!file.matches()) {
        throw new IllegalArgumentException("apt says \"" + line + "\" instead of a file");
      }
      // The package that is given as a file is there already.
      if (!file.group(1).startsWith("file:") && !file.group(1).startsWith("/")) {
        debs.add(deb(file, records));
      }
    }
    return debs;
  }

  private static Deb deb(Matcher file, Map<String, String> records) {
    String identity = file.group(2).replace("%3a", ":");
    String record =
        Optional.ofNullable(records.get(identity + " " + file.group(3)))
            .orElseThrow(
                () -> new IllegalArgumentException("apt has no record of " + file.group(2)));
    String sum = fields(record).getOrDefault("SHA256", "");
    if (!sum.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(file.group(2) + " has no SHA-256 sum in its repository");
    }
    return new Deb(
        file.group(1),
        identity.replaceFirst("_[0-9]+:", "_"),
        Long.parseLong(file.group(3)),
        sum,
        PLACE.matcher(record).replaceAll("").stripTrailing());
  }

  private static Map<String, String> records(String text) {
    Map<String, String> records = new HashMap<>();
    for (String record : text.split("\n\n+", -1)) {
      Map<String, String> fields = fields(record);
      String identity =
          fields.get("Package") + "_" + fields.get("Version") + "_" + fields.get("Architecture");
      records.putIfAbsent(identity + ".deb " + fields.get("Size"), record);
    }
    return records;
  }

  private static Map<String, String> fields(String record) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(record);
    while (field.find()) {
      fields.putIfAbsent(field.group(1), field.group(2).strip());
    }
    return fields;
  }

  /** Where it is in a bundle. */
  String path() {
    return "pool/" + name;
  }

  /** What a bundle's index says of it. */
  String entry() {
    return record + "\nFilename: " + path() + "\nSize: " + size + "\nSHA256: " + sha256 + "\n";
  }
}
