package io.groundwork.modules.files;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;

/**
 * The parameter {@code dest} of modules that put a file somewhere. It is a text and no path, since
 * a slash at its end matters.
 */
final class DestParameter {

  private static final String NAME = "dest";

  private DestParameter() {}

  static Parameter of(String description) {
    return Parameter.of(NAME, Parameter.Type.STRING, description).mandatory();
  }

  /**
   * The path without the slash at its end.
   *
   * @throws io.groundwork.text.LoadException when it is not absolute
   */
  static String path(Params params) {
    String dest = params.string(NAME);
    if (!dest.startsWith("/")) {
      throw params.problem(NAME, "takes an absolute path, not \"" + dest + "\"");
    }
    if (dest.indexOf('\0') >= 0) {
      throw params.problem(NAME, "holds a NUL character, which no path can");
    }
    return HostPath.clean(dest);
  }

  static boolean isDirectory(Params params) {
    return params.string(NAME).endsWith("/");
  }
}
