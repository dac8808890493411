package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.groundwork.transport.UnreachableException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire before any key is agreed on. */
@Timeout(60)
class OfferTest {

  private static final int KEX_INIT = 20;

  @TempDir Path home;

  @Test
  void strictKeyExchangeIsOfferedAndNothingWithSha1OrCbc() throws Exception {
    List<List<String>> lists = offered();

    List<String> kex = lists.get(0);
    assertThat(kex).contains("curve25519-sha256", "kex-strict-c-v00@openssh.com");
    assertThat(lists.get(1)).startsWith("ssh-ed25519").contains("rsa-sha2-512");
    for (List<String> list : lists) {
      assertThat(list)
          .doesNotContain("ssh-rsa", "ssh-dss")
          .noneMatch(name -> name.endsWith("sha1") || name.contains("hmac-sha1"))
          .noneMatch(name -> name.contains("cbc") || name.contains("arcfour"));
    }
  }

  /** The name lists of the client's proposal, in the order of RFC 4253 section 7.1. */
  private List<List<String>> offered() throws Exception {
    Lab lab = new Lab(home);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SshConnector connector = new SshConnector(lab.settings())) {
      CompletableFuture<List<List<String>>> read =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  return read(socket);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      try {
        connector.connect(lab.ask(server.getLocalPort()).within(Duration.ofSeconds(20)).target());
      } catch (UnreachableException e) {
        assertThat(e.problem().remedy()).isPresent();
      }
      return read.get();
    }
  }

  private static List<List<String>> read(Socket socket) throws IOException {
    socket.getOutputStream().write("SSH-2.0-Test\r\n".getBytes(US_ASCII));
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int identification = in.read();
    while (identification != '\n') {
      identification = in.read();
    }
    in.readInt();
    in.readByte();
    assertThat(in.readByte()).isEqualTo((byte) KEX_INIT);
    in.readFully(new byte[16]);
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] names = new byte[in.readInt()];
      in.readFully(names);
      lists.add(Splitter.on(',').splitToList(new String(names, US_ASCII)));
    }
    return lists;
  }
}
