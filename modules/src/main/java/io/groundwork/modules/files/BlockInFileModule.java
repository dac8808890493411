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

/** {@code blockinfile}: a block of lines between two markers is in a file, or is not. */
public final class BlockInFileModule implements Module<WantedEdit, PathState> {

  private static final String MARK = "{mark}";

  private static final Spec SPEC =
      Spec.of(
              "blockinfile",
              "Makes a block of lines be in a file, between two lines that mark it, or removes it",
              EditParameters.path(),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "present: the block is there. absent: neither block nor markers.")
                  .choices("present", "absent")
                  .fallback("present"),
              Parameter.of(
                      "block",
                      Parameter.Type.STRING,
                      "The lines. None at all is the same as state: absent.")
                  .alias("content")
                  .fallback(""),
              Parameter.of(
                      "marker",
                      Parameter.Type.STRING,
                      "The line that marks the block, with {mark} where marker_begin and"
                          + " marker_end go. Two blocks in one file need two markers.")
                  .fallback("# {mark} ANSIBLE MANAGED BLOCK"),
              Parameter.of(
                      "marker_begin",
                      Parameter.Type.STRING,
                      "What stands for {mark} in front of the block.")
                  .fallback("BEGIN"),
              Parameter.of(
                      "marker_end",
                      Parameter.Type.STRING,
                      "What stands for {mark} behind the block.")
                  .fallback("END"),
              Parameter.of(
                  "insertafter",
                  Parameter.Type.STRING,
                  "Where a block goes that is not there yet: behind the last line in which this"
                      + " regular expression is found, or EOF. With (?m) in front it is looked for"
                      + " in the whole text, and the first match counts. Without a match and by"
                      + " default: EOF."),
              Parameter.of(
                  "insertbefore",
                  Parameter.Type.STRING,
                  "Where a block goes that is not there yet: before the last line in which this"
                      + " regular expression is found, or BOF. Without a match: at the end."),
              Parameter.of(
                      "append_newline",
                      Parameter.Type.BOOLEAN,
                      "Keep an empty line between the block and what follows.")
                  .fallback("false"),
              Parameter.of(
                      "prepend_newline",
                      Parameter.Type.BOOLEAN,
                      "Keep an empty line between the block and what precedes.")
                  .fallback("false"),
              Parameter.of(
                      "create",
                      Parameter.Type.BOOLEAN,
                      "Make a file that is not there, and the directories above it.")
                  .fallback("false"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("path", "the file")
          .result("msg", "what was done: Block inserted, Block removed or File created")
          .result("mode", "such as 0644; beside it owner, uid, group, gid and size")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The limits of the databases are set
                blockinfile:
                  path: /etc/security/limits.conf
                  marker: "# {mark} limits of the databases"
                  block: |
                    postgres soft nofile 65536
                    postgres hard nofile 65536
              """)
          .example(
              """
              - name: The old block is gone
                blockinfile:
                  path: /etc/ssh/sshd_config
                  state: absent
                  validate: /usr/sbin/sshd -t -f %s
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedEdit wanted(Params params) {
    String marker = params.string("marker");
    if (marker.contains("\n")) {
      throw params.problem("marker", "is more than one line; a marker is one");
    }
    String begin = marker.replace(MARK, params.string("marker_begin"));
    String end = marker.replace(MARK, params.string("marker_end"));
    if (begin.equals(end)) {
      throw params.problem(
          "marker",
          "is the same in front of the block and behind it, so nothing could find it again; write"
              + " {mark} in it, and let marker_begin and marker_end differ");
    }
    String block = params.string("state").equals("present") ? params.string("block") : "";
    if (!block.isEmpty() && !block.endsWith("\n")) {
      block = block + "\n";
    }
    BlockEdit edit =
        new BlockEdit(
            block,
            begin + "\n",
            end + "\n",
            place(params),
            params.bool("append_newline"),
            params.bool("prepend_newline"));
    return new WantedEdit(
        HostPath.clean(params.string("path")),
        edit,
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), true),
        params.bool("create"));
  }

  private static BlockEdit.Place place(Params params) {
    Optional<String> after = params.optional("insertafter");
    Optional<String> before = params.optional("insertbefore");
    if (after.isPresent() && before.isPresent()) {
      throw params.problem("give insertafter or insertbefore, not both");
    }
    if (before.isPresent()) {
      return before.get().equals("BOF")
          ? BlockEdit.Place.BEGINNING
          : new BlockEdit.Place(false, EditParameters.regex(params, "insertbefore"));
    }
    return after.orElse("EOF").equals("EOF")
        ? BlockEdit.Place.END
        : new BlockEdit.Place(true, EditParameters.regex(params, "insertafter"));
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
