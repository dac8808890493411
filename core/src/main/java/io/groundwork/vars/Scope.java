package io.groundwork.vars;

import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that can be seen from one place. Immutable. */
public interface Scope {

  Scope EMPTY = of(Map.of());

  Optional<Binding> lookup(String name);

  /** Every name that can be looked up, for "did you mean". */
  Set<String> names();

  static Scope of(Map<String, ? extends Binding> bindings) {
    Map<String, Binding> copy = Map.copyOf(bindings);
    return new Scope() {
      @Override
      public Optional<Binding> lookup(String name) {
        return Optional.ofNullable(copy.get(name));
      }

      @Override
      public Set<String> names() {
        return copy.keySet();
      }
    };
  }

  /** This scope with an inner one in front: a name of the inner one hides the same name here. */
  default Scope with(Scope inner) {
    Scope outer = this;
    return new Scope() {
      @Override
      public Optional<Binding> lookup(String name) {
        return inner.lookup(name).or(() -> outer.lookup(name));
      }

      @Override
      public Set<String> names() {
        return Sets.union(inner.names(), outer.names());
      }
    };
  }

  default Scope with(Map<String, ? extends Binding> inner) {
    return inner.isEmpty() ? this : with(of(inner));
  }
}
