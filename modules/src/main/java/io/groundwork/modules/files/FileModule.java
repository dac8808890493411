package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code file}: files, directories and links, and their attributes. */
public final class FileModule implements Module<WantedPath, PathState> {

  private static final String PRESERVE = "preserve";
  private static final String NOW = "now";

  private static final Spec SPEC =
      Spec.of(
              "file",
              "Makes a directory or a link be there, or nothing, and sets owner, group and mode",
              Parameter.of("path", Parameter.Type.PATH, "Absolute path on the host.")
                  .alias("dest", "name")
                  .mandatory(),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "file: it exists, only its attributes are set. directory: it is one; those"
                          + " above it that are missing are made with the same attributes. absent:"
                          + " nothing is there, a directory goes with all that is in it. touch: it"
                          + " exists and its times are now. link, hard: it is a link to src. Not"
                          + " given: the attributes of whatever is there; with recurse: directory.")
                  .choices("file", "directory", "absent", "touch", "link", "hard"),
              Parameter.of(
                  "src",
                  Parameter.Type.STRING,
                  "What a link points to. A relative path counts from the link's directory."),
              Parameter.of(
                      "recurse",
                      Parameter.Type.BOOLEAN,
                      "Give all below a directory the attributes too. A link below it gets owner"
                          + " and group itself; what it points to is left as it is. Every run looks"
                          + " at the whole tree.")
                  .fallback("false"),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "For links: take the place of a file or an empty directory, and point to"
                          + " what does not exist.")
                  .fallback("false"),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "Where the path is a link: owner, group and mode are for what it points to.")
                  .fallback("true"),
              Parameter.of(
                      "modification_time",
                      Parameter.Type.STRING,
                      "For touch: whether the time of modification becomes now.")
                  .choices(NOW, PRESERVE)
                  .fallback(NOW),
              Parameter.of(
                      "access_time",
                      Parameter.Type.STRING,
                      "For touch: whether the time of access becomes now.")
                  .choices(NOW, PRESERVE)
                  .fallback(NOW))
          .and(WantedAttributes.ownership())
          .and(
              List.of(
                  Parameter.of(
                      "mode",
                      Parameter.Type.MODE,
                      "Mode, as \"0755\" or \"u=rwX,g=rX,o=\". Not given: as it is; a new"
                          + " directory gets 0755 (and set-gid from one that has it), a new file"
                          + " 0644, whatever the umask.")))
          .result("path", "the path")
          .result("state", "what is there: file, directory, link, hard or absent")
          .result("mode", "such as 0755")
          .result("owner", "name; beside it uid, group and gid")
          .result("src", "what a link points to")
          .example(
              """
              - name: The data directory belongs to the service
                file:
                  path: /var/lib/service
                  state: directory
                  owner: service
                  group: service
                  mode: "0750"
              """)
          .example(
              """
              - name: The current release is 2.1
                file:
                  path: /opt/service/current
                  state: link
                  src: /opt/service/2.1
              """)
          .example(
              """
              - name: The default site is gone
                file:
                  path: /etc/nginx/sites-enabled/default
                  state: absent
              """)
          .refusing(WantedAttributes.REFUSED);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedPath wanted(Params params) {
    boolean recurse = params.bool("recurse");
    WantedPath wanted =
        new WantedPath(
            HostPath.clean(params.string("path")),
            params
                .optional("state")
                .map(WantedPath.State::of)
                .or(() -> recurse ? Optional.of(WantedPath.State.DIRECTORY) : Optional.empty()),
            params.optional("src").orElse(""),
            WantedAttributes.of(params),
            recurse,
            params.bool("force"),
            params.bool("follow"),
            times(params));
    check(wanted, params);
    return wanted;
  }

  private static WantedPath.Times times(Params params) {
    boolean access = params.string("access_time").equals(NOW);
    boolean modification = params.string("modification_time").equals(NOW);
    if (access && modification) {
      return WantedPath.Times.BOTH;
    }
    if (access) {
      return WantedPath.Times.ACCESS;
    }
    return modification ? WantedPath.Times.MODIFICATION : WantedPath.Times.NONE;
  }

  private static void check(WantedPath wanted, Params params) {
    if (wanted.path().equals("/")
        && !wanted.state().equals(Optional.of(WantedPath.State.DIRECTORY))) {
      throw params.problem("path", "is the root of the host, which can only be a directory");
    }
    if (wanted.recurse() && !wanted.state().equals(Optional.of(WantedPath.State.DIRECTORY))) {
      throw params.problem("recurse", "goes with state: directory only");
    }
    if (wanted.isLink() && wanted.src().isEmpty()) {
      throw params.problem("src", "is missing: a link points to something");
    }
    if (!wanted.isLink() && !wanted.src().isEmpty()) {
      throw params.problem("src", "goes with state: link or hard only");
    }
    if (wanted.state().equals(Optional.of(WantedPath.State.HARD))
        && !wanted.src().startsWith("/")) {
      throw params.problem("src", "takes an absolute path for a hard link");
    }
    if (wanted.isLink() && !wanted.follow() && wanted.attributes().mode().isPresent()) {
      throw params.problem(
          "mode", "has no meaning for a link; with follow: true it is for what the link points to");
    }
  }

  @Override
  public Probe<PathState> probe(WantedPath wanted) {
    return wanted.question().probe();
  }

  @Override
  public Plan plan(WantedPath wanted, PathState is) {
    return FilePlan.of(wanted, is).withResult(describe(wanted, is));
  }

  @Override
  public Map<String, Object> result(WantedPath wanted, PathState is, List<Execution> executions) {
    return describe(wanted, is);
  }

  private static Map<String, Object> describe(WantedPath wanted, PathState is) {
    Map<String, Object> result = new LinkedHashMap<>(PathResult.of(is));
    result.put("path", wanted.path());
    result.put("dest", wanted.path());
    if (wanted.isLink()) {
      result.put("src", wanted.src());
    }
    if (is.link().isPresent()) {
      result.put("state", "link");
    } else if (is.same()) {
      result.put("state", "hard");
    }
    return result;
  }
}
