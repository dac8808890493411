package io.groundwork.modules.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RepoFileTest {

  private static final String TWO =
      "# ours\n[a]\nname=A\nbaseurl=http://1/\n  http://2/\n\n[b]\nname = B\n";

  @Test
  void valuesMayGoOnInTheNextLine() {
    assertThat(RepoFile.parse(TWO).section("a"))
        .contains(Map.of("name", "A", "baseurl", "http://1/\nhttp://2/"));
    assertThat(RepoFile.parse(TWO).section("c")).isEmpty();
  }

  @Test
  void aSectionIsWrittenAsAnsibleWritesIt() {
    assertThat(RepoFile.parse("").with("a", Map.of("baseurl", "x\ny")).text())
        .isEqualTo("[a]\nbaseurl = x\n\ty\n\n");
  }

  @Test
  void otherSectionsStayAsTheyAre() {
    assertThat(RepoFile.parse(TWO).with("a", Map.of("name", "new")).text())
        .isEqualTo("# ours\n[a]\nname = new\n\n[b]\nname = B\n");
    assertThat(RepoFile.parse(TWO).without("b").text())
        .isEqualTo("# ours\n[a]\nname=A\nbaseurl=http://1/\n  http://2/\n\n");
    assertThat(RepoFile.parse(TWO).without("a").without("b").isEmpty()).isTrue();
  }
}
