package io.groundwork.modules.system;

import io.groundwork.module.Params;

/** Names of users and groups as the tools of Linux take them. */
final class AccountName {

  private AccountName() {}

  /** The name that a parameter gives. */
  static String of(Params params, String parameter, String text) {
    if (!text.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?")) {
      throw params.problem(
          parameter,
          "takes up to 32 letters, digits, \"_\", \".\" and \"-\", not starting with \"-\"; not \""
              + text
              + "\"");
    }
    return text;
  }
}
