package io.groundwork.modules.postgresql;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A role as a server keeps it.
 *
 * @param flags each of {@link RoleFlag}
 * @param connections how many connections it may have at once, -1 for any number
 * @param password {@code none}, {@code other}, or a verifier without its server key
 */
record RoleState(Map<RoleFlag, Boolean> flags, long connections, String password) {

  RoleState {
    flags = Map.copyOf(flags);
    Objects.requireNonNull(password, "password");
  }

  /** The question; the server key stays on the server, as nothing here needs it. */
  static String sql(String role) {
    String columns =
        Arrays.stream(RoleFlag.values()).map(RoleFlag::column).collect(Collectors.joining(", "));
    return "select 'is', "
        + columns
        + ", rolconnlimit, case when rolpassword is null then 'none'"
        + " when rolpassword like 'SCRAM-SHA-256$%' then regexp_replace(rolpassword, ':[^:]*$', '')"
        + " else 'other' end from pg_authid where rolname = "
        + Sql.text(role)
        + ";";
  }

  static Optional<RoleState> parse(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields = rows.get(0);
    int count = RoleFlag.values().length;
    if (rows.size() != 1 || fields.size() != count + 2) {
      throw new IllegalArgumentException("rows " + rows.size() + ", fields " + fields.size());
    }
    Map<RoleFlag, Boolean> flags = new EnumMap<>(RoleFlag.class);
    Iterator<String> field = fields.iterator();
    for (RoleFlag flag : RoleFlag.values()) {
      flags.put(flag, field.next().equals("t"));
    }
    return Optional.of(new RoleState(flags, Long.parseLong(field.next()), field.next()));
  }

  boolean hasPassword() {
    return !password.equals("none");
  }

  @Override
  public String toString() {
    return "RoleState" + flags + ", connections " + connections;
  }
}
