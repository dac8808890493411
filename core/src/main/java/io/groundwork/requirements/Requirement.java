package io.groundwork.requirements;

import io.groundwork.requirements.check.Scheme;
import java.util.List;
import java.util.Objects;

/**
 * One statement of the documented system requirements that a machine can judge.
 *
 * @param id its stable name: lower case, words joined by hyphens
 * @param title a few words
 * @param quotes the statements or figures as the document has them
 * @param section the document's section they stand in
 * @param appliesTo what it applies to
 * @param severity what follows when it is not met
 * @param check the kind of check that judges it
 * @param remedy what to do when it is not met, one sentence
 */
public record Requirement(
    String id,
    String title,
    List<String> quotes,
    String section,
    Scope appliesTo,
    Severity severity,
    String check,
    String remedy) {

  /** The section of what the document does not say and the products need all the same. */
  public static final String UNDOCUMENTED = "Not in the document";

  /**
   * What a requirement applies to.
   *
   * @param roles names of roles
   * @param tiers tiers that ask for it
   * @param schemes ways to place the platform it is about
   */
  public record Scope(List<String> roles, List<Tier> tiers, List<Scheme> schemes) {
    public Scope {
      roles = List.copyOf(roles);
      tiers = List.copyOf(tiers);
      schemes = List.copyOf(schemes);
    }

    /** These roles, in every tier, however the platform is placed. */
    public static Scope of(List<String> roles) {
      return new Scope(roles, List.of(Tier.values()), List.of(Scheme.values()));
    }
  }

  public Requirement {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    quotes = List.copyOf(quotes);
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(appliesTo, "appliesTo");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** The quotes in one text. */
  public String quote() {
    return String.join("; ", quotes);
  }

  /** Whether the document has it. */
  public boolean documented() {
    return !section.equals(UNDOCUMENTED);
  }
}
