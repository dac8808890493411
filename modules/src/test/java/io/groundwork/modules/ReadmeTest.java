package io.groundwork.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README is true where a test can tell. */
class ReadmeTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");

  private static String readme() throws IOException {
    return Files.readString(CHECKOUT.resolve("README.md")).replaceAll("(?s)<!--.*?-->", "");
  }

  @Test
  void itListsEveryModuleAsItsSpecDoes() throws IOException {
    List<String> rows =
        Registry.load().all().values().stream()
            .map(module -> module.spec())
            .map(spec -> "| `" + spec.name() + "` | " + spec.summary() + " |")
            .toList();

    String table = readme().split("## Modules\n", -1)[1].split("\n## ", -1)[0];

    assertThat(table.lines().filter(line -> line.startsWith("| `")))
        .containsExactlyElementsOf(rows);
  }

  @Test
  void whatItLinksToIsThere() throws IOException {
    List<String> links = LINK.matcher(readme()).results().map(MatchResult::group).toList();

    assertThat(links)
        .isNotEmpty()
        .map(link -> link.substring(2, link.length() - 1))
        .allSatisfy(link -> assertThat(CHECKOUT.resolve(link)).exists());
  }
}
