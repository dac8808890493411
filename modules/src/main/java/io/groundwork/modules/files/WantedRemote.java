package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that holds what another one of the same host does.
 *
 * @param src absolute path of the other one
 * @param preserve whether the file gets the other one's mode
 * @param force whether to replace a file that differs
 */
record WantedRemote(
    String src,
    FileDest dest,
    WantedAttributes attributes,
    boolean preserve,
    FileWrite write,
    boolean force)
    implements WantedCopy {

  /** No digest: whatever the file has, its content is sent when it is small. */
  private static final String ANY = "any";

  WantedRemote {
    Objects.requireNonNull(src, "src");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(write, "write");
  }

  @Override
  public Probe<List<PathState>> looks() {
    List<Resource> reads = new ArrayList<>();
    Stream.of(src, dest.path(), HostPath.parent(dest.path()), inside())
        .distinct()
        .map(Resource::path)
        .forEach(reads::add);
    Stream.of(attributes.ownerName())
        .filter(name -> !name.isEmpty())
        .map(Resource::user)
        .forEach(reads::add);
    Stream.of(attributes.groupName())
        .filter(name -> !name.isEmpty())
        .map(Resource::group)
        .forEach(reads::add);
    return Probe.of(
            Several.PROBE.call(
                attributes.ownerName(),
                attributes.groupName(),
                src,
                "",
                "yes",
                ANY,
                dest.path(),
                dest.name(),
                write.follow() ? "yes" : "no",
                ANY),
            reading -> Several.states(reading, 2))
        .reading(reads.toArray(Resource[]::new));
  }

  private String inside() {
    return HostPath.inside(dest.path(), dest.name());
  }

  @Override
  public Plan plan(List<PathState> is) {
    PathState source = is.get(0);
    return switch (source.type()) {
      case FILE -> file(source).plan(is.get(1));
      case ABSENT, LINK ->
          Plan.holds("nothing is at " + src + " to copy")
              .needing(List.of(new Need(Resource.path(src), "there is no file " + src)));
      case DIRECTORY, OTHER ->
          Plan.impossible(
              Problem.of(src + " is " + source.type().label() + "; remote_src copies single files")
                  .withRemedy("copy a directory with a command task: cp -a, with creates"));
    };
  }

  private WantedFile file(PathState source) {
    Optional<Mode> mode =
        preserve ? Optional.of(new Mode(Mode.show(source.present().mode()))) : attributes.mode();
    return new WantedFile(
        dest,
        FileContent.on(source),
        new WantedAttributes(attributes.owner(), attributes.group(), mode),
        write.copying(src),
        force);
  }

  @Override
  public Map<String, Object> result(List<PathState> is, List<Execution> executions) {
    PathState source = is.get(0);
    Map<String, Object> result = new LinkedHashMap<>();
    if (source.isFile()) {
      result.putAll(file(source).result(is.get(1), executions));
    }
    result.put("src", src);
    return result;
  }
}
