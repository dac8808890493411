package io.groundwork.modules.postgresql;

import io.groundwork.text.Suggestion;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An attribute that a role of PostgreSQL has or has not, with the server's name for it. */
enum RoleFlag {
  SUPERUSER("rolsuper", false),
  INHERIT("rolinherit", true),
  CREATEROLE("rolcreaterole", false),
  CREATEDB("rolcreatedb", false),
  LOGIN("rolcanlogin", true),
  REPLICATION("rolreplication", false),
  BYPASSRLS("rolbypassrls", false);

  private final String column;
  private final boolean fallback;

  RoleFlag(String column, boolean fallback) {
    this.column = column;
    this.fallback = fallback;
  }

  String column() {
    return column;
  }

  /** What a role made by this project is unless a task says otherwise. */
  boolean fallback() {
    return fallback;
  }

  /** {@code CREATEDB} or {@code NOCREATEDB}. */
  String word(boolean has) {
    return has ? name() : "NO" + name();
  }

  /**
   * Reads {@code LOGIN}, {@code NOSUPERUSER}, ….
   *
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static Map<RoleFlag, Boolean> parse(List<String> words) {
    Map<RoleFlag, Boolean> flags = new EnumMap<>(RoleFlag.class);
    for (String word : words) {
      String upper = word.strip().toUpperCase(Locale.ROOT);
      RoleFlag flag =
          Arrays.stream(values())
              .filter(one -> one.name().equals(upper) || one.word(false).equals(upper))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(word)));
      Boolean earlier = flags.put(flag, flag.name().equals(upper));
      if (earlier != null && !earlier.equals(flags.get(flag))) {
        throw new IllegalArgumentException(
            "says both " + flag.word(true) + " and " + flag.word(false));
      }
    }
    return flags;
  }

  private static String unknown(String word) {
    List<String> known =
        Arrays.stream(values())
            .flatMap(f -> List.of(f.word(true), f.word(false)).stream())
            .toList();
    return "holds \""
        + word
        + "\"; "
        + Suggestion.didYouMean(word.toUpperCase(Locale.ROOT), known)
            .orElse("it takes " + String.join(", ", known));
  }
}
