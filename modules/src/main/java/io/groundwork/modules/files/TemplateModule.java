package io.groundwork.modules.files;

import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code template}: a file on the host holds what a local template renders to. */
public final class TemplateModule implements Module<WantedFile, PathState> {

  private static final String BLANKS =
      "Freemarker leaves lines away that hold nothing but its directives: take it away";
  private static final String SYNTAX =
      "that is of Jinja; a Freemarker template has ${…} for values and <#…> for directives";

  /** The ends of lines, as they are and as YAML without quotes has them. */
  private static final ImmutableMap<String, String> ENDS =
      ImmutableMap.of(
          "\n", "\n", "\r", "\r", "\r\n", "\r\n", "\\n", "\n", "\\r", "\r", "\\r\\n", "\r\n");

  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private static final Spec SPEC =
      Spec.of(
              "template",
              "Makes a file on the host hold what a Freemarker template renders to",
              Parameter.of(
                      "src",
                      Parameter.Type.STRING,
                      "Local template, looked for in the role's templates/ and beside the"
                          + " playbook.")
                  .mandatory(),
              DestParameter.of(
                  "Absolute path of the file. An existing directory, or a path that ends in a"
                      + " slash, is the directory to put it in, under the name of src without"
                      + " .ftl; with the slash it is made where it is missing."),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "Replace a file that differs; false: leave one that exists as it is.")
                  .fallback("true"),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "Write the file that a link at dest points to; false: replace the link.")
                  .fallback("false"))
          .and(
              List.of(
                  Parameter.of(
                          "newline_sequence",
                          Parameter.Type.STRING,
                          "How every line ends, whatever the template has: \"\\n\", \"\\r\" or"
                              + " \"\\r\\n\".")
                      .fallback("\\n")))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("dest", "path of the file")
          .result("checksum", "SHA-1 of the content, hexadecimal")
          .result("size", "bytes")
          .result("mode", "such as 0644")
          .result("owner", "name; beside it uid, group and gid")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The web server knows its host
                template:
                  src: site.conf.ftl
                  dest: /etc/nginx/conf.d/site.conf
                  mode: "0644"
                notify: reload nginx
              """)
          .refusing(WantedAttributes.REFUSED)
          .refusing(
              Map.of(
                  "trim_blocks", BLANKS,
                  "lstrip_blocks", BLANKS,
                  "block_start_string", SYNTAX,
                  "block_end_string", SYNTAX,
                  "variable_start_string", SYNTAX,
                  "variable_end_string", SYNTAX,
                  "comment_start_string", SYNTAX,
                  "comment_end_string", SYNTAX,
                  "output_encoding",
                      "files are written in UTF-8; another encoding takes a command"
                          + " task with iconv"));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedFile wanted(Params params) {
    String src = params.string("src");
    String dest = DestParameter.path(params);
    String name = HostPath.name(src);
    String plain =
        name.endsWith(".ftl") ? name.substring(0, name.length() - ".ftl".length()) : name;
    return new WantedFile(
        new FileDest(dest, plain, DestParameter.isDirectory(params)),
        FileContent.of(LINE_END.matcher(params.sources().template(src)).replaceAll(end(params))),
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), params.bool("follow")),
        params.bool("force"));
  }

  private static String end(Params params) {
    String end = ENDS.get(params.string("newline_sequence"));
    if (end == null) {
      throw params.problem("newline_sequence", "takes \"\\n\", \"\\r\" or \"\\r\\n\"");
    }
    return end;
  }

  @Override
  public Probe<PathState> probe(WantedFile wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedFile wanted, PathState is) {
    return wanted.plan(is);
  }

  @Override
  public Map<String, Object> result(WantedFile wanted, PathState is, List<Execution> executions) {
    return wanted.result(is, executions);
  }
}
