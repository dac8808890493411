package io.groundwork.modules.commands;

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
 * @param stdin what the command reads
 */
record CommandRequest(
    Object shown,
    List<String> words,
    Snippet run,
    Optional<String> chdir,
    Optional<String> creates,
    Optional<String> removes,
    Optional<String> stdin) {

  CommandRequest {
    words = List.copyOf(words);
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(run, "run");
  }
}
