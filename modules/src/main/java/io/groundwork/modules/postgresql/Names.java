package io.groundwork.modules.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.module.Params;

/** Names of roles and databases. */
final class Names {

  private static final int MAX_BYTES = 63;

  private Names() {}

  /** A given name that the server keeps whole. */
  static String check(Params params, String parameter) {
    String name = params.string(parameter);
    int bytes = name.getBytes(UTF_8).length;
    if (bytes == 0 || bytes > MAX_BYTES || name.chars().anyMatch(c -> c < ' ' || c == '|')) {
      throw params.problem(
          parameter,
          "takes a name of 1 to 63 bytes without control characters and \"|\", not \""
              + name
              + "\"");
    }
    return name;
  }
}
