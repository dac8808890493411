package io.groundwork.vars;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which variables hold secrets, by their names. */
final class SecretNames {

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(password|passphrase|passwd|secret|token|(private|api|secret|access)_?key)"
              + "|(.*_)?pass");

  /** Ansible's names that end so and hold something else. */
  private static final Set<String> HARMLESS = Set.of("update_password", "ask_pass");

  private SecretNames() {}

  static boolean matches(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET.matcher(lower).matches() && !HARMLESS.contains(lower);
  }
}
