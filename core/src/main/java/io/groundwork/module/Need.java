package io.groundwork.module;

import java.util.Objects;

/**
 * Something a plan relies on that is not there yet. If an earlier change of the run brings it, the
 * task is planned "after" that one; if none does, the task fails with this message.
 *
 * @param resource what is missing
 * @param message what to tell the operator if nothing brings it
 */
public record Need(Resource resource, String message) {
  public Need {
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(message, "message");
  }
}
