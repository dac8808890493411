package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.module.Prelude;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every shell snippet of the modules and of the core keeps to. */
class SnippetsTest {

  private static final Path SHELLCHECK = Path.of("/usr/bin/shellcheck");

  /** What the engine defines for the snippets besides the prelude. */
  private static final String ENGINE =
      """
      # shellcheck shell=sh disable=SC2034,SC2317
      context() { :; }
      payload() { :; }
      gw_nonce=x
      gw_newline=x
      export gw_nonce gw_newline
      """;

  static List<Path> snippets() throws IOException, URISyntaxException {
    Path modules = Path.of(SnippetsTest.class.getResource("path.probe.sh").toURI());
    while (!Files.isDirectory(modules.resolve("META-INF"))) {
      modules = modules.getParent();
    }
    List<Path> found = new ArrayList<>(below(modules));
    URI prelude = Prelude.class.getResource("prelude.sh").toURI();
    // In a jar the core's snippets were checked when it was built.
    if (prelude.getScheme().equals("file")) {
      found.addAll(below(Path.of(prelude).getParent().getParent()));
    }
    return found;
  }

  private static List<Path> below(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(SnippetsTest::isSnippet).sorted().toList();
    }
  }

  private static boolean isSnippet(Path file) {
    return file.getFileName().toString().endsWith(".sh");
  }

  /** One other letter, and Java keeps and sends a whole batch with two bytes for each. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void hasLettersOfOneByteOnly(Path snippet) throws IOException {
    assertThat(Files.readString(snippet)).matches(text -> text.chars().allMatch(one -> one < 128));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void shellcheckFindsNothing(Path snippet) throws Exception {
    assumeTrue(
        Files.isExecutable(SHELLCHECK),
        "skipped: shellcheck is not installed (apt-get install shellcheck)");
    String text = Files.readString(snippet);
    String prelude = text.equals(Prelude.text()) ? "" : Prelude.text();
    Path whole = Files.createTempFile("snippet", ".sh");
    Path out = Files.createTempFile("shellcheck", ".out");
    try {
      Files.writeString(whole, ENGINE + prelude + "snippet() {\n" + text + "\n}\n");
      Process process =
          new ProcessBuilder(SHELLCHECK.toString(), "--shell=sh", whole.toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int status = process.waitFor();
      assertThat(Files.readString(out, UTF_8)).isEmpty();
      assertThat(status).isZero();
    } finally {
      Files.delete(whole);
      Files.delete(out);
    }
  }
}
