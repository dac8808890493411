package io.groundwork.modules.files;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/** What the modules that edit files take in the same way. */
final class EditParameters {

  private EditParameters() {}

  static Parameter path() {
    return Parameter.of(
            "path",
            Parameter.Type.PATH,
            "The file, at most 1 MiB. Where it is a link, what it points to.")
        .alias("dest", "destfile", "name")
        .mandatory();
  }

  /** A regular expression that is looked for in single lines. */
  static Optional<PythonRegex> regex(Params params, String name) {
    return params.optional(name).map(text -> compile(params, name, text, PythonRegex::of));
  }

  static PythonRegex compile(
      Params params, String name, String text, Function<String, PythonRegex> how) {
    try {
      return how.apply(text);
    } catch (PatternSyntaxException e) {
      throw params.problem(
          name, "is no regular expression: " + e.getDescription() + " at " + e.getIndex());
    }
  }
}
