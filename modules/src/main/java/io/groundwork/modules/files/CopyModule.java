package io.groundwork.modules.files;

import com.google.common.io.ByteSource;
import io.groundwork.module.Execution;
import io.groundwork.module.Mode;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code copy}: a file on the host holds what a local file or the task says. */
public final class CopyModule implements Module<WantedFile, PathState> {

  private static final String PRESERVE = "preserve";

  private static final Spec SPEC =
      Spec.of(
              "copy",
              "Makes a file on the host hold what a local file, or the task itself, says",
              Parameter.of(
                  "src",
                  Parameter.Type.STRING,
                  "Local file, looked for in the role's files/ and beside the playbook. Directories"
                      + " are not copied."),
              Parameter.of(
                  "content", Parameter.Type.STRING, "What the file holds, instead of src."),
              DestParameter.of(
                  "Absolute path of the file. An existing directory, or a path that ends in a"
                      + " slash, is the directory to put it in, under the name of src; with the"
                      + " slash it is made where it is missing, with those above it."),
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
          .and(WantedAttributes.ownership())
          .and(
              List.of(
                  Parameter.of(
                      "mode",
                      Parameter.Type.STRING,
                      "Mode of the file, as \"0644\" or \"u=rw,go=r\"; \"preserve\" for the one"
                          + " that src has here. Not given: as it is; a new file gets 0644,"
                          + " whatever the umask."),
                  FileWrite.backupParameter(),
                  Validation.parameter()))
          .result("dest", "path of the file")
          .result("checksum", "SHA-1 of the content, hexadecimal")
          .result("size", "bytes")
          .result("mode", "such as 0644")
          .result("owner", "name; beside it uid, group and gid")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The service's settings are there
                copy:
                  src: service.conf
                  dest: /etc/service/service.conf
                  owner: root
                  group: service
                  mode: "0640"
              """)
          .example(
              """
              - name: Operators may restart the service
                copy:
                  content: "%operators ALL=(root) /usr/bin/systemctl restart service\\n"
                  dest: /etc/sudoers.d/operators
                  mode: "0440"
                  validate: visudo -cf %s
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedFile wanted(Params params) {
    Optional<String> src = params.optional("src");
    Optional<String> content = params.optional("content");
    if (src.isPresent() == content.isPresent()) {
      throw params.problem("give either src or content");
    }
    String dest = DestParameter.path(params);
    String name = src.map(HostPath::name).orElse("");
    boolean directory = DestParameter.isDirectory(params);
    if (directory && name.isEmpty()) {
      throw params.problem("dest", "ends in a slash; content needs the path of a file");
    }
    return new WantedFile(
        new FileDest(dest, name, directory),
        content.map(FileContent::of).orElseGet(() -> local(params, src.orElseThrow())),
        WantedAttributes.of(params, mode(params, src)),
        new FileWrite(Validation.of(params), params.bool("backup"), params.bool("follow")),
        params.bool("force"));
  }

  private static FileContent local(Params params, String src) {
    if (src.endsWith("/")) {
      throw params.problem("src", "is a directory; copy takes single files, use a loop over them");
    }
    ByteSource file = params.sources().file(src);
    try {
      return FileContent.of(file);
    } catch (IOException e) {
      throw params.problem("src", "cannot be read as a file: " + e.getMessage());
    }
  }

  private static Optional<Mode> mode(Params params, Optional<String> src) {
    Optional<String> text = params.optional("mode");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().equals(PRESERVE)) {
      return Optional.of(preserved(params, src));
    }
    try {
      return Optional.of(new Mode(text.get()));
    } catch (IllegalArgumentException e) {
      throw params.problem("mode", e.getMessage());
    }
  }

  private static Mode preserved(Params params, Optional<String> src) {
    return src.map(file -> params.sources().mode(file))
        .filter(mode -> mode.isPresent())
        .map(mode -> new Mode(Mode.show(mode.getAsInt())))
        .orElseThrow(
            () -> params.problem("mode", "cannot be \"preserve\": there is no local file mode"));
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
