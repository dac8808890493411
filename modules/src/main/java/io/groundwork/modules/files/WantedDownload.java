package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A file that a host fetches from a server.
 *
 * @param force whether to fetch it again although it is there, if no checksum can tell
 */
record WantedDownload(
    Download download,
    FileDest dest,
    Checksum checksum,
    WantedAttributes attributes,
    boolean force,
    boolean backup) {

  private static final Snippet SNIPPET = Snippet.resource(WantedDownload.class, "download.sh");

  WantedDownload {
    Objects.requireNonNull(download, "download");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(attributes, "attributes");
  }

  PathQuestion question() {
    // The content is never sent: whatever is there is no text to compare with.
    PathQuestion question =
        PathQuestion.about(dest.path(), attributes, true)
            .inside(dest.name())
            .digest(checksum.command(), checksum.hex(), -1);
    return download.isConfidential() ? question.tools("curl") : question.tools("curl", "wget");
  }

  Plan plan(PathState is) {
    Optional<Plan> conflict = dest.conflict(is);
    if (conflict.isPresent()) {
      return conflict.get();
    }
    String path = dest.file(is);
    if (is.isFile() && isRight(is)) {
      return Plan.of(attributes.change(path, is, true).stream().toList(), holds(path, is))
          .needing(attributes.needs(is));
    }
    List<Need> needs = new ArrayList<>(dest.needs(attributes, is));
    if (is.around().tool().isEmpty()) {
      needs.add(
          new Need(
              Resource.command("curl"),
              "there is no curl"
                  + (download.isConfidential()
                      ? ", which headers and passwords take"
                      : " and no wget")
                  + "; install the package curl before"));
    }
    return Plan.of(fetch(path, is)).needing(needs);
  }

  /** Whether what is there needs no download. */
  private boolean isRight(PathState is) {
    return checksum.isKnown() ? is.digest().equals(Optional.of(checksum.hex())) : !force;
  }

  private String holds(String path, PathState is) {
    return checksum.isKnown()
        ? path + " is as wanted (" + is.present().show() + ", " + checksum.algorithm() + ")"
        : path + " exists, and force is false";
  }

  private Change fetch(String path, PathState is) {
    Snippet.Call call =
        SNIPPET.call(
            path,
            download.url(),
            download.configuration(download.url()),
            checksum.algorithm(),
            checksum.hex(),
            checksum.list(),
            checksum.list().isEmpty() ? "" : download.configuration(checksum.list()),
            download.name(),
            Mode.show(attributes.modeAfter(is, false)),
            attributes.owner().or(() -> present(is, PathState.Attributes::uid)).orElse(""),
            attributes.group().or(() -> present(is, PathState.Attributes::gid)).orElse(""),
            backup ? "yes" : "no",
            String.valueOf(download.timeout()),
            download.verified() ? "" : "--no-check-certificate");
    if (is.isFile() && !checksum.isKnown()) {
      return Change.runs("download " + download.url() + " to " + path + " again", call)
          .altering(Resource.path(path));
    }
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("content", is.digest().orElse(""), content()));
    diffs.addAll(is.isFile() ? attributes.diffs(is) : attributes.fresh(false));
    return Change.modifies("download " + download.url() + " to " + path, call, diffs)
        .altering(Resource.path(path));
  }

  private static Optional<String> present(PathState is, ToLongFunction<PathState.Attributes> id) {
    return is.attributes().filter(one -> is.isFile()).map(one -> "" + id.applyAsLong(one));
  }

  private String content() {
    return checksum.isKnown() ? checksum.algorithm() + " " + checksum.hex() : download.url();
  }
}
