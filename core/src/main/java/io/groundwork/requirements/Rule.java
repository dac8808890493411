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

  /** Whether the requirement is for a role of the host, in the way the platform is placed. */
  public boolean appliesTo(HostInfo host) {
    Requirement.Scope scope = requirement.appliesTo();
    return host.roles().stream().anyMatch(scope.roles()::contains)
        && scope.schemes().contains(host.layout().scheme());
  }
}
