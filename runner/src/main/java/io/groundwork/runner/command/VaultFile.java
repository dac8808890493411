package io.groundwork.runner.command;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.PrivateFile;
import io.groundwork.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is sealed or opened.
 *
 * @param from what is read; {@code -} is standard input
 * @param target what is written; {@code -} is standard output
 */
record VaultFile(Path from, Path target, PrintStream out, InputStream input) {

  private static final String PIPE = "-";

  VaultFile to(Path other) {
    return new VaultFile(from, other, out, input);
  }

  Position position() {
    return Position.of(from.toString().equals(PIPE) ? "standard input" : from.toString());
  }

  byte[] read() {
    try {
      return from.toString().equals(PIPE) ? input.readAllBytes() : Files.readAllBytes(from);
    } catch (NoSuchFileException e) {
      throw fault("this file does not exist", e);
    } catch (AccessDeniedException e) {
      throw fault("this file may not be read by this user", e);
    } catch (IOException e) {
      throw fault("this file cannot be read: " + e.getMessage(), e);
    }
  }

  byte[] readSealed() {
    byte[] read = read();
    if (!Vault.isSealed(read)) {
      throw new LoadException(
          Problem.at(position(), "this file is not sealed")
              .withRemedy("groundwork vault encrypt seals it"));
    }
    return read;
  }

  void write(byte[] content) {
    if (target.toString().equals(PIPE)) {
      out.write(content, 0, content.length);
      out.flush();
      return;
    }
    try {
      PrivateFile.write(target, content);
    } catch (IOException e) {
      throw fault(target + " cannot be written, and is as it was: " + e.getMessage(), e);
    }
  }

  private LoadException fault(String summary, IOException cause) {
    LoadException fault = new LoadException(Problem.at(position(), summary));
    fault.initCause(cause);
    return fault;
  }
}
