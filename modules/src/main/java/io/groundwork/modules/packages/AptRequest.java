package io.groundwork.modules.packages;

import io.groundwork.module.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task asks of apt.
 *
 * @param packages each once, in the order of the task; empty when it is about none
 * @param state what is asked for all of them
 * @param refresh whether and when the package lists are refreshed
 * @param sweeps what else is to be done to the host as a whole
 * @param deb path or URL of a package's file to install
 * @param options how apt-get is to be called
 */
record AptRequest(
    List<WantedPackage> packages,
    State state,
    Refresh refresh,
    List<AptSweep> sweeps,
    Optional<String> deb,
    AptOptions options) {

  /** What is asked for packages. */
  enum State {
    PRESENT,
    LATEST,
    ABSENT,
    FIXED,
    BUILD_DEP;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * When the package lists are refreshed.
   *
   * @param allowed whether they may be refreshed at all
   * @param validSeconds how old they may be; 0 when the task says nothing of it
   * @param retries how often it is tried
   * @param maxDelay longest pause between two tries, in seconds
   */
  record Refresh(boolean allowed, long validSeconds, long retries, long maxDelay) {

    static Refresh never() {
      return new Refresh(false, 0, 1, 0);
    }
  }

  AptRequest {
    packages = List.copyOf(packages);
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(refresh, "refresh");
    sweeps = List.copyOf(sweeps);
    Objects.requireNonNull(deb, "deb");
    Objects.requireNonNull(options, "options");
  }

  static AptRequest of(List<WantedPackage> packages, State state) {
    return new AptRequest(
        packages, state, Refresh.never(), List.of(), Optional.empty(), AptOptions.plain());
  }

  /** Whether the task is about certain packages, not about the host as a whole. */
  boolean namesPackages() {
    return !packages.isEmpty() || deb.isPresent();
  }

  Resource[] resources() {
    return packages.stream()
        .filter(one -> !one.isPattern())
        .map(one -> Resource.pkg(one.name()))
        .toArray(Resource[]::new);
  }
}
