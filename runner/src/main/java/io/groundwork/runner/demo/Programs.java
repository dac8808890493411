package io.groundwork.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.runner.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs other programs.
 *
 * @param terminal where their output goes
 * @param directory where they start
 */
record Programs(Terminal terminal, Path directory) {

  /** What came of one. */
  record Result(int status, String output) {}

  /** Runs a program with nothing on its standard input, and shows what it writes. */
  Result run(List<String> words) throws IOException, InterruptedException {
    return run(words, "");
  }

  /**
   * Runs a program and shows what it writes.
   *
   * @param input its standard input; where a secret goes
   */
  Result run(List<String> words, String input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      // It ended without reading; its status tells.
    }
    Tee tee = new Tee(terminal.out());
    try (InputStream out = process.getInputStream()) {
      out.transferTo(tee);
    }
    terminal.out().flush();
    return new Result(process.waitFor(), tee.text());
  }
}
