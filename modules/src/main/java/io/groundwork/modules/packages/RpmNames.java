package io.groundwork.modules.packages;

import io.groundwork.module.Params;
import java.util.List;

/** The words of a task that go to a manager of rpm packages, checked while loading. */
final class RpmNames {

  private RpmNames() {}

  /** Packages, patterns, groups and files. */
  static List<String> of(Params params) {
    return words(params, "name");
  }

  /** Words of a list: without blanks, and none that the manager would take for an option. */
  static List<String> words(Params params, String parameter) {
    List<String> words = params.strings(parameter).stream().map(String::strip).distinct().toList();
    for (String word : words) {
      if (word.isEmpty() || word.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
        throw params.problem(parameter, "holds \"" + word + "\", which is not one word");
      }
      if (word.startsWith("-")) {
        throw params.problem(parameter, "holds \"" + word + "\", which would be an option");
      }
      if (word.indexOf('<') >= 0 || word.indexOf('>') >= 0) {
        throw params.problem(
            parameter,
            "holds \"" + word + "\"; ranges of versions are not taken, give the version");
      }
    }
    return words;
  }
}
