package io.groundwork.modules.commands;

import com.google.common.io.ByteSource;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command as a task wants it to run.
 *
 * @param shown the command for people and for {@code register}
 * @param words the program and its arguments; or, for a shell, the shell and what it is to run
 * @param run the snippet that runs the words
 * @param chdir directory to run in
 * @param creates nothing is run if something matches it
 * @param removes nothing is run unless something matches it
 * @param unless nothing is run if this succeeds
 * @param payload what the snippet gets: what the command reads, or the script itself
 */
record CommandRequest(
    Object shown,
    List<String> words,
    Snippet run,
    Optional<String> chdir,
    Optional<String> creates,
    Optional<String> removes,
    Optional<Unless> unless,
    Optional<ByteSource> payload) {

  /**
   * A command that only looks whether there is something to do.
   *
   * @param shell what runs it
   */
  record Unless(String command, String shell) {}

  CommandRequest {
    words = List.copyOf(words);
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(unless, "unless");
    Objects.requireNonNull(payload, "payload");
  }
}
