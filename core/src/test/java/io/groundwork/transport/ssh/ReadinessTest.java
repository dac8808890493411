package io.groundwork.transport.ssh;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ReadinessTest {

  @Test
  void everyStepOfALoginIsGoneThrough() {
    JdkSecurity.register();
    assertThatCode(Readiness::goThrough).doesNotThrowAnyException();
  }
}
