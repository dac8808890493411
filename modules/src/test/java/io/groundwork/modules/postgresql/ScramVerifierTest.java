package io.groundwork.modules.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.groundwork.text.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {

  /** What PostgreSQL 16.1 kept for this password. */
  private static final Secret PASSWORD = Secret.of("correct horse battery staple 0123456789");

  private static final String OF_POSTGRESQL =
      "SCRAM-SHA-256$4096:QR9phPkQ5etA0IvpR7TMTA=="
          + "$/BCfrIPK1b+K0iDKllSAcrAY2AXuoTwzAEbu/zKGh+w="
          + ":01YDHYgeXVNF3E3FLJ9tFkdvL/+d1ziorPXmMwpDBm0=";

  @Test
  void isWhatPostgresqlMakes() {
    Secret made = ScramVerifier.of(PASSWORD, "QR9phPkQ5etA0IvpR7TMTA==", 4096);
    assertThat(made.reveal()).isEqualTo(OF_POSTGRESQL);
  }

  @Test
  void signsAsTheServerOfRfc7677Does() {
    Secret made = ScramVerifier.of(Secret.of("pencil"), "W22ZaJ0SNY7soEsUEjb6gQ==", 4096);
    List<String> parts = Splitter.on(':').splitToList(made.reveal());
    byte[] serverKey = Base64.getDecoder().decode(parts.get(2));
    String exchange =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    byte[] signature = Hashing.hmacSha256(serverKey).hashString(exchange, UTF_8).asBytes();
    assertThat(Base64.getEncoder().encodeToString(signature))
        .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void recognisesAPasswordWithAndWithoutTheServerKey() {
    String short1 = OF_POSTGRESQL.substring(0, OF_POSTGRESQL.lastIndexOf(':'));
    assertThat(ScramVerifier.matches(OF_POSTGRESQL, PASSWORD)).isTrue();
    assertThat(ScramVerifier.matches(short1, PASSWORD)).isTrue();
    assertThat(ScramVerifier.matches(short1, Secret.of("another"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "other",
        "md5c8f4a5b1c8f4a5b1c8f4a5b1c8f4a5b1",
        "SCRAM-SHA-256$999999999:QR9phPkQ5etA0IvpR7TMTA==$/BCfrIPK1b+K0iDKllSAcrAY2AXuoTwzAEbu/zKGh+w=",
        "SCRAM-SHA-256$4096:=$=",
        "SCRAM-SHA-256$4096:QR9phPkQ5etA0IvpR7TMTA=="
      })
  void takesNothingElseForAMatch(String known) {
    assertThat(ScramVerifier.matches(known, PASSWORD)).isFalse();
  }

  @Test
  void neverUsesASaltTwice() {
    assertThat(ScramVerifier.salt()).hasSize(24).isNotEqualTo(ScramVerifier.salt());
  }

  @Test
  void takesOnlyPasswordsThatEveryClientSpellsAlike() {
    assertThat(ScramVerifier.takes(Secret.of("p ~!"))).isTrue();
    assertThat(ScramVerifier.takes(Secret.of(""))).isFalse();
    assertThat(ScramVerifier.takes(Secret.of("Straße"))).isFalse();
    assertThat(ScramVerifier.takes(Secret.of("a\tb"))).isFalse();
  }
}
