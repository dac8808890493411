package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host found below directories, as {@code find.probe.sh} told it.
 *
 * @param examined how many it looked at
 * @param now its time, in seconds since 1970
 * @param skipped directories it could not look at, with the reason
 */
record FoundFiles(List<Found> all, long examined, long now, Map<String, Object> skipped) {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter SLASHES = Splitter.on('/').limit(4);

  FoundFiles {
    all = List.copyOf(all);
    skipped = ImmutableMap.copyOf(skipped);
  }

  /**
   * One thing that was found.
   *
   * @param about as {@code stat} gives it
   */
  record Found(String path, Map<String, Object> about) {
    Found {
      about = ImmutableMap.copyOf(about);
    }

    boolean is(String kind) {
      return Boolean.TRUE.equals(about.get(kind));
    }

    boolean isFile() {
      return is("isreg");
    }

    long number(String name) {
      return (Long) about.get(name);
    }

    long depth() {
      return path.chars().filter(c -> c == '/').count();
    }
  }

  /**
   * Takes what the snippet printed apart.
   *
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static FoundFiles parse(List<String> paths, Reading reading) {
    List<Found> found = new ArrayList<>();
    Map<String, String> sums = new HashMap<>();
    Map<String, Object> skipped = new LinkedHashMap<>();
    long examined = 0;
    long now = 0;
    int directory = -1;
    for (String line : LINES.split(reading.context())) {
      String value = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
        case "now" -> now = Long.parseLong(value);
        case "examined" -> examined += Long.parseLong(value.strip());
        case "is" -> found.add(found(value, false));
        case "hex" -> found.add(found(value, true));
        case "sum" -> sums.put(name(value.substring(value.indexOf(' ') + 1)), value);
        default -> {
          switch (line) {
            case "directory" -> directory++;
            case "missing" ->
                skipped.put(
                    paths.get(directory), "'" + paths.get(directory) + "' is not a directory");
            case "partly" -> skipped.put(paths.get(directory), "not all below it can be read");
            default -> throw new IllegalArgumentException("unexpected line: " + line);
          }
        }
      }
    }
    return new FoundFiles(
        found.stream().map(one -> with(one, sums)).toList(), examined, now, skipped);
  }

  private static Found with(Found one, Map<String, String> sums) {
    String sum = sums.get(one.path());
    if (sum == null) {
      return one;
    }
    Map<String, Object> about = new LinkedHashMap<>(one.about());
    about.put("checksum", sum.substring(0, sum.indexOf(' ')));
    return new Found(one.path(), about);
  }

  private static Found found(String line, boolean hex) {
    List<String> parts = SLASHES.splitToList(line);
    if (parts.size() != 4) {
      throw new IllegalArgumentException("unexpected attributes: " + line);
    }
    String path = hex ? name(parts.get(3)) : "/" + parts.get(3);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("path", path);
    about.putAll(StatModule.attributes(parts.get(0)));
    about.put("pw_name", parts.get(1));
    about.put("gr_name", parts.get(2));
    return new Found(path, about);
  }

  private static String name(String hex) {
    return new String(HexFormat.of().parseHex(hex), UTF_8);
  }

  /** What is asked for, as results. */
  List<Map<String, Object>> chosen(FileSearch wanted) {
    List<Found> chosen =
        all.stream()
            .filter(one -> wanted.takes(one, now))
            .sorted(Comparator.comparing(Found::path))
            .toList();
    if (wanted.limit().isPresent()) {
      chosen =
          chosen.stream()
              .sorted(Comparator.comparingLong(Found::depth))
              .limit(wanted.limit().getAsLong())
              .sorted(Comparator.comparing(Found::path))
              .toList();
    }
    return chosen.stream().map(Found::about).toList();
  }
}
