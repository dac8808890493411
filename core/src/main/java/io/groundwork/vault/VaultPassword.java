package io.groundwork.vault;

import io.groundwork.text.Secret;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A password of a vault.
 *
 * @param label the vault id it goes by, {@value #DEFAULT} where it has none
 * @param password the password
 */
public record VaultPassword(String label, Secret password) {

  /** The label of a password that was given without one. */
  public static final String DEFAULT = "default";

  private static final Pattern LABEL = Pattern.compile("[^;@\\s]{1,100}");

  public VaultPassword {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(password, "password");
    if (!isLabel(label)) {
      throw new IllegalArgumentException("a vault id has no blanks, \";\" and \"@\": " + label);
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException("a vault password cannot be empty");
    }
  }

  public VaultPassword(Secret password) {
    this(DEFAULT, password);
  }

  /** Whether a vault id may be called so. */
  public static boolean isLabel(String label) {
    return LABEL.matcher(label).matches();
  }

  boolean isLabelled() {
    return !label.equals(DEFAULT);
  }
}
