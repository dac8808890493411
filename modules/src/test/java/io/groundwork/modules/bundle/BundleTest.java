package io.groundwork.modules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  private static final String SUM =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  @TempDir private Path directory;

  private Bundle bundle() throws IOException {
    Manifest manifest =
        new Manifest(
            "0427",
            Map.of(
                "bookworm-x86_64",
                new Manifest.Contents(
                    "amd64",
                    Map.of(
                        "kvrocks",
                        new Manifest.Product(
                            "kvrocks", true, Optional.of("files/a.deb"), List.of("files/a.deb"))),
                    Map.of("files/a.deb", new Manifest.Item(3, SUM, "http://192.0.2.1/a.deb")))));
    Bundle empty = Bundle.at(directory.resolve("bundle"));
    Bundle.write(empty.file("bookworm-x86_64", "files/a.deb"), "foo".getBytes("US-ASCII"));
    Bundle.write(empty.file("bookworm-x86_64", "pool/old.deb"), "old".getBytes("US-ASCII"));
    return empty.keep(manifest, "- hosts: all\n");
  }

  @Test
  void itIsReadAsItWasWrittenAndKeepsNothingElse() throws IOException {
    Bundle bundle = bundle();

    assertThat(Bundle.read(bundle.directory())).isEqualTo(bundle);
    assertThat(bundle.faults()).isEmpty();
    assertThat(bundle.file("bookworm-x86_64", "pool/old.deb")).doesNotExist();
    assertThat(bundle.mirrors())
        .content()
        .contains("uri: file:/var/lib/groundwork/bundle\n")
        .contains("suite: kvrocks\n")
        .contains("url: file:///var/lib/groundwork/bundle/files/a.deb\n")
        .contains("key_fingerprint: \"0427\"");
  }

  @Test
  void aFileThatIsCutShortAlteredOrGoneIsTold() throws IOException {
    Bundle bundle = bundle();
    Path file = bundle.file("bookworm-x86_64", "files/a.deb");

    Files.writeString(file, "fo");
    assertThat(bundle.faults().toString()).contains("a.deb is not what was collected");
    Files.writeString(file, "fox");
    assertThat(bundle.faults().toString()).contains("a.deb is not what was collected");
    Files.delete(file);
    assertThat(bundle.faults().toString()).contains("a.deb is gone");
  }

  @Test
  void aListThatLeadsElsewhereIsRefused() throws IOException {
    Bundle bundle = bundle();
    Path list = bundle.directory().resolve("bundle.json");

    Files.writeString(list, Files.readString(list).replace("files/a.deb", "files/../../../etc/x"));

    assertThatThrownBy(() -> Bundle.read(bundle.directory()))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("leads elsewhere");
  }

  @Test
  void aDirectoryOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("letters.txt"), "mine");

    assertThatThrownBy(() -> Bundle.at(directory))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("has files in it, but no bundle");
  }
}
