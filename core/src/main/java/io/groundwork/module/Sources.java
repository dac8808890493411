package io.groundwork.module;

import com.google.common.io.ByteSource;
import java.nio.file.Path;
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
