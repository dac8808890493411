package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file with a content that is known here, as {@code copy} and {@code template} want it.
 *
 * @param force whether to replace a file that differs
 */
record WantedFile(
    FileDest dest, FileContent content, WantedAttributes attributes, FileWrite write, boolean force)
    implements WantedCopy {

  WantedFile {
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(write, "write");
  }

  Probe<PathState> probe() {
    return PathQuestion.about(dest.path(), attributes, write.follow())
        .inside(dest.name())
        .digest("sha256sum", content.sha256(), PathQuestion.SHOWN)
        .probe();
  }

  @Override
  public Probe<List<PathState>> looks() {
    Probe<PathState> one = probe();
    return new Probe<>(
        one.call(),
        one.reads(),
        reading -> List.of(one.parser().apply(reading)),
        (is, outlook) -> one.foresight().apply(is.get(0), outlook).map(List::of));
  }

  @Override
  public Plan plan(List<PathState> is) {
    return plan(is.get(0));
  }

  @Override
  public Map<String, Object> result(List<PathState> is, List<Execution> executions) {
    return result(is.get(0), executions);
  }

  Plan plan(PathState is) {
    String path = dest.file(is);
    Optional<Plan> conflict = dest.conflict(is);
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
            : List.of(
                dest.isMissing(is)
                    ? write.changeWithParents(path, content, attributes, is)
                    : write.change(path, content, attributes, is));
    return Plan.of(changes, holds(path, is))
        .needing(dest.isMissing(is) ? attributes.needs(is) : dest.needs(attributes, is))
        .withResult(describe(is));
  }

  private String holds(String path, PathState is) {
    return path
        + " is as wanted ("
        + is.attributes().map(PathState.Attributes::show).orElse("")
        + ", "
        + content.size()
        + " bytes)";
  }

  Map<String, Object> result(PathState is, List<Execution> executions) {
    Map<String, Object> result = describe(is);
    result.putAll(write.result(executions));
    return result;
  }

  private Map<String, Object> describe(PathState is) {
    Map<String, Object> result = new LinkedHashMap<>(PathResult.of(is));
    result.put("dest", dest.file(is));
    if (content.isKnown()) {
      result.put("checksum", content.sha1());
    }
    return result;
  }
}
