package io.groundwork.modules.files;

import io.groundwork.module.Outlook;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to find out about a path on a host.
 *
 * @param path absolute
 * @param inside name to look for in it if it is a directory; empty for itself
 * @param follow whether a link stands for what it points to
 * @param digestCommand what makes the digest of a file's content, such as {@code sha256sum}; empty
 *     when the content does not matter
 * @param digest the digest for which the content need not be sent
 * @param limit the largest content to send, in bytes
 * @param attributes whose owner and group are looked up
 * @param source source of a link, absolute; empty when it is about no link
 * @param recurse whether to look at all that is below a directory
 * @param tools commands of which one is needed; none for nothing to look for
 */
record PathQuestion(
    String path,
    String inside,
    boolean follow,
    String digestCommand,
    String digest,
    long limit,
    WantedAttributes attributes,
    String source,
    boolean recurse,
    List<String> tools) {

  /** The largest content whose difference is shown line by line, in bytes. */
  static final long SHOWN = 104_448;

  private static final Snippet SNIPPET =
      Snippet.resource(PathQuestion.class, "path.probe.sh")
          .ahead(Snippet.resource(PathQuestion.class, "path.ahead.sh"));

  PathQuestion {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(inside, "inside");
    Objects.requireNonNull(digestCommand, "digestCommand");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(source, "source");
    tools = List.copyOf(tools);
  }

  /** What is there, and its attributes. */
  static PathQuestion about(String path, WantedAttributes attributes, boolean follow) {
    return new PathQuestion(path, "", follow, "", "", 0, attributes, "", false, List.of());
  }

  /** Also whether the content has this digest; if it has not, a content that is small is sent. */
  PathQuestion digest(String command, String wanted, long largest) {
    return new PathQuestion(
        path, inside, follow, command, wanted, largest, attributes, source, recurse, tools);
  }

  /** About this name in it, if it turns out to be a directory. */
  PathQuestion inside(String name) {
    return new PathQuestion(
        path, name, follow, digestCommand, digest, limit, attributes, source, recurse, tools);
  }

  /** Also about the source of a link. */
  PathQuestion source(String target) {
    return new PathQuestion(
        path, inside, follow, digestCommand, digest, limit, attributes, target, recurse, tools);
  }

  /** Also about all that is below it. */
  PathQuestion below() {
    return new PathQuestion(
        path, inside, follow, digestCommand, digest, limit, attributes, source, true, tools);
  }

  /** Also which of these commands is there, the first one that is. */
  PathQuestion tools(String... commands) {
    return new PathQuestion(
        path,
        inside,
        follow,
        digestCommand,
        digest,
        limit,
        attributes,
        source,
        recurse,
        List.of(commands));
  }

  Probe<PathState> probe() {
    return Probe.of(
            SNIPPET.call(
                path,
                inside,
                follow ? "yes" : "no",
                digestCommand,
                digest,
                String.valueOf(limit),
                attributes.ownerName(),
                attributes.groupName(),
                source,
                recurse ? "yes" : "no",
                String.join(" ", tools)),
            PathState::parse)
        .reading(reads().toArray(Resource[]::new))
        .foreseeing(this::foresee);
  }

  /** What the answer will be once planned changes are made. */
  private Optional<PathState> foresee(PathState is, Outlook outlook) {
    boolean simple = !is.inside() && is.link().isEmpty() && source.isEmpty() && !recurse;
    return simple
        ? outlook
            .of(Resource.path(path), ForeseenPath.class)
            .flatMap(left -> left.answer(is, digestCommand))
        : Optional.empty();
  }

  private List<Resource> reads() {
    List<Resource> reads = new ArrayList<>();
    reads.add(Resource.path(path));
    reads.add(Resource.path(HostPath.parent(path)));
    if (!inside.isEmpty()) {
      reads.add(Resource.path(HostPath.inside(path, inside)));
    }
    if (!source.isEmpty()) {
      reads.add(Resource.path(source));
    }
    if (!attributes.ownerName().isEmpty()) {
      reads.add(Resource.user(attributes.ownerName()));
    }
    if (!attributes.groupName().isEmpty()) {
      reads.add(Resource.group(attributes.groupName()));
    }
    tools.forEach(tool -> reads.add(Resource.command(tool)));
    return reads.stream().distinct().toList();
  }
}
