package io.groundwork.runner.terminal;

import io.groundwork.text.Secret;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** Somebody who can be asked. */
public interface Keyboard {

  /** The answer; empty at the end of input. */
  Optional<String> line(String question);

  /** The answer to a question whose answer is not shown; empty at the end of input. */
  Optional<Secret> secret(String question);

  /** The keyboard of this process, if there is a terminal to ask on. */
  static Optional<Keyboard> ofProcess() {
    return Optional.ofNullable(System.console()).map(Keyboard::of);
  }

  private static Keyboard of(Console console) {
    return new Keyboard() {
      @Override
      public Optional<String> line(String question) {
        return Optional.ofNullable(console.readLine("%s", question));
      }

      @Override
      public Optional<Secret> secret(String question) {
        char[] answer = console.readPassword("%s", question);
        if (answer == null) {
          return Optional.empty();
        }
        Secret secret = Secret.of(new String(answer));
        Arrays.fill(answer, '\0');
        return Optional.of(secret);
      }
    };
  }
}
