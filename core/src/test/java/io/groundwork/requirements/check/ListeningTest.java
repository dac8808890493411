package io.groundwork.requirements.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.facts.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners for a probe: what they print, and that they come and go as promised. */
class ListeningTest {

  private static final String ADDRESS = "127.0.0.73";
  private static final List<String> COMMANDS =
      List.of("sh", "id", "awk", "cat", "sleep", "true", "timeout");

  @TempDir private Path directory;

  @Test
  void everyWordOfTheSnippetIsUnderstood() {
    Listening listening =
        Listening.parse(
            Fixtures.state(
                """
                uid 0
                address 198.18.0.11
                since 24578.41
                tool perl
                pid 4265 2457845
                port 27017 listening
                port 5432 held
                port 80 denied
                port 443 failed Cannot assign requested address
                """));
    assertThat(listening.root()).isTrue();
    assertThat(listening.address()).contains("198.18.0.11");
    assertThat(listening.hindrance(27017)).isEmpty();
    assertThat(listening.hindrance(5432)).isEmpty();
    assertThat(listening.ports().get(5432)).isEqualTo(Listening.State.HELD);
    assertThat(listening.hindrance(80)).contains("the host forbids to listen there");
    assertThat(listening.hindrance(443).orElseThrow())
        .startsWith("198.18.0.11 is no address of the host itself")
        .contains("service_address");
    assertThat(listening.hindrance(9000))
        .contains("the host cannot listen there: nothing was said" + " about it");
  }

  @Test
  void whatIsMissingOnTheHostIsTheReason() {
    assertThat(
            Listening.parse(Fixtures.state("uid 1000\naddress none\n")).hindrance(1).orElseThrow())
        .contains("its address is not known there");
    assertThat(
            Listening.parse(Fixtures.state("uid 1000\naddress ::1\nsince 1.00\ntool none\n"))
                .hindrance(1)
                .orElseThrow())
        .contains("nothing on the host can listen");
    Listening user =
        Listening.parse(
            Fixtures.state("uid 1000\naddress ::1\nsince 1.00\ntool perl\nport 80 denied\n"));
    assertThat(user.hindrance(80)).contains("only root may listen there: check with become");
  }

  @Test
  void otherWordsAreRefused() {
    for (String line : List.of("port 1 open", "pid x y", "since now", "hello")) {
      assertThatThrownBy(() -> Listening.parse(Fixtures.state(line)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Listening.end(Fixtures.state("until 12.50\nleft 99\n")))
        .isEqualTo(new Listening.End(12.5, List.of("99")));
    assertThatThrownBy(() -> Listening.end(Fixtures.state("gone")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A shell that listens; its standard input is open until it is closed here. */
  private final class Shell implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final List<String> said = new ArrayList<>();

    private Shell(String shell, String tool, int seconds, List<Integer> ports) throws IOException {
      String text =
          "PATH="
              + path(tool)
              + "\nset -u\nfail() { echo \"$1\" >&2; exit 1; }\nlisten() {\n"
              + Listening.call(ADDRESS, List.of()).snippet().text()
              + "\n}\nrelease() {\n"
              + Listening.RELEASE.text()
              + "\n}\nout=$(listen \"$@\" 3<&0 </dev/null)\nprintf '%s\\n' \"$out\" end\n"
              + "out=$(release \"$out\"); printf '%s\\n' \"$out\"\n";
      Path script = Files.writeString(directory.resolve("script"), text);
      List<String> words = new ArrayList<>();
      words.add(shell);
      if (shell.endsWith("busybox")) {
        words.add("sh");
      }
      words.addAll(List.of(script.toString(), Integer.toString(seconds), ADDRESS));
      ports.forEach(port -> words.add(port.toString()));
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
      out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      for (String line = out.readLine();
          line != null && !line.equals("end");
          line = out.readLine()) {
        said.add(line);
      }
    }

    private Listening listening() {
      return Listening.parse(Fixtures.state(String.join("\n", said) + "\n"));
    }

    private Listening.End end() throws Exception {
      process.getOutputStream().close();
      StringBuilder rest = new StringBuilder();
      out.lines().forEach(line -> rest.append(line).append('\n'));
      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      return Listening.end(Fixtures.state(rest.toString()));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** A search path with one tool to listen with. */
  private String path(String tool) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String command : COMMANDS) {
      link(bin, command);
    }
    assumeTrue(link(bin, tool), tool + " is not installed");
    return bin.toString();
  }

  private static boolean link(Path bin, String command) throws IOException {
    for (String place : List.of("/usr/bin/", "/bin/")) {
      if (Files.isExecutable(Path.of(place + command))) {
        Path wrapper = bin.resolve(command);
        Files.writeString(wrapper, "#!/bin/sh\nexec " + place + command + " \"$@\"\n");
        return wrapper.toFile().setExecutable(true);
      }
    }
    return false;
  }

  private static boolean connects(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/bin/dash, perl",
    "/bin/bash, perl",
    "/bin/busybox, perl",
    "/bin/dash, python3",
    "/bin/busybox, python3",
    "/bin/dash, systemd-socket-activate",
    "/bin/bash, systemd-socket-activate"
  })
  void theyListenUntilTheInputEndsAndNoLonger(String shell, String tool) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
    int port = free();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS));
        Shell host = new Shell(shell, tool, 30, List.of(port, other.getLocalPort()))) {
      Listening listening = host.listening();
      assertThat(listening.tool()).contains(tool.equals("python3") ? "python" : tool);
      assertThat(listening.ports())
          .containsEntry(port, Listening.State.OWN)
          .containsEntry(other.getLocalPort(), Listening.State.HELD);
      for (int guest = 0; guest < 5; guest++) {
        assertThat(connects(port)).isTrue();
      }
      Listening.End end = host.end();
      assertThat(end.left()).isEmpty();
      assertThat(end.until()).isGreaterThan(listening.since());
      assertThat(connects(port)).isFalse();
      // The next check may follow at once.
      try (Shell again = new Shell(shell, tool, 30, List.of(port))) {
        assertThat(again.listening().ports()).containsEntry(port, Listening.State.OWN);
        assertThat(again.end().left()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"perl", "python3", "systemd-socket-activate"})
  void theirTimeIsBoundedThoughNobodyEndsTheInput(String tool) throws Exception {
    int port = free();
    try (Shell host = new Shell("/bin/sh", tool, 1, List.of(port))) {
      assertThat(host.listening().hindrance(port)).isEqualTo(Optional.empty());
      for (int turn = 0; connects(port) && turn < 60; turn++) {
        Thread.sleep(50);
      }
      assertThat(connects(port)).isFalse();
    }
  }

  @Test
  void theyGoWithTheirShellWhenItIsKilled() throws Exception {
    int port = free();
    try (Shell host = new Shell("/bin/sh", "perl", 30, List.of(port))) {
      assertThat(connects(port)).isTrue();
      // Only the input's end is left to tell the listener.
      host.process.destroyForcibly().waitFor();
      host.process.getOutputStream().close();
      for (int turn = 0; connects(port) && turn < 60; turn++) {
        Thread.sleep(50);
      }
      assertThat(connects(port)).isFalse();
    }
  }
}
