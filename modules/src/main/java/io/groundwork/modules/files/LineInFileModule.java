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

/** {@code lineinfile}: one line of a file is there, or lines are not. */
public final class LineInFileModule implements Module<WantedEdit, PathState> {

  private static final String END = "EOF";
  private static final String BEGINNING = "BOF";

  private static final Spec SPEC =
      Spec.of(
              "lineinfile",
              "Makes a line be in a file, replacing one that matches, or removes lines",
              EditParameters.path(),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "present: the line is there. absent: no line is there that matches.")
                  .choices("present", "absent")
                  .fallback("present"),
              Parameter.of("line", Parameter.Type.STRING, "The line, without its end.")
                  .alias("value"),
              Parameter.of(
                      "regexp",
                      Parameter.Type.STRING,
                      "Regular expression; the last line in which it is found is replaced, or every"
                          + " such line removed. Should match the new line, too. Python's syntax."
                          + " It sees each line without its end.")
                  .alias("regex"),
              Parameter.of(
                  "search_string",
                  Parameter.Type.STRING,
                  "Like regexp, but a plain text that the line holds."),
              Parameter.of(
                  "insertafter",
                  Parameter.Type.STRING,
                  "Where a line goes that replaces none: behind the last line in which this regular"
                      + " expression is found, or EOF. Without a match and by default: EOF."),
              Parameter.of(
                  "insertbefore",
                  Parameter.Type.STRING,
                  "Where a line goes that replaces none: before the last line in which this regular"
                      + " expression is found, or BOF. Without a match: at the end."),
              Parameter.of(
                      "backrefs",
                      Parameter.Type.BOOLEAN,
                      "The line refers to groups of regexp as \\1 or \\g<name>. Without a match the"
                          + " file is left as it is.")
                  .fallback("false"),
              Parameter.of(
                      "firstmatch",
                      Parameter.Type.BOOLEAN,
                      "Take the first match of regexp, insertafter and insertbefore, not the last.")
                  .fallback("false"),
              Parameter.of(
                      "create",
                      Parameter.Type.BOOLEAN,
                      "Make a file that is not there, and the directories above it.")
                  .fallback("false"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("path", "the file")
          .result("msg", "what was done, such as line added")
          .result("mode", "such as 0644; beside it owner, uid, group, gid and size")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: Nobody logs in as root
                lineinfile:
                  path: /etc/ssh/sshd_config
                  regexp: "^#?PermitRootLogin"
                  line: PermitRootLogin no
                  validate: /usr/sbin/sshd -t -f %s
                notify: reload sshd
              """)
          .example(
              """
              - name: The license server is known by name
                lineinfile:
                  path: /etc/hosts
                  regexp: "\\\\slicense$"
                  line: 192.0.2.7 license
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedEdit wanted(Params params) {
    boolean present = params.string("state").equals("present");
    Optional<PythonRegex> regexp = EditParameters.regex(params, "regexp");
    Optional<String> search = params.optional("search_string");
    Optional<String> line = params.optional("line").map(LineInFileModule::withoutEnd);
    boolean backrefs = params.bool("backrefs");
    if (regexp.isPresent() && search.isPresent()) {
      throw params.problem("give regexp or search_string, not both");
    }
    if (present && line.isEmpty()) {
      throw params.problem("line", "is missing: state: present needs the line");
    }
    if (!present && line.isEmpty() && regexp.isEmpty() && search.isEmpty()) {
      throw params.problem("state: absent needs line, regexp or search_string");
    }
    if (backrefs && regexp.isEmpty()) {
      throw params.problem("backrefs", "refers to groups of regexp, which is missing");
    }
    if (line.isPresent() && line.get().indexOf('\n') >= 0) {
      throw params.problem("line", "is more than one line");
    }
    LineEdit edit =
        new LineEdit(
            present,
            line,
            regexp,
            search,
            place(params),
            present && backrefs
                ? Optional.of(references(params, line.orElseThrow(), regexp.orElseThrow()))
                : Optional.empty(),
            params.bool("firstmatch"));
    return new WantedEdit(
        HostPath.clean(params.string("path")),
        edit,
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), true),
        params.bool("create"));
  }

  /** A block in YAML ends in a line break that nobody means. */
  private static String withoutEnd(String line) {
    return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
  }

  private static LineEdit.Place place(Params params) {
    Optional<String> after = params.optional("insertafter");
    Optional<String> before = params.optional("insertbefore");
    if (after.isPresent() && before.isPresent()) {
      throw params.problem("give insertafter or insertbefore, not both");
    }
    String word = after.or(() -> before).orElse(END);
    if (word.equals(END)) {
      return LineEdit.Place.END;
    }
    if (word.equals(BEGINNING)) {
      return LineEdit.Place.BEGINNING;
    }
    return new LineEdit.Place(
        after.isPresent(),
        EditParameters.regex(params, after.isPresent() ? "insertafter" : "insertbefore"));
  }

  private static BackReferences references(Params params, String line, PythonRegex regexp) {
    try {
      return BackReferences.of(line, regexp);
    } catch (IllegalArgumentException e) {
      throw params.problem("line", e.getMessage());
    }
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
