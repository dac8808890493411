package io.groundwork.modules.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {

  private static final String CASES = "/io/groundwork/modules/packages/versions.csv";

  @ParameterizedTest(name = "{3}")
  @CsvFileSource(resources = CASES, numLinesToSkip = 1)
  void javaFindsExactlyTheWantedVersion(String wanted, String offered, String exact, String why) {
    assertThat(DebianVersion.exactly(wanted, words(offered)))
        .as(why)
        .isEqualTo(Optional.ofNullable(exact));
  }

  @ParameterizedTest(name = "{3}")
  @CsvFileSource(resources = CASES, numLinesToSkip = 1)
  void theHostFindsTheSame(String wanted, String offered, String exact, String why)
      throws Exception {
    String shared = Resources.toString(Resources.getResource(DebianVersion.class, "apt.sh"), UTF_8);
    Snippet snippet = new Snippet("exact", shared + "\npick_version \"$@\"");
    List<Object> values = new ArrayList<>(List.of("x=" + wanted));
    values.addAll(words(offered));

    Execution execution =
        ModuleHarness.create().execute(snippet.call(values.toArray()), Optional.empty());

    assertThat(execution.out()).as(why).isEqualTo(exact == null ? "" : exact);
    assertThat(execution.succeeded()).isEqualTo(exact != null);
  }

  @ParameterizedTest
  @CsvSource({
    "16.1-1, 16.10-1",
    "16.9, 16.10",
    "1.0~rc1, 1.0",
    "1.0, 1.0+dfsg",
    "1.0-1, 1.0-1+deb12u1",
    "1.0-1~bpo12+1, 1.0-1",
    "9:1, 10:1",
    "99.0, 1:1.0",
    "1.0a, 1.0b",
    "1.0-1, 1.0-2",
    "1.0-a-1, 1.0-b-1",
    "16.11-1.pgdg12+1, 16.11-1.pgdg120+1",
  })
  void olderIsWhatDpkgCallsOlder(String older, String newer) {
    assertThat(new DebianVersion(older).isOlderThan(new DebianVersion(newer))).isTrue();
    assertThat(new DebianVersion(newer).isOlderThan(new DebianVersion(older))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.00", "0:1.0, 1.0", "1.0-0, 1.0"})
  void versionsThatDpkgCallsEqualAreNotOlder(String one, String other) {
    assertThat(new DebianVersion(one).isOlderThan(new DebianVersion(other))).isFalse();
    assertThat(new DebianVersion(other).isOlderThan(new DebianVersion(one))).isFalse();
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : Splitter.on(' ').splitToList(text);
  }
}
