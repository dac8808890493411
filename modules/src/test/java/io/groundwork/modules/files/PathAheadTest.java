package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.Prelude;
import io.groundwork.module.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking at many paths at once finds what looking at each of them finds. */
class PathAheadTest {

  private static final Snippet PROBE = Snippet.resource(PathAheadTest.class, "path.probe.sh");
  private static final Snippet AHEAD = Snippet.resource(PathAheadTest.class, "path.ahead.sh");

  @TempDir Path directory;

  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"))
        .filter(shell -> Files.isExecutable(Path.of(shell.get(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shells")
  void findsWhatIsFoundAlone(List<String> shell) throws Exception {
    List<Snippet.Call> calls = calls();
    String alone = say(shell, calls, false);
    String together = say(shell, calls, true);
    assertThat(together).isEqualTo(alone).contains("digest ", "absent", "link ", "content");
    long every = Files.readString(directory.resolve("stats.false")).lines().count();
    long once = Files.readString(directory.resolve("stats.true")).lines().count();
    // Links and names that are not plain are still looked at alone.
    assertThat(once).isLessThan(every - 5);
  }

  private List<Snippet.Call> calls() throws IOException, InterruptedException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.writeString(files.resolve("one"), "one\n");
    Files.writeString(files.resolve("two.conf"), "two\n");
    Files.writeString(files.resolve("empty"), "");
    Files.writeString(files.resolve("a blank"), "blank\n");
    Files.writeString(files.resolve("a\nline"), "line\n");
    Files.writeString(files.resolve("star*"), "star\n");
    Files.writeString(files.resolve("ümlaut"), "letter\n");
    Files.createDirectories(files.resolve("below"));
    Files.writeString(files.resolve("below/one"), "below\n");
    Files.createSymbolicLink(files.resolve("link"), files.resolve("one"));
    Files.createSymbolicLink(files.resolve("dangling"), files.resolve("nowhere"));
    new ProcessBuilder("mkfifo", files.resolve("fifo").toString()).start().waitFor();
    List<Snippet.Call> calls = new ArrayList<>();
    for (String name :
        List.of(
            "one",
            "two.conf",
            "empty",
            "one",
            "absent",
            "a blank",
            "a\nline",
            "star*",
            "ümlaut",
            "below",
            "below/one",
            "link",
            "dangling",
            "fifo",
            "absent/below",
            "one/below")) {
      String path = files.resolve(name).toString();
      calls.add(PROBE.call(path, "", "yes", "", "", "0", "root", "root", "", "no", ""));
      calls.add(PROBE.call(path, "", "no", "sha256sum", "-", "100", "", "", "", "no", ""));
      calls.add(PROBE.call(path, "one", "no", "sha1sum", "-", "0", "nobody", "", "", "yes", "cat"));
    }
    return calls;
  }

  private String say(List<String> shell, List<Snippet.Call> calls, boolean ahead)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("LC_ALL=C\nset -u\ngw_nonce=nonce\ngw_newline='\n'\n");
    script.append("context() { echo context; }\n").append(Prelude.text());
    script.append("stat() { echo . >>").append(directory).append("/stats.").append(ahead);
    script.append("; command stat \"$@\"; }\n");
    script.append("probe() {\n").append(PROBE.text()).append("\n}\n");
    script.append("ahead() {\n").append(AHEAD.text()).append("\n}\n");
    if (ahead) {
      script.append("ahead ");
      script.append(calls.stream().map(Snippet.Call::words).collect(Collectors.joining(" ")));
      script.append(" </dev/null 2>/dev/null\n");
    }
    int number = 0;
    for (Snippet.Call call : calls) {
      script.append("gw_at=").append(++number).append("\n(probe ").append(call.words());
      script.append(") </dev/null 2>&1; echo \"status $?\"\n");
    }
    Path file = Files.writeString(directory.resolve("script"), script);
    Path said = directory.resolve("said");
    List<String> command = new ArrayList<>(shell);
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said, UTF_8);
  }
}
