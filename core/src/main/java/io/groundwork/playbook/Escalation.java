package io.groundwork.playbook;

import java.util.Objects;
import java.util.Optional;

/**
 * What a play or a task says about becoming another user. What is empty is left to the level above:
 * the play, then the inventory and the command line.
 *
 * @param become whether to become another user
 * @param user which one
 */
public record Escalation(Optional<Boolean> become, Optional<String> user) {

  public static final Escalation UNSAID = new Escalation(Optional.empty(), Optional.empty());

  public Escalation {
    Objects.requireNonNull(become, "become");
    Objects.requireNonNull(user, "user");
  }

  /** This, and where it says nothing, what the outer level says. */
  public Escalation or(Escalation outer) {
    return new Escalation(become.or(outer::become), user.or(outer::user));
  }
}
