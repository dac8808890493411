package io.groundwork.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What libraries log could hold what travels to a host: packets, scripts, passwords. */
class SilentLibrariesTest {

  @Test
  void noLibraryLogsAnything() {
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .isEqualTo("org.slf4j.helpers.NOPLoggerFactory");
    assertThat(LoggerFactory.getLogger("org.apache.sshd.client").isErrorEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("org.apache.sshd.common.io").isTraceEnabled()).isFalse();
  }
}
