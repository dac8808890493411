package io.groundwork.facts;

import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which operating system a host runs, from its {@code os-release} and the files that say more.
 *
 * @param id {@code ID}: debian, ubuntu, rhel …
 * @param idLike {@code ID_LIKE}, the systems it derives from; empty when it names none
 * @param name {@code NAME}
 * @param prettyName {@code PRETTY_NAME}, or the name
 * @param version as exact as the host tells it: {@code 12.11}, {@code 7.9.2009}; empty for a
 *     rolling or unreleased system
 * @param codename {@code VERSION_CODENAME}, or what stands in brackets behind the version
 * @param variant {@code VARIANT_ID} or, on Astra Linux, the level that its license file names
 */
public record OperatingSystem(
    String id,
    String idLike,
    String name,
    String prettyName,
    String version,
    String codename,
    Optional<String> variant) {

  private static final Pattern SETTING = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern NUMBERS = Pattern.compile("([0-9]+(?:\\.[0-9]+)*).*");
  private static final Pattern CENTOS = Pattern.compile(".*release ([0-9]+(?:\\.[0-9]+)*).*");
  private static final Pattern BRACKETS = Pattern.compile(".*\\(([^)]+)\\).*");
  private static final Pattern LEVEL =
      Pattern.compile(".*\\b(orel|voronezh|smolensk)\\b.*", Pattern.CASE_INSENSITIVE);

  public OperatingSystem {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(idLike, "idLike");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(prettyName, "prettyName");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(codename, "codename");
    Objects.requireNonNull(variant, "variant");
  }

  /** Reads what {@link #parse} takes. */
  public static Snippet.Call call() {
    return Snippet.resource(OperatingSystem.class, "distribution.sh").call();
  }

  /**
   * The system that those files describe.
   *
   * @throws IllegalArgumentException when the host tells no {@code ID}
   */
  public static OperatingSystem parse(Reading reading) {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      String[] parts = line.split("\t", 2);
      if (parts.length < 2) {
        throw Lines.unexpected(line);
      }
      Matcher setting = SETTING.matcher(parts[1].strip());
      if (!parts[0].equals("os-release")) {
        others.merge(parts[0], parts[1].strip(), (first, next) -> first + " " + next);
      } else if (setting.matches()) {
        settings.put(setting.group(1), unquote(setting.group(2)));
      }
    }
    String id = settings.getOrDefault("ID", "").toLowerCase(Locale.ROOT);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("os-release names no ID");
    }
    String name = settings.getOrDefault("NAME", id);
    return new OperatingSystem(
        id,
        settings.getOrDefault("ID_LIKE", ""),
        name,
        settings.getOrDefault("PRETTY_NAME", name),
        version(id, settings, others),
        codename(settings),
        variant(settings, others));
  }

  /** The version up to its first dot. */
  public String majorVersion() {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  /** Debian tells its point release, and CentOS its minor version, only in a file of their own. */
  private static String version(
      String id, Map<String, String> settings, Map<String, String> others) {
    String plain = numbers(settings.getOrDefault("VERSION_ID", ""));
    if (id.equals("debian")) {
      String exact = numbers(others.getOrDefault("debian_version", ""));
      return exact.isEmpty() ? plain : exact;
    }
    if (id.equals("centos")) {
      Matcher exact = CENTOS.matcher(others.getOrDefault("centos-release", ""));
      return exact.matches() ? exact.group(1) : plain;
    }
    return plain;
  }

  /** Astra Linux writes its architecture behind the version: {@code 1.7_x86-64}. */
  private static String numbers(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static String codename(Map<String, String> settings) {
    String given = settings.getOrDefault("VERSION_CODENAME", "");
    if (!given.isEmpty() && !given.equals(settings.get("VERSION_ID"))) {
      return given;
    }
    Matcher brackets = BRACKETS.matcher(settings.getOrDefault("VERSION", ""));
    return brackets.matches() ? brackets.group(1) : "";
  }

  private static Optional<String> variant(
      Map<String, String> settings, Map<String, String> others) {
    Optional<String> given =
        Optional.ofNullable(settings.get("VARIANT_ID")).filter(text -> !text.isEmpty());
    Matcher level = LEVEL.matcher(others.getOrDefault("astra_license", ""));
    return given
        .or(() -> level.matches() ? Optional.of(level.group(1)) : Optional.empty())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  /** The value of a shell assignment, without running a shell. */
  private static String unquote(String text) {
    String value = text.strip();
    if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
      return value.substring(1, value.length() - 1);
    }
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      return value.substring(1, value.length() - 1).replaceAll("\\\\([\\\\\"$`])", "$1");
    }
    return value;
  }
}
