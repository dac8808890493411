package io.groundwork.module;

import com.google.common.io.ByteSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The operator's local files, as a task sees them: first its role's, then the playbook's. */
public interface Sources {

  /**
   * A file to copy as it is, looked for in {@code files/}.
   *
   * @throws io.groundwork.text.LoadException when it is nowhere, naming where it was looked for
   */
  ByteSource file(String source);

  /**
   * A template, looked for in {@code templates/}, rendered with the task's variables.
   *
   * @throws io.groundwork.text.LoadException when it is nowhere or does not render
   */
  String template(String source);

  /**
   * The permission bits of what {@link #file} gives for the same source, for {@code mode:
   * preserve}; empty where files have none.
   */
  default OptionalInt mode(String source) {
    return OptionalInt.empty();
  }

  /**
   * One thing below a local directory.
   *
   * @param path relative to the directory, with slashes
   * @param content empty for a directory
   * @param mode its permission bits; empty where files have none
   */
  record Below(String path, Optional<ByteSource> content, OptionalInt mode) {
    public Below {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(mode, "mode");
    }
  }

  /**
   * All that is below a directory to copy, links followed, each directory in front of what is in
   * it; empty when the source is no directory. It is looked for where {@link #file} looks.
   */
  default Optional<List<Below>> directory(String source) {
    return Optional.empty();
  }

  /**
   * Where on the operator's machine something goes that a task brings from its host: a relative
   * path counts from the playbook's directory.
   */
  default Path destination(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** The name of the host that the task is for. */
  default String host() {
    return "localhost";
  }
}
