package io.groundwork.modules.packages;

import io.groundwork.module.Resource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task asks of a manager of rpm packages.
 *
 * @param manager which one
 * @param names packages as the manager takes them: names, with versions, patterns, groups, files
 * @param state what is asked for them
 * @param options its options, as words without blanks
 * @param verbOptions those that stand behind zypper's verb
 * @param root where the packages are installed; empty for the host itself
 * @param refresh whether what is known of the repositories is refreshed before a change
 * @param allowDowngrade whether an older version may replace a newer one
 * @param lockTimeout how many seconds to wait for another package manager
 */
record RpmRequest(
    Manager manager,
    List<String> names,
    State state,
    List<String> options,
    List<String> verbOptions,
    Optional<String> root,
    boolean refresh,
    boolean allowDowngrade,
    long lockTimeout) {

  /** The managers; dnf stands for its successor and its forerunner too. */
  enum Manager {
    DNF("dnf"),
    ZYPPER("zypper");

    private final String word;

    Manager(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** What is asked for. */
  enum State {
    PRESENT("present"),
    LATEST("latest"),
    ABSENT("absent"),
    /** Every package is to be the newest. */
    UPGRADE("upgrade"),
    DIST_UPGRADE("dist-upgrade"),
    /** No package is to be left that nothing needs. */
    AUTOREMOVE("autoremove"),
    /** What is known of the repositories is to be fresh, no more. */
    REFRESH("refresh");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean namesPackages() {
      return this == PRESENT || this == LATEST || this == ABSENT;
    }
  }

  RpmRequest {
    Objects.requireNonNull(manager, "manager");
    names = List.copyOf(names);
    Objects.requireNonNull(state, "state");
    options = List.copyOf(options);
    verbOptions = List.copyOf(verbOptions);
    Objects.requireNonNull(root, "root");
  }

  static RpmRequest of(Manager manager, List<String> names, State state) {
    return new RpmRequest(
        manager, names, state, List.of(), List.of(), Optional.empty(), false, false, 30);
  }

  Resource[] resources() {
    return names.stream()
        .map(name -> name.startsWith("/") ? Resource.path(name) : Resource.pkg(name))
        .toArray(Resource[]::new);
  }
}
