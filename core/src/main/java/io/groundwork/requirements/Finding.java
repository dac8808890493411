package io.groundwork.requirements;

import io.groundwork.requirements.check.Gauge;
import io.groundwork.requirements.check.Reached;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the check of one requirement on one host showed.
 *
 * @param requirement what was checked
 * @param host the host's name in the inventory
 * @param roles the host's roles that the requirement is for
 * @param outcome how it stands
 * @param measured what was found, for people
 * @param wanted what is wanted there, for people
 * @param reached the tier that the host reaches, where there are tiers
 * @param note the reason of an unknown, or what else there is to say; empty for nothing
 * @param evidence a command that shows the same to a person on the host
 * @param remedy what to do, one sentence; empty when there is nothing to do
 * @param gauge the measured figure beside those of the tiers, where there is one
 * @param waived why it need not be met, if somebody has said so
 */
public record Finding(
    Requirement requirement,
    String host,
    List<String> roles,
    Outcome outcome,
    String measured,
    String wanted,
    Optional<Reached> reached,
    String note,
    String evidence,
    String remedy,
    Optional<Gauge> gauge,
    Optional<Waived> waived) {

  /**
   * A finding that is waived.
   *
   * @param instead how it would stand otherwise
   * @param reason why it need not be met
   */
  public record Waived(Outcome instead, String reason) {
    public Waived {
      Objects.requireNonNull(instead, "instead");
      Objects.requireNonNull(reason, "reason");
    }
  }

  public Finding {
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(host, "host");
    roles = List.copyOf(roles);
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(reached, "reached");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(gauge, "gauge");
    Objects.requireNonNull(waived, "waived");
    if (outcome == Outcome.UNKNOWN && note.isBlank()) {
      throw new IllegalArgumentException(requirement.id() + " is unknown, without a reason");
    }
  }

  /** One without a figure, and not waived. */
  public Finding(
      Requirement requirement,
      String host,
      List<String> roles,
      Outcome outcome,
      String measured,
      String wanted,
      Optional<Reached> reached,
      String note,
      String evidence,
      String remedy) {
    this(
        requirement,
        host,
        roles,
        outcome,
        measured,
        wanted,
        reached,
        note,
        evidence,
        remedy,
        Optional.empty(),
        Optional.empty());
  }

  Finding waived(String reason) {
    return new Finding(
        requirement,
        host,
        roles,
        Outcome.WAIVED,
        measured,
        wanted,
        reached,
        note,
        evidence,
        remedy,
        gauge,
        Optional.of(new Waived(outcome, reason)));
  }
}
