package io.groundwork.modules;

import com.google.common.io.Resources;
import io.groundwork.module.ModuleHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Commands that stand in for those of a host, in front of the real ones on PATH, for snippets that
 * must not touch this machine. Each call of one is on record with its arguments.
 */
public final class FakeCommands {

  private final Path directory;

  public FakeCommands(Path directory) {
    this.directory = directory;
    write("shell", "PATH=" + directory + ":$PATH FAKE=" + directory + " exec /bin/sh \"$@\"\n");
  }

  /** Adds a command; {@code $FAKE} is the directory that they share for what they keep. */
  public FakeCommands with(String name, String script) {
    write(
        name,
        "{ printf '%s' "
            + name
            + "; printf ' %s' \"$@\"; echo; } >>\"$FAKE/calls.txt\"\n"
            + script
            + "\n");
    return this;
  }

  /** Puts a file of the test's resources where the commands find it. */
  public FakeCommands file(String name, Class<?> beside, String resource) {
    try {
      Files.write(
          directory.resolve(name), Resources.toByteArray(Resources.getResource(beside, resource)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a text where the commands find it. */
  public FakeCommands text(String name, String content) {
    try {
      Files.writeString(directory.resolve(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ModuleHarness harness() {
    return ModuleHarness.withShell(directory.resolve("shell").toString());
  }

  /** What was called so far, one line each. */
  public List<String> calls() {
    try {
      Path calls = directory.resolve("calls.txt");
      return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String script) {
    try {
      Path file =
          Files.writeString(
              directory.resolve(name), "#!/bin/sh\n" + script, StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
