package io.groundwork.transport;

import io.groundwork.inventory.Host;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads a host's connection variables, each with the place where it was written. */
final class ConnectionVars {

  /**
   * A variable that has a value.
   *
   * @param name the variable
   * @param value a String, Long, Boolean or Secret
   * @param where where it is written
   */
  record Value(String name, Object value, Position where) {

    String text() {
      // Also an address or a user may be sealed.
      return value instanceof Secret secret ? secret.reveal() : value.toString();
    }

    Secret secret() {
      return value instanceof Secret secret ? secret : Secret.of(value.toString());
    }

    int number(int least, int most) {
      String text = text();
      if (text.matches("[0-9]{1,9}")) {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      }
      throw wrong("a whole number from " + least + " to " + most);
    }

    boolean flag() {
      return switch (text().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "1" -> true;
        case "false", "no", "off", "0" -> false;
        default -> throw wrong("true or false");
      };
    }

    Path path() {
      return expand(text());
    }

    LoadException wrong(String wanted) {
      String shown = value instanceof Secret ? Secret.MASK : value.toString();
      return new LoadException(
          Problem.at(where, name + " is " + shown).withRemedy("write " + wanted));
    }
  }

  private final Host host;
  private final Scope scope;
  private final Function<Node, Optional<Object>> render;

  /**
   * @param render gives the value of what an operator wrote
   */
  ConnectionVars(Host host, Scope scope, Function<Node, Optional<Object>> render) {
    this.host = host;
    this.scope = scope;
    this.render = render;
  }

  /** The first of these variables that has a value. */
  Optional<Value> first(String... names) {
    for (String name : names) {
      Optional<Value> value = scope.lookup(name).flatMap(binding -> read(name, binding));
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private Optional<Value> read(String name, Binding binding) {
    if (binding instanceof Binding.Written written) {
      Position where = written.node().position();
      return render.apply(written.node()).map(value -> simple(new Value(name, value, where)));
    }
    if (binding instanceof Binding.Known known) {
      return known.value().map(value -> simple(new Value(name, value, host.position())));
    }
    throw new LoadException(
        Problem.at(host.position(), name + " has no value when the host is to be reached")
            .withRemedy("write it into the inventory"));
  }

  private static Value simple(Value value) {
    Object one = value.value();
    boolean scalar = one instanceof String || one instanceof Number || one instanceof Boolean;
    if (scalar || one instanceof Secret) {
      return value;
    }
    throw value.wrong("one text");
  }

  /** A path with the home directory for a leading {@code ~}. */
  static Path expand(String path) {
    return path.startsWith("~/")
        ? Path.of(System.getProperty("user.home")).resolve(path.substring(2))
        : Path.of(path);
  }
}
