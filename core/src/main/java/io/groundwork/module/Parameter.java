package io.groundwork.module;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter of a module, declared once: validation, documentation and error messages come from
 * it.
 *
 * @param name its name, Ansible's where Ansible has one
 * @param type what values it takes
 * @param description one or two sentences; a figure says its unit and where it comes from
 * @param required whether a task must give it
 * @param fallback the value when it is not given, as it would be written in YAML
 * @param choices the only values it takes; empty for any
 * @param aliases other names it may be given by
 */
public record Parameter(
    String name,
    Type type,
    String description,
    boolean required,
    Optional<String> fallback,
    List<String> choices,
    List<String> aliases) {

  /** What values a parameter takes. */
  public enum Type {
    /** One text. */
    STRING("a text"),
    /** {@code true}, {@code false}, {@code yes}, {@code no}, {@code on} or {@code off}. */
    BOOLEAN("true or false"),
    /** A whole number. */
    INTEGER("a whole number"),
    /** A list of texts; one text with commas is taken as such a list. */
    LIST("a list"),
    /** A mapping. */
    MAP("a mapping"),
    /** An absolute path on the host. */
    PATH("an absolute path"),
    /** A file mode, see {@link Mode}. */
    MODE("a file mode"),
    /** A text that is never shown. */
    SECRET("a text that is kept secret"),
    /** A bare expression, or a list of them, that the engine evaluates: see {@link Condition}. */
    CONDITIONS("a condition or a list of conditions"),
    /** A bare expression that the engine evaluates: see {@link Evaluated}. */
    EXPRESSION("an expression"),
    /** Anything, as it is. */
    ANY("any value");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** What to call it in a message. */
    public String label() {
      return label;
    }
  }

  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(fallback, "fallback");
    choices = List.copyOf(choices);
    aliases = List.copyOf(aliases);
    if (description.isBlank()) {
      throw new IllegalArgumentException("parameter " + name + " has no description");
    }
  }

  public static Parameter of(String name, Type type, String description) {
    return new Parameter(name, type, description, false, Optional.empty(), List.of(), List.of());
  }

  public Parameter mandatory() {
    return new Parameter(name, type, description, true, fallback, choices, aliases);
  }

  public Parameter fallback(String value) {
    return new Parameter(name, type, description, required, Optional.of(value), choices, aliases);
  }

  public Parameter choices(String... values) {
    return new Parameter(name, type, description, required, fallback, List.of(values), aliases);
  }

  public Parameter alias(String... names) {
    return new Parameter(name, type, description, required, fallback, choices, List.of(names));
  }
}
