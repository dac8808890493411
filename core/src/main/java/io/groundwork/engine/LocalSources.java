package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import io.groundwork.module.Sources;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.vault.TextFile;
import io.groundwork.vault.Vault;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Local files and templates of one task.
 *
 * @param files where files are looked for, in order
 * @param templates where templates are looked for, in order
 * @param vault opens files that are sealed
 * @param engine renders templates
 * @param scope what templates can see
 * @param task where the task stands
 */
record LocalSources(
    List<Path> files,
    List<Path> templates,
    Vault vault,
    Templates engine,
    Scope scope,
    Position task)
    implements Sources {

  LocalSources {
    files = List.copyOf(files);
    templates = List.copyOf(templates);
  }

  @Override
  public ByteSource file(String source) {
    Path path = find(source, files);
    ByteSource content = MoreFiles.asByteSource(path);
    return isSealed(path, content) ? ByteSource.wrap(opened(path, content)) : content;
  }

  private boolean isSealed(Path path, ByteSource content) {
    try {
      return Vault.isSealed(content.slice(0, Vault.MAGIC_BYTES).read());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** What a sealed file holds is secret: nothing of it is shown. */
  private byte[] opened(Path path, ByteSource content) {
    try {
      byte[] clear = vault.open(content.read(), Position.of(path.toString()));
      hide(new String(clear, UTF_8));
      return clear;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Also line by line, since a difference shows lines. */
  private void hide(String text) {
    engine.hide(Secret.of(text));
    text.lines().map(String::strip).map(Secret::of).forEach(engine::hide);
  }

  private LoadException unreadable(Path path, IOException e) {
    return new LoadException(
        Problem.at(task, "the file " + path + " cannot be read: " + e.getMessage()));
  }

  @Override
  public Optional<List<Below>> directory(String source) {
    for (Path place : files) {
      Path path = place.resolve(source);
      if (Files.isRegularFile(path)) {
        return Optional.empty();
      }
      if (Files.isDirectory(path)) {
        return Optional.of(below(path));
      }
    }
    return Optional.empty();
  }

  private List<Below> below(Path directory) {
    try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(path -> !path.equals(directory))
          .sorted()
          .map(path -> below(directory, path))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LoadException(
          Problem.at(task, "the directory " + directory + " cannot be read: " + e.getMessage()));
    }
  }

  private Below below(Path directory, Path path) {
    if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw new LoadException(
          Problem.at(task, path + " is neither file nor directory, and cannot be copied"));
    }
    return new Below(
        directory.relativize(path).toString().replace(File.separatorChar, '/'),
        Files.isDirectory(path) ? Optional.empty() : Optional.of(MoreFiles.asByteSource(path)),
        mode(path));
  }

  @Override
  public OptionalInt mode(String source) {
    return mode(find(source, files));
  }

  private OptionalInt mode(Path path) {
    try {
      String letters = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      int bits = letters.chars().reduce(0, (left, letter) -> left << 1 | (letter == '-' ? 0 : 1));
      return OptionalInt.of(bits);
    } catch (UnsupportedOperationException e) {
      return OptionalInt.empty(); // a file inside a jar has none
    } catch (IOException e) {
      throw new LoadException(
          Problem.at(task, "the mode of " + path + " cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public String template(String source) {
    Path path = find(source, templates);
    TextFile template = TextFile.read(path, vault);
    String text = engine.render(path.toString(), template.text(), scope);
    if (template.sealed()) {
      hide(text);
    }
    return text;
  }

  @Override
  public Path destination(String path) {
    // The last place to look in is the playbook's directory.
    return files.get(files.size() - 1).resolve(path).toAbsolutePath().normalize();
  }

  @Override
  public String host() {
    return scope
        .lookup("inventory_hostname")
        .filter(Binding.Known.class::isInstance)
        .map(name -> String.valueOf(((Binding.Known) name).value().orElse("")))
        .orElseThrow(() -> new IllegalStateException("inventory_hostname is not known"));
  }

  private Path find(String source, List<Path> places) {
    for (Path place : places) {
      Path path = place.resolve(source);
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new LoadException(
        Problem.at(task, "there is no file \"" + source + "\"")
            .withRemedy(
                "it is looked for in "
                    + places.stream().map(Path::toString).collect(Collectors.joining(", "))));
  }
}
