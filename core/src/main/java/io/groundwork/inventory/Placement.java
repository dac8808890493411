package io.groundwork.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which groups carry the roles of an Altcraft platform. The system requirements name four kinds of
 * servers, and put the databases on the database server; an inventory that places a database
 * elsewhere says so with a group of the database's name.
 */
public final class Placement {

  /** The database server. */
  public static final String DATABASES = "db";

  /** The groups of the four kinds of servers. */
  public static final List<String> SERVERS = List.of(DATABASES, "rabbitmq", "akd", "akmta");

  /**
   * The groups that hold the hosts of {@link #DATABASES} when the inventory does not define them.
   * They are children of it, so that their variables win over its own.
   */
  public static final List<String> ON_DATABASE_SERVER =
      List.of("mongodb", "postgresql", "clickhouse", "kvrocks", "ssdb");

  private static final Set<String> ALL = all();

  private Placement() {}

  /** Whether a group carries a role: it may be named, and is empty, where it is not defined. */
  static boolean isRole(String group) {
    return ALL.contains(group);
  }

  static Set<String> roles() {
    return ALL;
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>(SERVERS);
    all.addAll(ON_DATABASE_SERVER);
    return Collections.unmodifiableSet(all);
  }
}
