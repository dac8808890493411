package io.groundwork.modules.packages;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task asks of apt.
 *
 * @param packages each once, in the order of the task; empty to refresh the package lists only
 * @param state what is asked for all of them
 * @param refresh whether the package lists may be refreshed
 * @param validSeconds how old the package lists may be; 0 when the task says nothing of it
 * @param options how apt-get is to be called
 */
record AptRequest(
    List<WantedPackage> packages,
    State state,
    boolean refresh,
    long validSeconds,
    Options options) {

  /** What is asked for packages. */
  enum State {
    PRESENT,
    LATEST,
    ABSENT
  }

  /**
   * How apt-get is to be called.
   *
   * @param recommends whether recommended packages come along; empty as the host is configured
   * @param lockTimeout how many seconds to wait for another package manager
   */
  record Options(
      Optional<Boolean> recommends,
      boolean purge,
      boolean autoremove,
      boolean allowDowngrade,
      boolean allowHeld,
      long lockTimeout) {

    Options {
      Objects.requireNonNull(recommends, "recommends");
    }

    static Options plain() {
      return new Options(Optional.empty(), false, false, false, false, 60);
    }
  }

  AptRequest {
    packages = List.copyOf(packages);
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(options, "options");
  }
}
