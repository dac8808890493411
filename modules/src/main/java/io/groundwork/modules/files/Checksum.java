package io.groundwork.modules.files;

import io.groundwork.module.Params;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The checksum a download must have.
 *
 * @param algorithm such as {@code sha256}; empty for no checksum
 * @param hex the checksum in small letters; empty when it is to be looked up in a list
 * @param list address of a list of checksums; empty when {@code hex} is given
 */
record Checksum(String algorithm, String hex, String list) {

  static final Checksum NONE = new Checksum("", "", "");

  private static final List<String> ALGORITHMS =
      List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");

  Checksum {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(hex, "hex");
    Objects.requireNonNull(list, "list");
  }

  /**
   * @throws io.groundwork.text.LoadException when it is not {@code ALGORITHM:HEX} or {@code
   *     ALGORITHM:URL}
   */
  static Checksum of(Params params, String parameter) {
    String text = params.optional(parameter).orElse("");
    if (text.isEmpty()) {
      return NONE;
    }
    int colon = text.indexOf(':');
    String algorithm = text.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    if (!ALGORITHMS.contains(algorithm)) {
      throw params.problem(
          parameter, "begins with one of " + String.join(", ", ALGORITHMS) + " and a colon");
    }
    String value = text.substring(colon + 1).strip();
    if (value.contains("://")) {
      return new Checksum(algorithm, "", Download.address(params, parameter, value));
    }
    if (!value.matches("[0-9a-fA-F]+") || value.length() != digits(algorithm)) {
      throw params.problem(
          parameter,
          "takes "
              + digits(algorithm)
              + " hexadecimal digits or an address behind "
              + algorithm
              + ":");
    }
    return new Checksum(algorithm, value.toLowerCase(Locale.ROOT), "");
  }

  private static int digits(String algorithm) {
    return switch (algorithm) {
      case "md5" -> 32;
      case "sha1" -> 40;
      default -> Integer.parseInt(algorithm.substring(3)) / 4;
    };
  }

  /** What makes it; empty when there is nothing to compare with before a download. */
  String command() {
    return hex.isEmpty() ? "" : algorithm + "sum";
  }

  boolean isKnown() {
    return !hex.isEmpty();
  }
}
