package io.groundwork.modules.packages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package as a task names it.
 *
 * @param name its name, perhaps with {@code :architecture}
 * @param version the version it must have: a whole Debian version, or the upstream version alone
 */
record WantedPackage(String name, Optional<String> version) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]*");

  WantedPackage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
  }

  /**
   * Reads {@code name} or {@code name=version}.
   *
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static WantedPackage parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (name.endsWith("<") || name.endsWith(">")) {
      throw new IllegalArgumentException(
          "takes \"name=version\", not a range of versions: \"" + text + "\"");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("holds \"" + name + "\", which is no package name");
    }
    if (equals < 0) {
      return new WantedPackage(name, Optional.empty());
    }
    String version = text.substring(equals + 1);
    if (version.contains("*")) {
      throw new IllegalArgumentException(
          "holds \""
              + text
              + "\", but a version is taken exactly, as a pattern such as 16.1* matches 16.10 too;"
              + " write the version without \"*\"");
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "holds \"" + text + "\", where \"" + version + "\" is no version");
    }
    return new WantedPackage(name, Optional.of(version));
  }

  /** {@code name} or {@code name=version}. */
  String spec() {
    return version.map(exact -> name + "=" + exact).orElse(name);
  }

  /** Whether this version is what is asked for. */
  boolean accepts(String installed) {
    return version
        .map(exact -> DebianVersion.exactly(exact, List.of(installed)).isPresent())
        .orElse(true);
  }
}
