package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code replace}: whatever a regular expression finds in a file is something else. */
public final class ReplaceModule implements Module<WantedEdit, PathState> {

  private static final Spec SPEC =
      Spec.of(
              "replace",
              "Replaces all that a regular expression finds in a file",
              EditParameters.path(),
              Parameter.of(
                      "regexp",
                      Parameter.Type.STRING,
                      "Python's regular expression, looked for in the whole text; ^ and $ are at"
                          + " every line. If it is still found in what takes its place, every run"
                          + " replaces it again.")
                  .mandatory(),
              Parameter.of(
                      "replace",
                      Parameter.Type.STRING,
                      "What takes the place of each match; refers to groups as \\1 or \\g<name>."
                          + " Not given: nothing.")
                  .fallback(""),
              Parameter.of(
                  "after",
                  Parameter.Type.STRING,
                  "Look only at what is behind the first match of this regular expression, in"
                      + " which a dot is also a line break."),
              Parameter.of(
                  "before",
                  Parameter.Type.STRING,
                  "Look only at what is before this regular expression: before its first match"
                      + " behind after, or without after before its last match."),
              Parameter.of(
                      "encoding",
                      Parameter.Type.STRING,
                      "Only utf-8. Bytes that are none are left as they are.")
                  .choices("utf-8", "utf8", "UTF-8")
                  .fallback("utf-8"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("path", "the file")
          .result("msg", "what was done, as 3 replacements made")
          .result("mode", "such as 0644; beside it owner, uid, group, gid and size")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The old name of the server is nowhere
                replace:
                  path: /etc/hosts
                  regexp: '(\\s+)old\\.host\\.name(\\s+.*)?$'
                  replace: '\\1new.host.name\\2'
              """)
          .example(
              """
              - name: Nobody listens on port 80 any more
                replace:
                  path: /etc/apache2/sites-available/default.conf
                  after: <VirtualHost [*]:80>
                  before: </VirtualHost>
                  regexp: '^(\\s*[^#\\s].*)$'
                  replace: '# \\1'
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedEdit wanted(Params params) {
    PythonRegex regexp =
        EditParameters.compile(
            params, "regexp", params.string("regexp"), text -> PythonRegex.of(text, true, false));
    return new WantedEdit(
        HostPath.clean(params.string("path")),
        new Substitution(within(params), regexp, by(params, regexp)),
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), true),
        false);
  }

  private static BackReferences by(Params params, PythonRegex regexp) {
    try {
      return BackReferences.of(params.string("replace"), regexp);
    } catch (IllegalArgumentException e) {
      throw params.problem("replace", e.getMessage());
    }
  }

  private static Optional<PythonRegex> within(Params params) {
    String after = params.optional("after").orElse("");
    String before = params.optional("before").orElse("");
    if (after.isEmpty() && before.isEmpty()) {
      return Optional.empty();
    }
    // As few as possible up to what is behind, if something is given on both sides.
    String part =
        "(?P<" + Substitution.PART + ">.*" + (after.isEmpty() || before.isEmpty() ? "" : "?");
    String whole = after + part + ")" + before;
    return Optional.of(
        EditParameters.compile(
            params,
            after.isEmpty() ? "before" : "after",
            whole,
            text -> PythonRegex.of(text, false, true)));
  }

  @Override
  public Probe<PathState> probe(WantedEdit wanted) {
    return wanted.question().probe();
  }

  @Override
  public Plan plan(WantedEdit wanted, PathState is) {
    return wanted.plan(is);
  }

  @Override
  public Map<String, Object> result(WantedEdit wanted, PathState is, List<Execution> executions) {
    return wanted.result(is, executions);
  }
}
