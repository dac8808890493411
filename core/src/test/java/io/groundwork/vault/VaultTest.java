package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

  /** Written by ansible-vault 2.14 with the password "correct horse". */
  private static final String BY_ANSIBLE =
      """
      $ANSIBLE_VAULT;1.1;AES256
      62303163393431633531653337643232666533393538363238646164623339306364663733346363
      3036383535623332353136356237616530633166666164390a626333366339383232376637343961
      35323333333764383137356631633632313664663166646333366564363235336535623938656234
      3362376565326462300a663034326364323162313363373564623364343730623865663064663137
      3263
      """;

  private static final Position AT = new Position("secrets.yml", 3, 7);
  private static final VaultPassword PLAIN = password("default", "correct horse");

  @Test
  void whatAnsibleSealedOpens() {
    assertThat(Vault.of(List.of(PLAIN)).open(BY_ANSIBLE, AT)).isEqualTo(Secret.of("open sesame\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "exactly sixteen!", "ключ — 鍵", "line\nline\n"})
  void whatIsSealedOpensAgain(String clear) {
    String sealed = Vault.seal(clear.getBytes(UTF_8), PLAIN);
    assertThat(sealed).startsWith("$ANSIBLE_VAULT;1.1;AES256\n").endsWith("\n");
    assertThat(sealed.lines()).allMatch(line -> line.length() <= 80);
    assertThat(Vault.of(List.of(PLAIN)).open(sealed, AT).reveal()).isEqualTo(clear);
  }

  @Test
  void sealedTwiceTheSameLooksDifferent() {
    byte[] clear = "x".getBytes(UTF_8);
    assertThat(Vault.seal(clear, PLAIN)).isNotEqualTo(Vault.seal(clear, PLAIN));
  }

  @Test
  void aVaultIdStandsInTheHeaderAndNeedNotFit() {
    String sealed = Vault.seal("x".getBytes(UTF_8), password("prod", "one"));
    assertThat(sealed).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    Vault others = Vault.of(List.of(password("dev", "two"), password("default", "one")));
    assertThat(others.open(sealed, AT)).isEqualTo(Secret.of("x"));
  }

  @Test
  void whitespaceAroundItDoesNotMatter() {
    String sealed = Vault.seal("x".getBytes(UTF_8), PLAIN).indent(8).replace("\n", "\r\n");
    assertThat(Vault.of(List.of(PLAIN)).open(sealed, AT)).isEqualTo(Secret.of("x"));
  }

  @Test
  void aWrongPasswordIsSaidWithPlaceAndVaultId() {
    String sealed = Vault.seal("x".getBytes(UTF_8), password("prod", "one"));
    assertThat(fault(Vault.EMPTY, sealed))
        .hasMessage(
            "secrets.yml:3:7: this is sealed with the vault id \"prod\", and no vault password is"
                + " given\n  -> give it with --vault-password-file FILE or --ask-vault-pass");
    assertThat(fault(Vault.of(List.of(password("prod", "two"))), sealed))
        .hasMessage(
            "secrets.yml:3:7: this is sealed with the vault id \"prod\", and no vault password"
                + " given opens it\n"
                + "  -> it is another password, or the file was changed by hand");
    assertThat(fault(Vault.of(List.of(password("dev", "two"))), sealed))
        .hasMessageEndingWith(
            "  -> give its password with --vault-id prod@FILE; given are those of dev");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "$ANSIBLE_VAULT;1.0;AES | it is of the vault format 1.0; only 1.1 and 1.2 can be opened",
        "$ANSIBLE_VAULT;1.1;DES | its cipher is DES, not AES256",
        "$ANSIBLE_VAULT;1.1 | its first line is not that of a vault",
        "$ANSIBLE_VAULT;1.1;AES256 | it is cut off or was changed",
      })
  void whatIsDamagedSaysSo(String sealed, String why) {
    assertThat(fault(Vault.of(List.of(PLAIN)), sealed))
        .hasMessageStartingWith("secrets.yml:3:7: this vault cannot be opened: " + why);
  }

  @Test
  void aVaultThatLostALineIsDamaged() {
    String sealed = Vault.seal("some long secret".repeat(20).getBytes(UTF_8), PLAIN);
    List<String> lines = sealed.lines().toList();
    String cut = String.join("\n", lines.subList(0, lines.size() - 2));
    assertThat(fault(Vault.of(List.of(PLAIN)), cut)).isNotNull();
  }

  @Test
  void passwordsAreNeverShown() {
    assertThat(PLAIN.toString()).doesNotContain("horse");
    assertThatThrownBy(() -> password("default", "")).hasMessageContaining("cannot be empty");
    assertThatThrownBy(() -> password("a;b", "x")).hasMessageContaining("vault id");
  }

  private static LoadException fault(Vault vault, String sealed) {
    return catchThrowableOfType(LoadException.class, () -> vault.open(sealed, AT));
  }

  private static VaultPassword password(String label, String password) {
    return new VaultPassword(label, Secret.of(password));
  }
}
