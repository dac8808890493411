package io.groundwork.requirements;

import io.groundwork.requirements.check.Check;
import io.groundwork.requirements.check.HostInfo;
import java.util.Objects;

/** A requirement and the check, with its figures, that judges it. */
public record Rule(Requirement requirement, Check check) {
  public Rule {
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(check, "check");
  }

  /** Whether the host has a role that the requirement is for. */
  public boolean appliesTo(HostInfo host) {
    return host.roles().stream().anyMatch(requirement.appliesTo()::contains);
  }
}
