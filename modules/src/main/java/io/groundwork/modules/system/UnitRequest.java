package io.groundwork.modules.system;

import java.util.Objects;
import java.util.Optional;

/**
 * What a task asks of a systemd unit.
 *
 * @param name the unit; empty when only systemd itself is to reload
 * @param state what it is to be doing, if the task says so
 * @param enabled whether it is to start at boot, if the task says so
 * @param masked whether it is to be impossible to start, if the task says so
 * @param daemonReload whether systemd reads all unit files again first
 * @param daemonReexec whether systemd itself starts anew first
 * @param block whether to wait until the unit is what it is to be
 * @param force whether links of others in the way are replaced when it is enabled or masked
 */
record UnitRequest(
    Optional<String> name,
    Optional<State> state,
    Optional<Boolean> enabled,
    Optional<Boolean> masked,
    boolean daemonReload,
    boolean daemonReexec,
    boolean block,
    boolean force) {

  /** What a unit is to be doing. */
  enum State {
    STARTED,
    STOPPED,
    RESTARTED,
    RELOADED
  }

  UnitRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(enabled, "enabled");
    Objects.requireNonNull(masked, "masked");
  }
}
