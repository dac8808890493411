package io.groundwork.modules.files;

import com.google.common.io.ByteSource;
import io.groundwork.module.Execution;
import io.groundwork.module.Mode;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Sources;
import io.groundwork.module.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code copy}: a file on the host holds what a local file or the task says. */
public final class CopyModule implements Module<WantedCopy, List<PathState>> {

  private static final String PRESERVE = "preserve";

  private static final Spec SPEC =
      Spec.of(
              "copy",
              "Makes a file or directory on the host hold what a local one, or the task itself,"
                  + " says",
              Parameter.of(
                  "src",
                  Parameter.Type.STRING,
                  "Local file or directory, looked for in the role's files/ and beside the"
                      + " playbook. A directory goes into dest under its own name; with a slash at"
                      + " its end, what is in it does."),
              Parameter.of(
                      "remote_src",
                      Parameter.Type.BOOLEAN,
                      "src is an absolute path of a file on the host, not of a directory.")
                  .fallback("false"),
              Parameter.of(
                  "content", Parameter.Type.STRING, "What the file holds, instead of src."),
              DestParameter.of(
                  "Absolute path of the file. An existing directory, or a path that ends in a"
                      + " slash, is the directory to put it in, under the name of src; it is made"
                      + " if it is missing. For a directory as src, always a directory."),
              Parameter.of(
                  "directory_mode",
                  Parameter.Type.MODE,
                  "Mode of the directories, when src is one. Not given: as they are; new ones get"
                      + " 0755."),
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
              """)
          .refusing(WantedAttributes.REFUSED)
          .refusing("local_follow", "links below src are always followed: take it away");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedCopy wanted(Params params) {
    Optional<String> src = params.optional("src");
    Optional<String> content = params.optional("content");
    if (src.isPresent() == content.isPresent()) {
      throw params.problem("give either src or content");
    }
    String dest = DestParameter.path(params);
    if (params.bool("remote_src")) {
      return remote(params, src, dest);
    }
    Optional<List<Sources.Below>> below = src.flatMap(params.sources()::directory);
    if (below.isPresent()) {
      return tree(params, src.orElseThrow(), dest, below.get());
    }
    String name = src.map(HostPath::name).orElse("");
    boolean directory = DestParameter.isDirectory(params);
    if (directory && name.isEmpty()) {
      throw params.problem("dest", "ends in a slash; content needs the path of a file");
    }
    return new WantedFile(
        new FileDest(dest, name, directory),
        content.map(FileContent::of).orElseGet(() -> local(params, src.orElseThrow())),
        WantedAttributes.of(
            params, mode(params, src.map(params.sources()::mode).orElseGet(OptionalInt::empty))),
        new FileWrite(Validation.of(params), params.bool("backup"), params.bool("follow")),
        params.bool("force"));
  }

  private static WantedRemote remote(Params params, Optional<String> src, String dest) {
    String path = src.orElseThrow(() -> params.problem("remote_src", "goes with src only"));
    if (!path.startsWith("/")) {
      throw params.problem("src", "takes an absolute path with remote_src, not \"" + path + "\"");
    }
    if (path.endsWith("/")) {
      throw params.problem(
          "src",
          "is a directory; remote_src copies single files: take a command task with cp -a and"
              + " creates");
    }
    boolean preserve = params.optional("mode").equals(Optional.of(PRESERVE));
    return new WantedRemote(
        HostPath.clean(path),
        new FileDest(dest, HostPath.name(path), DestParameter.isDirectory(params)),
        WantedAttributes.of(
            params, preserve ? Optional.empty() : mode(params, OptionalInt.empty())),
        preserve,
        new FileWrite(Validation.of(params), params.bool("backup"), params.bool("follow")),
        params.bool("force"));
  }

  private static WantedTree tree(
      Params params, String src, String dest, List<Sources.Below> below) {
    boolean inside = !src.endsWith("/");
    String top = inside ? HostPath.inside(dest, HostPath.name(HostPath.clean("/" + src))) : dest;
    Optional<Mode> directories = params.mode("directory_mode");
    List<WantedTree.Entry> entries = new ArrayList<>();
    entries.add(new WantedTree.Entry(dest, Optional.empty(), directories, false));
    if (inside) {
      entries.add(new WantedTree.Entry(top, Optional.empty(), directories, false));
    }
    for (Sources.Below one : below) {
      Optional<FileContent> content = one.content().map(bytes -> read(params, bytes));
      Optional<Mode> mode = content.isEmpty() ? directories : mode(params, one.mode());
      entries.add(new WantedTree.Entry(HostPath.inside(top, one.path()), content, mode, true));
    }
    return new WantedTree(
        src,
        dest,
        entries,
        WantedAttributes.of(params, Optional.empty()),
        new FileWrite(Validation.of(params), params.bool("backup"), false),
        params.bool("force"));
  }

  private static FileContent local(Params params, String src) {
    if (src.endsWith("/")) {
      throw params.problem("src", "ends in a slash, but there is no such directory here");
    }
    return read(params, params.sources().file(src));
  }

  private static FileContent read(Params params, ByteSource file) {
    try {
      return FileContent.of(file);
    } catch (IOException e) {
      throw params.problem("src", "cannot be read as a file: " + e.getMessage());
    }
  }

  private static Optional<Mode> mode(Params params, OptionalInt here) {
    Optional<String> text = params.optional("mode");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().equals(PRESERVE)) {
      return Optional.of(preserved(params, here));
    }
    try {
      return Optional.of(new Mode(text.get()));
    } catch (IllegalArgumentException e) {
      throw params.problem("mode", e.getMessage());
    }
  }

  private static Mode preserved(Params params, OptionalInt here) {
    if (here.isEmpty()) {
      throw params.problem("mode", "cannot be \"preserve\": there is no local file mode");
    }
    return new Mode(Mode.show(here.getAsInt()));
  }

  @Override
  public Probe<List<PathState>> probe(WantedCopy wanted) {
    return wanted.looks();
  }

  @Override
  public Plan plan(WantedCopy wanted, List<PathState> is) {
    return wanted.plan(is);
  }

  @Override
  public Map<String, Object> result(
      WantedCopy wanted, List<PathState> is, List<Execution> executions) {
    return wanted.result(is, executions);
  }
}
