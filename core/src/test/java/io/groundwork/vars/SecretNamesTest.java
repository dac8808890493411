package io.groundwork.vars;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db_password",
        "ansible_become_password",
        "ansible_become_pass",
        "key_passphrase",
        "login_passwd",
        "pass",
        "PGPASSWORD",
        "clientSecret",
        "api_token",
        "ssh_private_key",
        "apiKey",
        "secret_key",
        "aws_access_key"
      })
  void holdSecrets(String name) {
    assertThat(SecretNames.matches(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password_file",
        "ansible_ssh_private_key_file",
        "password_encryption",
        "passwords_path",
        "token_url",
        "secret_name",
        "update_password",
        "bypass",
        "compass",
        "gpg_key",
        "public_key",
        "pass_through",
        "tokens",
        "name"
      })
  void holdNone(String name) {
    assertThat(SecretNames.matches(name)).isFalse();
  }
}
