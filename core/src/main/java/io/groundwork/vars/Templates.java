package io.groundwork.vars;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.yaml.Node;
import java.util.Optional;

/**
 * Renders what operators write with Freemarker, locked down: no class access, no {@code ?new},
 * {@code ?api}, {@code ?interpret} or {@code ?eval}; scalars, lists and mappings only; numbers in
 * computer form. Thread-safe.
 *
 * <p>Every method throws {@link NotKnownYetException} when a value of a later part of the run is
 * read, and {@link LoadException}, with file, line, column and the expression, for an undefined
 * variable (with a suggestion) or any other template error.
 */
public final class Templates {

  /**
   * @param redactor is told of every secret that is read
   */
  public Templates(Redactor redactor) {
    throw new UnsupportedOperationException("being written");
  }

  /** Whether the node or anything in it has a {@code ${…}}. */
  public static boolean isDynamic(Node node) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The node's value, rendered throughout. A text that is one {@code ${…}} and nothing else keeps
   * the type of its expression; a text with a secret in it becomes a {@link
   * io.groundwork.text.Secret}.
   *
   * @return a String, Long, Boolean, Secret, or a List or Map of these; empty for a null
   */
  public Optional<Object> value(Node node, Scope scope) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * Whether a bare expression, as in {@code when:}, holds.
   *
   * @throws LoadException also when its value is neither true nor false
   */
  public boolean condition(String expression, Position where, Scope scope) {
    throw new UnsupportedOperationException("being written");
  }

  /** The rendered text of a template file. Secrets in it are known to the redactor. */
  public String render(String source, String text, Scope scope) {
    throw new UnsupportedOperationException("being written");
  }
}
