package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host has and could get.
 *
 * @param usable whether the host has apt at all
 * @param known what dpkg knows, in its order
 * @param offers by name; only of packages that a repository offers, and only when it mattered
 * @param listsAge age of the package lists in seconds; empty when there are none or nobody asked
 */
record AptState(
    boolean usable, List<Known> known, Map<String, Offer> offers, OptionalLong listsAge) {

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  /**
   * A package as dpkg knows it.
   *
   * @param status two letters: what is wanted (i, h for hold, r, p) and what is (i, c, n, …)
   * @param version the installed version, or the one whose configuration was left behind
   */
  record Known(String name, String status, String architecture, String version) {

    boolean isInstalled() {
      return status.charAt(1) == 'i';
    }

    boolean isHeld() {
      return status.charAt(0) == 'h';
    }

    /** Whether an installation was begun and not ended. */
    boolean isHalfInstalled() {
      return "UFHWt".indexOf(status.charAt(1)) >= 0;
    }

    boolean isTrace() {
      return status.charAt(1) != 'n';
    }
  }

  /**
   * What the configured repositories offer of a package.
   *
   * @param candidate what apt would install, if anything
   * @param versions every offered version, newest first
   */
  record Offer(Optional<String> candidate, List<String> versions) {}

  /** The known package of this name, an installed one before others. */
  Optional<Known> find(String name) {
    int colon = name.indexOf(':');
    String bare = colon < 0 ? name : name.substring(0, colon);
    List<Known> found =
        known.stream()
            .filter(one -> one.name().equals(bare))
            .filter(one -> colon < 0 || one.architecture().equals(name.substring(colon + 1)))
            .toList();
    return found.stream()
        .filter(Known::isInstalled)
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /** Parses what {@code apt.probe.sh} prints. */
  static AptState parse(Reading reading) {
    boolean usable = true;
    List<Known> known = new ArrayList<>();
    for (String line : LINES.split(reading.state())) {
      List<String> words = WORDS.splitToList(line);
      switch (words.get(0)) {
        case "no-apt" -> usable = false;
        case "package" -> known.add(known(line, words));
        default -> throw unexpected(line);
      }
    }
    Map<String, Offer> offers = new LinkedHashMap<>();
    OptionalLong age = OptionalLong.empty();
    for (String line : LINES.split(reading.context())) {
      List<String> words = WORDS.splitToList(line);
      switch (words.get(0)) {
        case "offer" -> offers.put(words.get(1), offer(line, words));
        case "age" -> age = OptionalLong.of(Long.parseLong(words.get(1)));
        default -> throw unexpected(line);
      }
    }
    return new AptState(usable, List.copyOf(known), Map.copyOf(offers), age);
  }

  private static Known known(String line, List<String> words) {
    if (words.size() < 3 || words.size() > 5 || words.get(2).length() < 2) {
      throw unexpected(line);
    }
    return new Known(words.get(1), words.get(2), word(words, 3), word(words, 4));
  }

  /** What dpkg only heard of has neither architecture nor version. */
  private static String word(List<String> words, int at) {
    return words.size() > at ? words.get(at) : "";
  }

  private static Offer offer(String line, List<String> words) {
    if (words.size() < 3) {
      throw unexpected(line);
    }
    return new Offer(
        Optional.of(words.get(2)).filter(version -> !version.equals("(none)")),
        words.subList(3, words.size()));
  }

  private static IllegalArgumentException unexpected(String line) {
    return new IllegalArgumentException("unexpected line about packages: " + line);
  }
}
