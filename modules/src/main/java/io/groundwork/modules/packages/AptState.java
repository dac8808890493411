package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import io.groundwork.module.Diff;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a host has and could get.
 *
 * @param usable whether the host has apt at all
 * @param interrupted whether a dpkg was ended in the middle, so that apt-get refuses everything
 * @param unfinished packages of the whole host that are unpacked and not configured
 * @param automatic named packages that came only because something else needed them
 * @param known what dpkg knows, in its order
 * @param matches what each pattern stands for
 * @param file the package in a file, if the task names one
 * @param sweeps what there is to do on the host as a whole
 * @param offers by name; only of packages that a repository offers, and only when it mattered
 * @param foreseen what apt-get would do for the named packages, and only when it mattered
 * @param listsAge age of the package lists in seconds; empty when there are none or nobody asked
 * @param listsStamp when they were refreshed, in seconds since 1970; likewise
 */
record AptState(
    boolean usable,
    boolean interrupted,
    List<Diff> unfinished,
    Set<String> automatic,
    List<Known> known,
    Map<String, List<String>> matches,
    DebFile file,
    Map<AptSweep, Transaction> sweeps,
    Map<String, Offer> offers,
    Transaction foreseen,
    OptionalLong listsAge,
    OptionalLong listsStamp) {

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

    /** Whether it was unpacked, and only its configuration is left to do. */
    boolean isUnfinished() {
      return status.charAt(0) == 'i' && "UF".indexOf(status.charAt(1)) >= 0;
    }

    boolean isFor(String wanted) {
      return architecture.equals(wanted) || architecture.equals("all");
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
            .filter(one -> colon < 0 || one.isFor(name.substring(colon + 1)))
            .toList();
    return found.stream()
        .filter(Known::isInstalled)
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /** Whether this package is there only because something else needed it. */
  boolean isAutomatic(String name) {
    return automatic.contains(name.replaceFirst(":.*", ""))
        && find(name).filter(Known::isInstalled).isPresent();
  }

  /** The packages that a task means, its patterns replaced by what they stand for. */
  List<WantedPackage> meant(List<WantedPackage> wanted) {
    List<WantedPackage> meant = new ArrayList<>();
    for (WantedPackage one : wanted) {
      if (one.isPattern()) {
        matches.getOrDefault(one.name(), List.of()).forEach(name -> meant.add(one.named(name)));
      } else {
        meant.add(one);
      }
    }
    return meant.stream().distinct().toList();
  }

  /**
   * A package's file.
   *
   * @param state whether there is one
   * @param name the package's name
   * @param trouble why the file cannot be used
   */
  record DebFile(State state, String name, String version, String trouble) {

    enum State {
      NOT_ASKED,
      THERE,
      ABSENT,
      UNUSABLE
    }

    static final DebFile NONE = new DebFile(State.NOT_ASKED, "", "", "");
  }

  /** Parses what {@code apt.probe.sh} prints. */
  static AptState parse(Reading reading) {
    boolean usable = true;
    boolean interrupted = false;
    List<Diff> unfinished = new ArrayList<>();
    Set<String> automatic = new HashSet<>();
    List<Known> known = new ArrayList<>();
    Map<String, List<String>> matches = new LinkedHashMap<>();
    DebFile file = DebFile.NONE;
    Map<AptSweep, Transaction> sweeps = new EnumMap<>(AptSweep.class);
    Optional<AptSweep> sweep = Optional.empty();
    for (String line : LINES.split(reading.state())) {
      List<String> words = WORDS.splitToList(line);
      if (sweep.isPresent() && Transaction.owns(words.get(0))) {
        sweeps.merge(sweep.get(), Transaction.EMPTY.and(line, words), (a, b) -> a.and(line, words));
        continue;
      }
      switch (words.get(0)) {
        case "no-apt" -> usable = false;
        case "interrupted" -> interrupted = true;
        case "unfinished" -> unfinished.add(unfinished(line, words));
        case "automatic" -> automatic.add(words.get(1));
        case "package" -> known.add(known(line, words));
        case "match" -> matches.put(words.get(1), words.subList(2, words.size()));
        case "sweep" -> {
          sweep = Optional.of(AptSweep.of(words.get(1)));
          sweeps.put(sweep.get(), Transaction.EMPTY);
        }
        default -> file = file(line, words);
      }
    }
    Map<String, Offer> offers = new LinkedHashMap<>();
    Transaction foreseen = Transaction.EMPTY;
    OptionalLong age = OptionalLong.empty();
    OptionalLong stamp = OptionalLong.empty();
    for (String line : LINES.split(reading.context())) {
      List<String> words = WORDS.splitToList(line);
      if (Transaction.owns(words.get(0))) {
        foreseen = foreseen.and(line, words);
        continue;
      }
      switch (words.get(0)) {
        case "offer" -> offers.put(words.get(1), offer(line, words));
        case "age" -> {
          age = OptionalLong.of(Long.parseLong(words.get(1)));
          stamp =
              words.size() > 2
                  ? OptionalLong.of(Long.parseLong(words.get(2)))
                  : OptionalLong.empty();
        }
        default -> throw unexpected(line);
      }
    }
    return new AptState(
        usable,
        interrupted,
        List.copyOf(unfinished),
        Set.copyOf(automatic),
        List.copyOf(known),
        Map.copyOf(matches),
        file,
        Map.copyOf(sweeps),
        Map.copyOf(offers),
        foreseen,
        age,
        stamp);
  }

  private static Diff unfinished(String line, List<String> words) {
    if (words.size() != 3) {
      throw unexpected(line);
    }
    return Diff.value(words.get(1), words.get(2) + " (not configured)", words.get(2));
  }

  private static DebFile file(String line, List<String> words) {
    return switch (words.get(0)) {
      case "deb-absent" -> new DebFile(DebFile.State.ABSENT, "", "", "");
      case "deb-trouble" ->
          new DebFile(
              DebFile.State.UNUSABLE, "", "", line.substring("deb-trouble".length()).strip());
      case "deb" -> {
        if (words.size() != 4) {
          throw unexpected(line);
        }
        yield new DebFile(DebFile.State.THERE, words.get(1), words.get(2), "");
      }
      default -> throw unexpected(line);
    };
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
