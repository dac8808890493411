package io.groundwork.vars;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which variables hold secrets, by their names. */
final class SecretNames {

  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passphrase",
          "passwd",
          "_pass",
          "secret",
          "token",
          "private_key",
          "privatekey",
          "api_key",
          "apikey",
          "secret_key",
          "secretkey",
          "access_key",
          "accesskey");

  /** Ansible's names that end so and hold something else. */
  private static final Set<String> HARMLESS = Set.of("update_password", "ask_pass");

  private SecretNames() {}

  static boolean matches(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean secret = lower.equals("pass") || ENDINGS.stream().anyMatch(lower::endsWith);
    return secret && !HARMLESS.contains(lower);
  }
}
