package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Mode;
import io.groundwork.module.Parameter;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file's content is replaced: in one step, with its owner and mode, checked before.
 *
 * @param backup whether to keep a copy of the old file
 * @param follow whether to write what a link points to instead of replacing the link
 * @param from path of a file on the host that has the content; empty where it comes from here
 */
record FileWrite(Validation validation, boolean backup, boolean follow, Optional<String> from) {

  private static final Snippet SNIPPET = Snippet.resource(FileWrite.class, "content.write.sh");

  FileWrite {
    Objects.requireNonNull(validation, "validation");
    Objects.requireNonNull(from, "from");
  }

  FileWrite(Validation validation, boolean backup, boolean follow) {
    this(validation, backup, follow, Optional.empty());
  }

  /** The same, of what this file on the host holds. */
  FileWrite copying(String source) {
    return new FileWrite(validation, backup, follow, Optional.of(source));
  }

  static Parameter backupParameter() {
    return Parameter.of(
            "backup",
            Parameter.Type.BOOLEAN,
            "Keep a copy of a file that is replaced, beside it, as"
                + " NAME.PID.YYYY-MM-DD@HH:MM:SS~ in the host's time.")
        .fallback("false");
  }

  /** The change that makes the file hold this content and have these attributes. */
  Change change(String path, FileContent content, WantedAttributes attributes, PathState is) {
    return change(path, content, attributes, is, false);
  }

  /** The same, which also makes the directories above that are missing. */
  Change changeWithParents(
      String path, FileContent content, WantedAttributes attributes, PathState is) {
    return change(path, content, attributes, is, !Conflict.missingParent(path, is).isEmpty());
  }

  private Change change(
      String path,
      FileContent content,
      WantedAttributes attributes,
      PathState is,
      boolean parents) {
    List<Diff> diffs = new ArrayList<>();
    if (parents) {
      diffs.add(Diff.value("directory", "absent", HostPath.parent(path)));
    }
    diffs.add(content.diff(path, is));
    diffs.addAll(is.isFile() ? attributes.diffs(is) : attributes.fresh(false));
    String summary =
        switch (is.type()) {
          case ABSENT -> "create " + path;
          case LINK -> follow ? "create " + path : "replace the link " + path + " by a file";
          default -> "update " + path;
        };
    boolean known = content.isKnown();
    Change change =
        Change.modifies(
            summary,
            SNIPPET.call(
                path,
                String.valueOf(content.size()),
                Mode.show(attributes.modeAfter(is, false)),
                attributes.owner().orElse(""),
                attributes.group().orElse(""),
                backup ? "yes" : "no",
                validation.shell(),
                follow ? "yes" : "no",
                parents ? "yes" : "no",
                from.orElse("")),
            diffs);
    return (from.isPresent() ? change : change.withPayload(content.bytes()))
        .altering(parents ? FilePlan.made(path, is) : new Resource[0])
        .leaving(
            Resource.path(path),
            ForeseenPath.made(
                PathState.Type.FILE,
                attributes,
                is,
                known ? Optional.of(content) : Optional.empty()));
  }

  /** The result's {@code backup_file}, if a copy was kept. */
  Map<String, Object> result(List<Execution> executions) {
    if (!backup) {
      return Map.of();
    }
    return executions.stream()
        .filter(Execution::succeeded)
        .map(Execution::out)
        .filter(out -> !out.isEmpty())
        .findFirst()
        .<Map<String, Object>>map(file -> Map.of("backup_file", file))
        .orElse(Map.of());
  }
}
