package io.groundwork.engine;

import io.groundwork.inventory.Inventory;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.ConnectionOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to run, where, and how.
 *
 * @param playbook what to do
 * @param inventory the hosts
 * @param limit a further host pattern that narrows each play's hosts
 * @param tags run only tasks with one of these; empty for all
 * @param skipTags leave out tasks with one of these
 * @param extraVars variables that beat all others: values as {@link
 *     io.groundwork.vars.Binding.Known} takes them
 * @param forks how many hosts at a time, at least 1
 * @param options how to log in where the inventory does not say it
 * @param locking how the run keeps others away from the hosts that it changes
 */
public record RunSpec(
    Playbook playbook,
    Inventory inventory,
    Optional<String> limit,
    Set<String> tags,
    Set<String> skipTags,
    Map<String, Object> extraVars,
    int forks,
    ConnectionOptions options,
    Locking locking) {

  /** Hosts at a time, when nothing else is said. */
  public static final int DEFAULT_FORKS = 20;

  public RunSpec {
    Objects.requireNonNull(playbook, "playbook");
    Objects.requireNonNull(inventory, "inventory");
    Objects.requireNonNull(limit, "limit");
    tags = Set.copyOf(tags);
    skipTags = Set.copyOf(skipTags);
    extraVars = Map.copyOf(extraVars);
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(locking, "locking");
    if (forks < 1) {
      throw new IllegalArgumentException("forks: at least 1, not " + forks);
    }
  }

  /** The whole playbook on all its hosts. */
  public static RunSpec of(Playbook playbook, Inventory inventory) {
    return new RunSpec(
        playbook,
        inventory,
        Optional.empty(),
        Set.of(),
        Set.of(),
        Map.of(),
        DEFAULT_FORKS,
        ConnectionOptions.defaults(),
        Locking.byThisProcess());
  }

  public RunSpec limit(String pattern) {
    return new RunSpec(
        playbook,
        inventory,
        Optional.of(pattern),
        tags,
        skipTags,
        extraVars,
        forks,
        options,
        locking);
  }

  public RunSpec tags(Set<String> only) {
    return new RunSpec(
        playbook, inventory, limit, only, skipTags, extraVars, forks, options, locking);
  }

  public RunSpec skipTags(Set<String> without) {
    return new RunSpec(
        playbook, inventory, limit, tags, without, extraVars, forks, options, locking);
  }

  public RunSpec extraVars(Map<String, Object> values) {
    return new RunSpec(playbook, inventory, limit, tags, skipTags, values, forks, options, locking);
  }

  public RunSpec forks(int hosts) {
    return new RunSpec(
        playbook, inventory, limit, tags, skipTags, extraVars, hosts, options, locking);
  }

  public RunSpec options(ConnectionOptions login) {
    return new RunSpec(
        playbook, inventory, limit, tags, skipTags, extraVars, forks, login, locking);
  }

  public RunSpec locking(Locking lock) {
    return new RunSpec(playbook, inventory, limit, tags, skipTags, extraVars, forks, options, lock);
  }

  /**
   * Waits for another run to leave a host, for at most this long, instead of giving the host up.
   */
  public RunSpec wait(Duration patience) {
    return locking(locking.patient(patience));
  }
}
