package io.groundwork.requirements;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody's word that a requirement need not be met.
 *
 * @param requirement its id
 * @param host the only host it is about; empty for all
 * @param reason why, for whoever reads the report
 * @param where where it is written
 */
public record Waiver(String requirement, Optional<String> host, String reason, Position where) {

  private static final String FORM = "write ID=reason, or HOST:ID=reason";

  public Waiver {
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(where, "where");
    if (reason.isBlank()) {
      throw new LoadException(
          Problem.at(where, "the waiver of \"" + requirement + "\" has no reason")
              .withRemedy("say why it need not be met, for whoever reads the report"));
    }
  }

  /**
   * Reads {@code ID=reason} or {@code HOST:ID=reason}.
   *
   * @throws LoadException when it is neither, or there is no reason
   */
  public static Waiver parse(String text, Position where) {
    int equals = text.indexOf('=');
    String subject = (equals < 0 ? text : text.substring(0, equals)).strip();
    int colon = subject.lastIndexOf(':');
    String id = subject.substring(colon + 1);
    if (id.isBlank() || colon == 0) {
      throw new LoadException(Problem.at(where, "\"" + text + "\" is no waiver").withRemedy(FORM));
    }
    String reason = equals < 0 ? "" : text.substring(equals + 1).strip();
    Optional<String> host = colon < 0 ? Optional.empty() : Optional.of(subject.substring(0, colon));
    return new Waiver(id, host, reason, where);
  }

  boolean isFor(Finding finding) {
    return requirement.equals(finding.requirement().id())
        && host.map(finding.host()::equals).orElse(true);
  }
}
