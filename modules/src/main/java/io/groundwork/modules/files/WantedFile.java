package io.groundwork.modules.files;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file with a content that is known here, as {@code copy} and {@code template} want it.
 *
 * @param dest absolute path of the file, or of a directory to put it in
 * @param name what to call it there if {@code dest} is a directory; empty if it must be none
 * @param directory whether {@code dest} can only be a directory
 * @param force whether to replace a file that differs
 */
record WantedFile(
    String dest,
    String name,
    boolean directory,
    FileContent content,
    WantedAttributes attributes,
    FileWrite write,
    boolean force) {

  WantedFile {
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(write, "write");
  }

  Probe<PathState> probe() {
    return PathQuestion.about(dest, attributes, write.follow())
        .inside(name)
        .digest("sha256sum", content.sha256(), PathQuestion.SHOWN)
        .probe();
  }

  Plan plan(PathState is) {
    String path = path(is);
    Optional<Plan> conflict = conflict(path, is);
    if (conflict.isPresent()) {
      return conflict.get();
    }
    if (is.exists() && !force) {
      return Plan.holds(path + " exists, and force is false").withResult(describe(is));
    }
    boolean same = is.isFile() && is.digest().equals(Optional.of(content.sha256()));
    List<Change> changes =
        same && !(is.link().isPresent() && !write.follow())
            ? attributes.change(path, is, true).stream().toList()
            : List.of(write.change(path, content, attributes, is));
    return Plan.of(changes, holds(path, is)).needing(needs(path, is)).withResult(describe(is));
  }

  private String holds(String path, PathState is) {
    return path
        + " is as wanted ("
        + is.attributes().map(PathState.Attributes::show).orElse("")
        + ", "
        + content.size()
        + " bytes)";
  }

  private Optional<Plan> conflict(String path, PathState is) {
    if (directory && is.exists() && !is.inside()) {
      return Optional.of(
          Plan.impossible(
              Problem.of(dest + " is " + is.type().label() + ", not a directory")
                  .withRemedy("leave the slash at the end of dest away to replace it")));
    }
    return switch (is.type()) {
      case ABSENT -> Conflict.obstacle(path, is);
      case DIRECTORY ->
          Optional.of(
              Plan.impossible(
                  Problem.of(path + " is a directory, no file can take its place")
                      .withRemedy("name a file in it, or remove it before")));
      case OTHER ->
          Optional.of(
              Plan.impossible(
                  Problem.of(path + " is neither file nor directory")
                      .withRemedy("choose another path")));
      case FILE, LINK -> Optional.empty();
    };
  }

  private List<Need> needs(String path, PathState is) {
    ImmutableList.Builder<Need> needs = ImmutableList.builder();
    needs.addAll(attributes.needs(is));
    if (directory && !is.inside()) {
      needs.add(
          new Need(
              Resource.path(dest),
              "directory " + dest + " does not exist; make it with a file task before"));
    } else {
      needs.addAll(Conflict.missingParent(path, is));
    }
    return needs.build();
  }

  private String path(PathState is) {
    return directory || is.inside() ? HostPath.inside(dest, name) : dest;
  }

  Map<String, Object> result(PathState is, List<Execution> executions) {
    Map<String, Object> result = describe(is);
    result.putAll(write.result(executions));
    return result;
  }

  private Map<String, Object> describe(PathState is) {
    Map<String, Object> result = new LinkedHashMap<>(PathResult.of(is));
    result.put("dest", path(is));
    result.put("checksum", content.sha1());
    return result;
  }
}
