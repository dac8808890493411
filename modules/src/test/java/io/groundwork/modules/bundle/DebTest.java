package io.groundwork.modules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DebTest {

  private static final String LINE =
      "'http://deb.debian.org/debian/pool/main/s/shadow/passwd_4.13%2bdfsg1-1%2bdeb12u2_amd64.deb'"
          + " passwd_1%3a4.13+dfsg1-1+deb12u2_amd64.deb 971964"
          + " MD5Sum:8d98f0c882f269aaee8437bcfe89346e\n";
  private static final String RECORD =
      """
      Package: passwd
      Source: shadow
      Version: 1:4.13+dfsg1-1+deb12u2
      Architecture: amd64
      Depends: libc6 (>= 2.36), libaudit1 (>= 1:2.2.1)
      Description: change and administer password and group data
       This package includes passwd, chsh, chfn.
      Filename: pool/main/s/shadow/passwd_4.13+dfsg1-1+deb12u2_amd64.deb
      Size: 971964
      MD5sum: 8d98f0c882f269aaee8437bcfe89346e
      SHA256: ba4f88f73dbc3ae9055f3c20f4523bfdbaf1ad13ff95e258924f77d20b4fbedf
      """;
  private static final String OLDER =
      RECORD.replace("deb12u2", "deb12u1").replace("971964", "971000");

  @Test
  void whatAptWouldFetchIsToldWithItsRecordAndItsPlaceInTheBundle() {
    assertThat(Deb.parse(LINE + "\n" + OLDER + "\n" + RECORD))
        .singleElement()
        .satisfies(
            deb -> {
              assertThat(deb.uri()).endsWith("/passwd_4.13%2bdfsg1-1%2bdeb12u2_amd64.deb");
              assertThat(deb.path()).isEqualTo("pool/passwd_4.13+dfsg1-1+deb12u2_amd64.deb");
              assertThat(deb.entry())
                  .startsWith("Package: passwd\n")
                  .contains(" This package includes")
                  .doesNotContain("MD5sum", "pool/main")
                  .endsWith(
                      """
                      Filename: pool/passwd_4.13+dfsg1-1+deb12u2_amd64.deb
                      Size: 971964
                      SHA256: ba4f88f73dbc3ae9055f3c20f4523bfdbaf1ad13ff95e258924f77d20b4fbedf
                      """);
            });
  }

  @Test
  void nothingToFetchIsNothing() {
    assertThat(Deb.parse("\n")).isEmpty();
    assertThat(Deb.parse("")).isEmpty();
  }

  @Test
  void whatHasNoRecordNoSumOrNoNameIsRefused() {
    assertThatThrownBy(() -> Deb.parse(LINE + "\n" + OLDER)).hasMessageContaining("no record");
    assertThatThrownBy(() -> Deb.parse(LINE + "\n" + RECORD.replaceAll("SHA256.*\n", "")))
        .hasMessageContaining("no SHA-256");
    assertThatThrownBy(() -> Deb.parse("'http://x/y' ../../evil.deb 1 MD5Sum:0\n\n"))
        .hasMessageContaining("instead of a file");
  }
}
