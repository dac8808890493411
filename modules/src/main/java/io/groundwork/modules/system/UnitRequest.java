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
 */
record UnitRequest(
    Optional<String> name,
    Optional<State> state,
    Optional<Boolean> enabled,
    Optional<Boolean> masked,
    boolean daemonReload) {

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
