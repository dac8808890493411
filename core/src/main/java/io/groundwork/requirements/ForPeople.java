package io.groundwork.requirements;

import java.util.List;
import java.util.Objects;

/**
 * A statement of the document that a machine cannot judge.
 *
 * @param id its stable name
 * @param quotes the statement as the document has it
 * @param section the document's section it stands in
 * @param reason why a person has to judge it, and how
 */
public record ForPeople(String id, List<String> quotes, String section, String reason) {
  public ForPeople {
    Objects.requireNonNull(id, "id");
    quotes = List.copyOf(quotes);
    Objects.requireNonNull(section, "section");
    Objects.requireNonNull(reason, "reason");
  }
}
