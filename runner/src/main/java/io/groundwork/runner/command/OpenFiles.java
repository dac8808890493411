package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that will be written at the end of what takes long, made before it begins. */
final class OpenFiles implements AutoCloseable {

  private final Map<PrintStream, Path> open = new LinkedHashMap<>();

  /**
   * Makes a file.
   *
   * @throws LoadException when it cannot be written; all are closed then
   */
  PrintStream add(Path file) {
    try {
      PrintStream out = new PrintStream(Files.newOutputStream(file), false, UTF_8);
      open.put(out, file);
      return out;
    } catch (IOException e) {
      close();
      String why = e instanceof NoSuchFileException ? "there is no such directory" : e.getMessage();
      throw new LoadException(Problem.of(file + " cannot be written: " + why));
    }
  }

  /** Tells of those that did not take all of it. */
  void finish(Faults faults) {
    open.forEach(
        (out, file) -> {
          if (out.checkError()) {
            faults.warn(List.of(Problem.of(file + " could not be written to the end")));
          }
        });
  }

  @Override
  public void close() {
    open.keySet().forEach(PrintStream::close);
    open.clear();
  }
}
