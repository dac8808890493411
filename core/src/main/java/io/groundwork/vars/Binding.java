package io.groundwork.vars;

import io.groundwork.yaml.Node;
import java.util.Objects;
import java.util.Optional;

/** What a variable's name stands for. */
public sealed interface Binding {

  /** Written by an operator: it may hold {@code ${…}} and is rendered each time it is read. */
  record Written(Node node) implements Binding {
    public Written {
      Objects.requireNonNull(node, "node");
    }
  }

  /**
   * Computed by us or read from a host: data, never rendered.
   *
   * @param value a String, Long, Boolean, {@link io.groundwork.text.Secret}, or a List or Map of
   *     these; empty for a null
   */
  record Known(Optional<Object> value) implements Binding {
    public Known {
      Objects.requireNonNull(value, "value");
    }

    public static Known of(Object value) {
      return new Known(Optional.of(value));
    }
  }

  /** A mapping whose members are looked up only when they are read. */
  record Nested(Scope members) implements Binding {
    public Nested {
      Objects.requireNonNull(members, "members");
    }
  }

  /**
   * A value that will exist later in the run. Reading it throws {@link NotKnownYetException}.
   *
   * @param why what has to happen first: {@code "task 'x' has to run"}
   */
  record Pending(String why) implements Binding {
    public Pending {
      Objects.requireNonNull(why, "why");
    }
  }
}
