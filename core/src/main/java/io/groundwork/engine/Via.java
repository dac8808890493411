package io.groundwork.engine;

import io.groundwork.inventory.Host;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a task is done: its own host, or another one it is delegated to.
 *
 * @param host where
 * @param connection how, if the play or the task says so
 * @param user whom to log in as, likewise
 */
record Via(Host host, Optional<String> connection, Optional<String> user) {
  Via {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(user, "user");
  }

  static Via of(Host host) {
    return new Via(host, Optional.empty(), Optional.empty());
  }
}
