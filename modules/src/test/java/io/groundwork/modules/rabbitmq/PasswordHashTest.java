package io.groundwork.modules.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.text.Secret;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  /** Of the account guest, as RabbitMQ 3.10.8 exported it. */
  private static final String OF_GUEST = "giEq+nM1dsuYhrdPDkK/cIWLEsic9SyN3Q8DrvyNEnOOqCiA";

  @Test
  void itIsWhatRabbitmqKeeps() {
    assertThat(PasswordHash.matches(OF_GUEST, Secret.of("guest"))).isTrue();
    assertThat(PasswordHash.matches(OF_GUEST, Secret.of("Guest"))).isFalse();
  }

  @Test
  void aNewOneHasASaltOfItsOwn() {
    Secret password = Secret.of("пароль of any characters");
    Secret first = PasswordHash.of(password, PasswordHash.salt());
    assertThat(PasswordHash.matches(first.reveal(), password)).isTrue();
    assertThat(PasswordHash.of(password, PasswordHash.salt()).reveal())
        .isNotEqualTo(first.reveal());
  }

  @Test
  void whatIsNoHashMatchesNothing() {
    for (String text : new String[] {"", "AAAA", "not base64!", OF_GUEST.substring(8)}) {
      assertThat(PasswordHash.matches(text, Secret.of("guest"))).as(text).isFalse();
    }
  }
}
