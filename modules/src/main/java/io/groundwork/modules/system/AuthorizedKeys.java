package io.groundwork.modules.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that a file of authorized keys should have, or not have.
 *
 * @param exclusive whether it should hold nothing else
 */
record AuthorizedKeys(List<AuthorizedKey> keys, boolean present, boolean exclusive) {

  AuthorizedKeys {
    // Of a key given twice the last one counts, at the place of the first.
    Map<String, AuthorizedKey> distinct = new LinkedHashMap<>();
    keys.forEach(key -> distinct.put(key.key(), key));
    keys = List.copyOf(distinct.values());
  }

  /** For people. */
  String count() {
    return keys.size() == 1 ? "a key" : keys.size() + " keys";
  }

  /** The lines as they should be: a key that says something else goes to the end. */
  List<String> edit(List<String> lines) {
    List<String> edited = new ArrayList<>(lines);
    List<String> added = new ArrayList<>();
    for (AuthorizedKey key : keys) {
      Optional<AuthorizedKey> is = last(edited, key);
      boolean right = is.filter(key::saysTheSame).isPresent();
      if (!present || !right) {
        edited.removeIf(line -> isKey(line, key));
      }
      if (present && !right) {
        added.add(key.text());
      }
    }
    if (exclusive) {
      edited.removeIf(line -> keys.stream().noneMatch(key -> isKey(line, key)));
    }
    edited.addAll(added);
    return edited;
  }

  private static boolean isKey(String line, AuthorizedKey key) {
    return AuthorizedKey.parse(line).filter(one -> one.key().equals(key.key())).isPresent();
  }

  private static Optional<AuthorizedKey> last(List<String> lines, AuthorizedKey key) {
    return lines.stream()
        .map(AuthorizedKey::parse)
        .flatMap(Optional::stream)
        .filter(one -> one.key().equals(key.key()))
        .reduce((first, second) -> second);
  }
}
