package io.groundwork.modules.files;

import io.groundwork.module.ModuleHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The shells of this machine that hosts may have; busybox with nothing but its own commands. */
final class Shells implements ArgumentsProvider {

  private static final List<Named<ModuleHarness>> ALL = find();

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return ALL.stream().map(Arguments::of);
  }

  private static List<Named<ModuleHarness>> find() {
    List<Named<ModuleHarness>> found = new ArrayList<>();
    found.add(Named.of("sh", ModuleHarness.create()));
    for (String path : List.of("/bin/dash", "/bin/bash")) {
      if (Files.isExecutable(Path.of(path))) {
        found.add(Named.of(HostPath.name(path), ModuleHarness.withShell(path)));
      }
    }
    busybox().ifPresent(shell -> found.add(Named.of("busybox", ModuleHarness.withShell(shell))));
    return found;
  }

  private static Optional<String> busybox() {
    Path busybox = Path.of("/bin/busybox");
    if (!Files.isExecutable(busybox)) {
      return Optional.empty();
    }
    try {
      Path commands = Files.createTempDirectory("busybox");
      Process install =
          new ProcessBuilder(busybox.toString(), "--install", "-s", commands.toString())
              .redirectErrorStream(true)
              .start();
      install.getInputStream().readAllBytes();
      if (install.waitFor() != 0) {
        return Optional.empty();
      }
      Path shell =
          Files.writeString(
              commands.resolve("only-busybox"),
              "#!/bin/sh\nPATH=" + commands + "\nexport PATH\nexec " + commands + "/sh\n");
      Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
      deleteAtExit(commands);
      return Optional.of(shell.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void deleteAtExit(Path directory) throws IOException {
    directory.toFile().deleteOnExit();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> file.toFile().deleteOnExit());
    }
  }
}
