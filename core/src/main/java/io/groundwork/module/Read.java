package io.groundwork.module;

import java.util.Objects;

/** What became of one attempt to read the state of something on a host. */
public sealed interface Read {

  /** It was read. */
  record Done(Reading reading) implements Read {
    public Done {
      Objects.requireNonNull(reading, "reading");
    }
  }

  /**
   * The snippet could not tell.
   *
   * @param exit its exit status
   * @param errors what it wrote to standard error, or another reason; never empty
   */
  record Failed(int exit, String errors) implements Read {
    public Failed {
      Objects.requireNonNull(errors, "errors");
    }
  }
}
