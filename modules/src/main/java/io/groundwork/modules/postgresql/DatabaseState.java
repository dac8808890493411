package io.groundwork.modules.postgresql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A database as a server keeps it.
 *
 * @param connections how many connections it takes at once, -1 for any number
 */
record DatabaseState(
    String owner, String encoding, String collate, String ctype, long connections) {

  DatabaseState {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(collate, "collate");
    Objects.requireNonNull(ctype, "ctype");
  }

  /** The question, and whether there is a role of the owner's name. */
  static String sql(String database, Optional<String> owner) {
    return "select 'is', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate,"
        + " datctype, datconnlimit from pg_database where datname = "
        + Sql.text(database)
        + ";"
        + owner
            .map(
                role ->
                    " select 'context', 'owner' from pg_roles where rolname = "
                        + Sql.text(role)
                        + ";")
            .orElse("");
  }

  static Optional<DatabaseState> parse(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> row = rows.get(0);
    if (rows.size() != 1 || row.size() != 5) {
      throw new IllegalArgumentException("a database " + rows);
    }
    return Optional.of(
        new DatabaseState(
            row.get(0), row.get(1), row.get(2), row.get(3), Long.parseLong(row.get(4))));
  }
}
