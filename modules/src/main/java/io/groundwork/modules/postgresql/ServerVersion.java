package io.groundwork.modules.postgresql;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The version that a server says it has.
 *
 * @param raw such as {@code 16.1 (Debian 16.1-1.pgdg120+1)}
 */
record ServerVersion(String raw) {

  static final String SQL = "select 'is', current_setting('server_version');";

  static Optional<ServerVersion> parse(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    if (rows.size() != 1 || rows.get(0).size() != 1) {
      throw new IllegalArgumentException("a version " + rows);
    }
    return Optional.of(new ServerVersion(rows.get(0).get(0)));
  }

  /** {@code 16.1}. */
  String full() {
    return Splitter.on(' ').splitToList(raw).get(0);
  }

  /** Ansible's form of it: raw, full, major and minor. */
  Map<String, Object> asValue() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("raw", raw);
    value.put("full", full());
    List<String> numbers = Splitter.on('.').splitToList(full());
    if (numbers.size() == 2 && numbers.stream().allMatch(n -> n.matches("[0-9]{1,9}"))) {
      value.put("major", Long.valueOf(numbers.get(0)));
      value.put("minor", Long.valueOf(numbers.get(1)));
    }
    return value;
  }
}
