package io.groundwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files over the conversation with a shell; here with this machine's own. */
@Timeout(60)
class TransferTest {

  @TempDir Path folder;
  private final Connection connection = new ShellConnection(new LocalStarter(), 1 << 20);

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private void put(byte[] content, Path path) throws Exception {
    connection.put(ByteSource.wrap(content), path.toString(), Become.NONE);
  }

  private Path get(Path path) throws Exception {
    Path copy = folder.resolve("got");
    connection.get(
        path.toString(), com.google.common.io.Files.asByteSink(copy.toFile()), Become.NONE);
    return copy;
  }

  @Test
  void aFileLargerThanTheOutputBoundComesAndGoesWhole() throws Exception {
    byte[] content = noise(5_000_000);
    Path path = folder.resolve("large");

    put(content, path);

    assertThat(path).hasBinaryContent(content);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(get(path)).hasBinaryContent(content);
  }

  @Test
  void anEmptyFileIsAFileToo() throws Exception {
    Path path = folder.resolve("empty");

    put(new byte[0], path);

    assertThat(path).isEmptyFile();
    assertThat(get(path)).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"'it''s $HOME \"here\"'", "-dash", "~tilde", "ümlaut", "a\\b"})
  void namesThatAShellWouldReadOtherwiseAreTakenAsTheyAre(String name) throws Exception {
    Path path = folder.resolve(name);

    put(noise(10), path);

    assertThat(path).hasBinaryContent(noise(10));
    assertThat(get(path)).hasBinaryContent(noise(10));
  }

  @Test
  void aFileThatExistsIsNeverOverwrittenNorRemoved() throws Exception {
    Path path = Files.writeString(folder.resolve("there"), "old");

    assertThatThrownBy(() -> put(noise(10), path))
        .isInstanceOf(IOException.class)
        .hasMessage("could not write " + path + ": it exists already");
    assertThat(path).hasContent("old");

    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> put(noise(10), link)).isInstanceOf(IOException.class);
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aFolderOrFileThatIsMissingIsSaidToBe() {
    assertThatThrownBy(() -> put(noise(10), folder.resolve("no/file")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not write")
        .hasMessageMatching("(?s).*(Directory nonexistent|No such file or directory).*");
    assertThatThrownBy(() -> get(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "could not read " + folder + "/none: " + folder + "/none: No such file or directory");
  }

  @Test
  void aFullDiskIsSaidToBeFullAndThePartIsRemoved() throws Exception {
    assumeThat(System.getProperty("user.name"))
        .as("only root can mount a small file system to fill up")
        .isEqualTo("root");
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString())
            .start();
    assumeThat(mount.waitFor()).as("tmpfs cannot be mounted here").isZero();
    try {
      assertThatThrownBy(() -> put(noise(1_000_000), small.resolve("file")))
          .isInstanceOf(IOException.class)
          .hasMessage("could not write " + small + "/file: the disk is full");
      assertThat(small).isEmptyDirectory();
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  @Test
  void aRelativePathIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> connection.put(ByteSource.empty(), "x", Become.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void transfersAreCountedAsExchanges() throws Exception {
    put(noise(1), folder.resolve("one"));
    get(folder.resolve("one"));

    assertThat(connection.exchanges()).isEqualTo(2);
  }

  /** Every command with noise before it, as a chatty login would print. */
  private static final class LocalStarter implements Exec.Starter {
    @Override
    public Exec start(String command, Exec.Listener listener) throws IOException {
      return LocalExec.start(
          new ProcessBuilder("/bin/sh", "-c", "echo Welcome; echo hint >&2; " + command), listener);
    }

    @Override
    public String user() {
      return "me";
    }

    @Override
    public void close() {}
  }
}
