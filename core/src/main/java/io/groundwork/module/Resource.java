package io.groundwork.module;

import java.util.Objects;

/**
 * Something on a host that tasks depend on.
 *
 * @param kind what it is
 * @param name its name there: a path, a user, a unit …
 */
public record Resource(Kind kind, String name) {

  /** Kinds of things that one task brings and another needs. */
  public enum Kind {
    PATH,
    USER,
    GROUP,
    UNIT,
    PACKAGE,
    COMMAND,
    PORT,
    /** Whatever there is: see {@link #ANYTHING}. */
    ANYTHING
  }

  /** For a probe that may look at anything, as a command does. */
  public static final Resource ANYTHING = new Resource(Kind.ANYTHING, "");

  /** Whatever listens: for who restarts a service, and who talks to one. */
  public static final Resource PORTS = new Resource(Kind.PORT, "*");

  public Resource {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
  }

  // Written out, as Position's are: every run compares resources.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Resource resource
            && kind == resource.kind
            && name.equals(resource.name));
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + kind.hashCode();
  }

  public static Resource path(String path) {
    return new Resource(Kind.PATH, path);
  }

  public static Resource user(String name) {
    return new Resource(Kind.USER, name);
  }

  public static Resource group(String name) {
    return new Resource(Kind.GROUP, name);
  }

  public static Resource unit(String name) {
    return new Resource(Kind.UNIT, name);
  }

  public static Resource pkg(String name) {
    return new Resource(Kind.PACKAGE, name);
  }

  public static Resource command(String name) {
    return new Resource(Kind.COMMAND, name);
  }
}
