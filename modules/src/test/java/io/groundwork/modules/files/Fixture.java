package io.groundwork.modules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of file modules say often. */
final class Fixture {

  /** Names that a careless script trips over. */
  static final List<String> NASTY =
      List.of(
          "it's",
          "two words ",
          "-rf",
          "über.conf",
          "a\nb",
          "quote\"d",
          "$(touch x)",
          "*",
          "back\\slash",
          "~");

  private Fixture() {}

  static List<String> summaries(Plan plan) {
    return plan.changes().stream().map(Change::summary).toList();
  }

  /** Every difference as {@code subject: before -> after}. */
  static List<String> diffs(Plan plan) {
    return plan.changes().stream()
        .flatMap(change -> change.diffs().stream())
        .map(Fixture::show)
        .toList();
  }

  private static String show(Diff diff) {
    return diff.subject() + ": " + diff.before() + " -> " + diff.after();
  }

  static String failure(Plan plan) {
    assertThat(plan.failure()).as("failure of %s", plan).isPresent();
    return plan.failure().orElseThrow().toString();
  }

  /** Permission bits as {@code 0644}. */
  static String mode(Path path) {
    try {
      int bits = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return String.format("%04o", bits & 07777);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void mode(Path path, int bits) {
    try {
      Files.setAttribute(path, "unix:mode", bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String owner(Path path) {
    try {
      return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
          + ":"
          + Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  static void needsRoot() {
    assumeTrue(isRoot(), "skipped: changing the owner of a file needs root");
  }

  /** A shell that is started with these lines before, as a script of that name would. */
  static String shellAfter(Path directory, String... lines) throws IOException {
    Path shell =
        Files.writeString(
            directory.resolve("shell"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    mode(shell, 0755);
    return shell.toString();
  }

  /** Names in a directory, sorted; a leftover of a failed change would be among them. */
  static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
