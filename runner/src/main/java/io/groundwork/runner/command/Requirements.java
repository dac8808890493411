package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.groundwork.requirements.Catalogue;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The requirements that a command judges by. */
final class Requirements {

  private static final String DATA = "playbooks/requirements/altcraft.yml";

  private Requirements() {}

  /**
   * Altcraft's, unless others are named.
   *
   * @throws LoadException when there is something wrong with them
   */
  static Catalogue load(Optional<Path> named) {
    if (named.isPresent()) {
      return Catalogue.load(named.get());
    }
    // The checkout's own file is read, so that edits of it count.
    Path data = Path.of(System.getProperty("groundwork.home", ""), DATA);
    if (Files.exists(data)) {
      return Catalogue.load(data);
    }
    try {
      return Catalogue.parse(Resources.toString(Resources.getResource(DATA), UTF_8), DATA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
