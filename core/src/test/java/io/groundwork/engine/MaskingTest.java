package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.event.Step;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Snippet;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  private static final String NEW = "Nn3wS3cr3t-2026";
  private static final String OLD = "0ldS3cr3t-2025";

  private static Diff told(Diff diff) {
    Redactor redactor = new Redactor();
    redactor.add(Secret.of(NEW));
    Snippet snippet = new Snippet("write", ":");
    Step step = new Masking(redactor).step(Change.modifies("write", snippet.call(), List.of(diff)));
    return step.diffs().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "requirepass OLD          | requirepass NEW          | requirepass *** (before)",
        "requirepass 'OLD'        | requirepass NEW          | requirepass '*** (before)",
        "password=OLD             | password = NEW           | password=*** (before)",
        "\"password\": \"OLD\"    | \"password\": \"NEW\",   | \"password\": \"*** (before)",
        "  password: OLD          | password: NEW            |   password: *** (before)",
        "OLD                      | NEW                      | *** (before)",
        "uri: amqp://u:OLD@h/     | uri: amqp://u:NEW@h/     | uri: amqp://u:*** (before)",
        "user: OLD                | password: NEW            | user: OLD",
        "header Host OLD          | header Token NEW         | header Host OLD",
      })
  void aSecretThatGoesIsMaskedAsTheOneThatComes(String before, String after, String told) {
    String kept = "port 6666\n";
    Diff diff =
        told(
            Diff.text(
                "/etc/x.conf",
                kept + before.replace("OLD", OLD).stripTrailing() + "\n",
                kept + after.replace("NEW", NEW).stripTrailing() + "\n"));
    assertThat(diff.before()).isEqualTo(kept + told.replace("OLD", OLD).stripTrailing() + "\n");
    assertThat(diff.after()).doesNotContain(NEW);
  }

  @Test
  void aSecretThatStaysIsTheSameOnBothSides() {
    Diff diff =
        told(Diff.text("/etc/x.conf", "pass " + NEW + "\nport 1\n", "pass " + NEW + "\nport 2\n"));
    assertThat(diff.before()).isEqualTo("pass ***\nport 1\n");
    assertThat(diff.after()).isEqualTo("pass ***\nport 2\n");
  }

  @Test
  void aKnownSecretThatAnotherOneReplacesIsTold() {
    Redactor redactor = new Redactor();
    redactor.add(Secret.of(NEW));
    redactor.add(Secret.of(OLD));
    Diff diff = Diff.text("/etc/x.conf", "pass " + OLD + "\n", "pass " + NEW + "\n");
    Change change = Change.modifies("write", new Snippet("write", ":").call(), List.of(diff));
    Diff told = new Masking(redactor).step(change).diffs().get(0);
    assertThat(told.before()).isEqualTo("pass *** (before)\n");
    assertThat(told.after()).isEqualTo("pass ***\n");
  }

  @Test
  void aValueThatASecretReplacesIsMasked() {
    assertThat(told(Diff.value("password", OLD, NEW)))
        .isEqualTo(Diff.value("password", "*** (before)", "***"));
    assertThat(told(Diff.value("password", "", NEW))).isEqualTo(Diff.value("password", "", "***"));
  }

  @Test
  void whatNoSecretReplacesIsTold() {
    assertThat(told(Diff.text("/etc/x.conf", "a 1\n", "a 2\n")).before()).isEqualTo("a 1\n");
  }
}
