package io.groundwork.modules.files;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a planned change leaves at a path, for the plans of the tasks behind it.
 *
 * @param attributes what will be there; empty for nothing
 * @param content of a file; empty where it is not known here
 */
record ForeseenPath(Optional<PathState.Attributes> attributes, Optional<FileContent> content) {

  static final ForeseenPath NOTHING = new ForeseenPath(Optional.empty(), Optional.empty());

  ForeseenPath {
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(content, "content");
  }

  /** What is made anew, or replaced, at a path, and gets these attributes. */
  static ForeseenPath made(
      PathState.Type type, WantedAttributes wanted, PathState is, Optional<FileContent> content) {
    boolean directory = type == PathState.Type.DIRECTORY;
    Optional<PathState.Attributes> before = is.isFile() ? is.attributes() : Optional.empty();
    PathState.Attributes attributes =
        new PathState.Attributes(
            type,
            wanted.modeAfter(is, directory),
            wanted.uidAfter(before, is.around()),
            wanted.owner().or(() -> before.map(PathState.Attributes::user)).orElse(""),
            wanted.gidAfter(before, is.around()),
            wanted.group().or(() -> before.map(PathState.Attributes::group)).orElse(""));
    return new ForeseenPath(Optional.of(attributes), content);
  }

  /**
   * The answer to a question about the path after the change.
   *
   * @param read the answer before it
   * @param digestCommand what makes the digest that was asked for; empty for none
   * @return empty when it cannot be told: a file's content is asked for that is not known
   */
  Optional<PathState> answer(PathState read, String digestCommand) {
    boolean file = attributes.filter(one -> one.type() == PathState.Type.FILE).isPresent();
    boolean asked = file && !digestCommand.isEmpty();
    if (asked && (content.isEmpty() || function(digestCommand).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new PathState(
            false,
            attributes.map(PathState.Attributes::type).orElse(PathState.Type.ABSENT),
            attributes,
            asked ? OptionalLong.of(content.orElseThrow().size()) : OptionalLong.empty(),
            asked ? function(digestCommand).map(this::digest) : Optional.empty(),
            false,
            List.of(),
            Optional.empty(),
            asked ? read.around().holding(bytes()) : read.around()));
  }

  private static Optional<HashFunction> function(String command) {
    return command.equals("sha256sum") ? Optional.of(Hashing.sha256()) : Optional.empty();
  }

  private String digest(HashFunction function) {
    return function.hashBytes(bytes()).toString();
  }

  private byte[] bytes() {
    try {
      return content.orElseThrow().bytes().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
