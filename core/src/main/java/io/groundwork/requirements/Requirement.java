package io.groundwork.requirements;

import java.util.List;
import java.util.Objects;

/**
 * One statement of the documented system requirements that a machine can judge.
 *
 * @param id its stable name: lower case, words joined by hyphens
 * @param title a few words
 * @param quote the statement or figure as the document has it
 * @param section the document's section it stands in
 * @param appliesTo names of the roles it applies to
 * @param severity what follows when it is not met
 * @param check the kind of check that judges it
 * @param remedy what to do when it is not met, one sentence
 */
public record Requirement(
    String id,
    String title,
    String quote,
    String section,
    List<String> appliesTo,
    Severity severity,
    String check,
    String remedy) {
  public Requirement {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(quote, "quote");
    Objects.requireNonNull(section, "section");
    appliesTo = List.copyOf(appliesTo);
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(remedy, "remedy");
  }
}
