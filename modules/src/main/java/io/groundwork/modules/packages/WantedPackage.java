package io.groundwork.modules.packages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package as a task names it.
 *
 * @param name its name, perhaps with {@code :architecture}; or a pattern for names
 * @param operator what stands between name and version
 * @param version the version it must have: a whole Debian version, the upstream version alone or a
 *     pattern; after {@code >=} the oldest that will do
 */
record WantedPackage(String name, Operator operator, Optional<String> version) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?");
  private static final Pattern NAMES = Pattern.compile("[a-z0-9+.*?\\[\\]!-]+(:[a-z0-9-]+)?");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]*");
  private static final Pattern VERSIONS =
      Pattern.compile("[A-Za-z0-9*?\\[][A-Za-z0-9.+~:*?\\[\\]!-]*");

  /** How versions are compared. */
  enum Operator {
    EXACT("="),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  WantedPackage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(version, "version");
  }

  /**
   * Reads {@code name}, {@code name=version} or {@code name>=version}.
   *
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static WantedPackage parse(String text) {
    int equals = text.indexOf('=');
    String left = equals < 0 ? text : text.substring(0, equals);
    Operator operator = left.endsWith(">") ? Operator.AT_LEAST : Operator.EXACT;
    String name = operator == Operator.AT_LEAST ? left.substring(0, left.length() - 1) : left;
    if (name.indexOf('<') >= 0 || name.indexOf('>') >= 0) {
      throw new IllegalArgumentException(
          "takes \"name=version\" or \"name>=version\", no other range: \"" + text + "\"");
    }
    if (!NAME.matcher(name).matches() && !(isPattern(name) && NAMES.matcher(name).matches())) {
      throw new IllegalArgumentException("holds \"" + name + "\", which is no package name");
    }
    if (equals < 0) {
      return new WantedPackage(name, operator, Optional.empty());
    }
    String version = text.substring(equals + 1);
    Pattern form = operator == Operator.EXACT ? VERSIONS : VERSION;
    if (!form.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "holds \"" + text + "\", where \"" + version + "\" is no version");
    }
    return new WantedPackage(name, operator, Optional.of(version));
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /** Whether the name stands for every package whose name matches it. */
  boolean isPattern() {
    return isPattern(name);
  }

  /** The same for a package of this name. */
  WantedPackage named(String other) {
    return new WantedPackage(other, operator, version);
  }

  /** {@code name}, {@code name=version} or {@code name>=version}. */
  String spec() {
    return version.map(wanted -> name + operator.sign + wanted).orElse(name);
  }

  /** Whether this version is what is asked for. */
  boolean accepts(String installed) {
    return version.isEmpty() || pick(List.of(installed)).isPresent();
  }

  /** The version to install, of those that are offered, the newest first. */
  Optional<String> pick(List<String> offered) {
    String wanted = version.orElseThrow();
    if (operator == Operator.AT_LEAST) {
      DebianVersion oldest = new DebianVersion(wanted);
      return offered.stream()
          .filter(one -> !new DebianVersion(one).isOlderThan(oldest))
          .findFirst();
    }
    return isPattern(wanted)
        ? offered.stream().filter(one -> matches(wanted, one)).findFirst()
        : DebianVersion.exactly(wanted, offered);
  }

  private static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < pattern.length(); index++) {
      char c = pattern.charAt(index);
      int end = c == '[' ? pattern.indexOf(']', index + 2) : -1;
      if (end > 0) {
        String set = pattern.substring(index + 1, end);
        regex.append(set.startsWith("!") ? "[^" + set.substring(1) : "[" + set).append(']');
        index = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return text.matches(regex.toString());
  }
}
