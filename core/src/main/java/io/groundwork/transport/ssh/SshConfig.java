package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config} say about a host. As in OpenSSH the
 * first value of a keyword counts. {@code Match} blocks other than {@code Match all} are passed
 * over.
 */
final class SshConfig {

  private static final int DEEPEST_INCLUDE = 8;
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

  private record Line(List<String> hosts, String keyword, List<String> values) {}

  private final Path home;
  private final List<Line> lines = new ArrayList<>();

  private SshConfig(Path home) {
    this.home = home;
  }

  /** Reads the files there are. */
  static SshConfig read(Path home, List<Path> files) throws IOException {
    SshConfig config = new SshConfig(home);
    for (Path file : files) {
      config.load(file, List.of("*"), 0);
    }
    return config;
  }

  private void load(Path file, List<String> within, int depth) throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      return;
    }
    List<String> hosts = within;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = words(line);
      String keyword = words.get(0).toLowerCase(Locale.ROOT);
      List<String> values = words.subList(1, words.size());
      switch (keyword) {
        case "host" -> hosts = values;
        case "match" -> hosts = values.equals(List.of("all")) ? List.of("*") : List.of();
        case "include" -> include(file, values, hosts, depth);
        default -> lines.add(new Line(hosts, keyword, values));
      }
    }
  }

  /** {@code Keyword value…} or {@code Keyword=value}; a value may stand in double quotes. */
  private static List<String> words(String line) {
    String text = line.replaceFirst("^(\\w+)\\s*=\\s*", "$1 ");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(Optional.ofNullable(matcher.group(1)).orElseGet(matcher::group));
    }
    return words.isEmpty() ? List.of(text) : words;
  }

  private void include(Path file, List<String> patterns, List<String> hosts, int depth)
      throws IOException {
    if (depth >= DEEPEST_INCLUDE || hosts.isEmpty()) {
      return;
    }
    for (String pattern : patterns) {
      Path path = file.resolveSibling(expand(pattern));
      Path folder = path.getParent();
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(folder, path.getFileName().toString())) {
        List<Path> sorted = new ArrayList<>();
        found.forEach(sorted::add);
        sorted.sort(null);
        for (Path included : sorted) {
          load(included, hosts, depth + 1);
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        // an Include that matches nothing is no error
      }
    }
  }

  /** The first value of a keyword, for the host as it was named; spaces inside are kept as one. */
  Optional<String> first(String host, String keyword) {
    return values(host, keyword).stream().findFirst().map(values -> String.join(" ", values));
  }

  /** Every value of a keyword that adds up, such as {@code IdentityFile}. */
  List<List<String>> values(String host, String keyword) {
    String wanted = keyword.toLowerCase(Locale.ROOT);
    return lines.stream()
        .filter(line -> line.keyword().equals(wanted) && !line.values().isEmpty())
        .filter(line -> covers(line.hosts(), host))
        .map(Line::values)
        .toList();
  }

  boolean isYes(String host, String keyword) {
    return first(host, keyword).filter("yes"::equalsIgnoreCase).isPresent();
  }

  private static boolean covers(List<String> patterns, String host) {
    boolean covered = false;
    for (String pattern : patterns) {
      boolean not = pattern.startsWith("!");
      if (KnownHosts.glob(not ? pattern.substring(1) : pattern, host)) {
        if (not) {
          return false;
        }
        covered = true;
      }
    }
    return covered;
  }

  /** A path with {@code ~} and {@code %d} filled in. */
  String expand(String path) {
    String text = path.replace("%d", home.toString()).replace("%%", "%");
    if (text.equals("~")) {
      return home.toString();
    }
    return text.startsWith("~/") ? home.resolve(text.substring(2)).toString() : text;
  }
}
