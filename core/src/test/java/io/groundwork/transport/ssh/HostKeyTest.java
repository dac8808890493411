package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.transport.Connection;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import io.groundwork.transport.ssh.EmbeddedSshServer.HostKeyType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostKeyTest {

  @TempDir Path home;
  private Lab lab;
  private EmbeddedSshServer server;
  private SshConnector connector;

  @BeforeEach
  void start() throws Exception {
    lab = new Lab(home);
    server =
        EmbeddedSshServer.builder()
            .authorizedKey(lab.publicLine())
            .hostKeys(HostKeyType.RSA, HostKeyType.ECDSA, HostKeyType.ED25519)
            .start();
    connector = new SshConnector(lab.settings());
  }

  @AfterEach
  void stop() throws Exception {
    connector.close();
    server.close();
  }

  private void connect(Target target) throws Exception {
    try (Connection connection = connector.connect(target)) {
      assertThat(connection.run(Lab.script("true")).exit()).hasValue(0);
    }
  }

  private UnreachableException refused(Target target) {
    return catchThrowableOfType(UnreachableException.class, () -> connect(target));
  }

  private Target strict() {
    return lab.ask(server.port()).target();
  }

  private Target acceptNew() {
    return lab.ask(server.port()).acceptNew().target();
  }

  private String line(String type) {
    return server.knownHostsLine().lines().filter(line -> line.contains(type)).findFirst().get();
  }

  private void know(String... lines) throws Exception {
    Files.writeString(lab.knownHosts(), String.join("\n", lines) + "\n");
  }

  private static String otherKey(String type) throws Exception {
    String line =
        Lab.line(type.equals("ssh-rsa") ? Lab.generate("RSA", 2048) : Lab.generate("Ed25519", 0));
    assertThat(line).startsWith(type);
    return line;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh-rsa", "ecdsa-sha2-nistp256", "ssh-ed25519"})
  void theTypeThatIsKnownIsAskedForFirst(String type) throws Exception {
    know(line(type));

    connect(strict());
  }

  @Test
  void anUnknownKeyIsRefusedWithItsFingerprintAndTheRemedy() {
    UnreachableException refusal = refused(strict());

    assertThat(refusal.problem().summary())
        .matches("the host key of 127.0.0.1 is not known: ssh-ed25519 SHA256:[A-Za-z0-9+/]{43}");
    assertThat(refusal.problem().remedy().orElseThrow())
        .contains("ssh-keyscan -p " + server.port() + " 127.0.0.1 >> " + lab.knownHosts())
        .contains("--host-key-checking accept-new")
        .contains("ansible_host_key_checking: accept-new");
    assertThat(lab.knownHosts()).doesNotExist();
  }

  @Test
  void hostsThatAreMetForTheFirstTimeAreAllFoundAtOnceAndCanBeMadeKnown() throws Exception {
    try (EmbeddedSshServer other =
            EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).start();
        SshConnector ssh = new SshConnector(lab.settings())) {
      Target second = lab.ask(other.port()).target();
      List<Target> all = List.of(strict(), second, second);

      List<Stranger> strangers = ssh.strangers(all);
      assertThat(strangers).extracting(Stranger::port).containsExactly(server.port(), other.port());
      assertThat(strangers.get(0).fingerprint()).matches("ssh-ed25519 SHA256:\\S{43}");
      assertThat(strangers.get(0).command()).startsWith("ssh-keyscan -p " + server.port());
      assertThat(lab.knownHosts()).doesNotExist();

      ssh.trust(strangers);
      assertThat(ssh.strangers(all)).isEmpty();
      ssh.connect(strict()).close();
      ssh.connect(second).close();
    }
  }

  @Test
  void aChangedKeyIsRefusedInEveryModeWithBothFingerprintsAndTheOldLine() throws Exception {
    String old = otherKey("ssh-ed25519");
    know("# a comment", "[127.0.0.1]:" + server.port() + " " + old);

    for (Target target : List.of(strict(), acceptNew())) {
      UnreachableException refusal = refused(target);

      assertThat(refusal.problem().summary())
          .matches(
              "the host key of 127.0.0.1 has changed: it shows ssh-ed25519 SHA256:\\S{43}, but "
                  + Pattern.quote(lab.knownHosts().toString())
                  + ":2 holds ssh-ed25519 SHA256:\\S{43}");
      assertThat(refusal.problem().remedy().orElseThrow())
          .contains("ssh-keygen -R '[127.0.0.1]:" + server.port() + "' -f " + lab.knownHosts());
    }
    assertThat(Files.readAllLines(lab.knownHosts())).hasSize(2);
  }

  @Test
  void aHostThatSuddenlyShowsAnotherTypeOfKeyCountsAsChanged() throws Exception {
    try (EmbeddedSshServer plain =
        EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).start()) {
      know("[127.0.0.1]:" + plain.port() + " " + otherKey("ssh-rsa"));

      assertThat(refused(lab.ask(plain.port()).acceptNew().target()).getMessage())
          .contains("has changed: it shows ssh-ed25519")
          .contains("holds ssh-rsa");
    }
  }

  @Test
  void oneOfSeveralKeysIsEnough() throws Exception {
    know("[127.0.0.1]:" + server.port() + " " + otherKey("ssh-ed25519"), line("ssh-ed25519"));

    connect(strict());
  }

  @Test
  void aHashedEntryIsFound() throws Exception {
    byte[] salt = "a salt of 20 bytes..".getBytes(UTF_8);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(salt, "HmacSHA1"));
    Base64.Encoder base64 = Base64.getEncoder();
    String name = "[127.0.0.1]:" + server.port();
    String hash = base64.encodeToString(mac.doFinal(name.getBytes(UTF_8)));
    know(line("ssh-ed25519").replace(name, "|1|" + base64.encodeToString(salt) + "|" + hash));

    connect(strict());
  }

  @Test
  void aRevokedKeyIsRefusedThoughItIsKnown() throws Exception {
    know(line("ssh-ed25519"), "@revoked * " + line("ssh-ed25519").replaceFirst("\\S+ ", ""));

    assertThat(refused(acceptNew()).problem().summary())
        .matches("the host key of 127.0.0.1 is revoked by .*known_hosts:2: ssh-ed25519 SHA256:.*");
  }

  @Test
  void aCertificateAuthorityIsNotMistakenForAHostsKey() throws Exception {
    know("@cert-authority " + line("ssh-ed25519"));

    assertThat(refused(strict()).problem().summary())
        .contains("is not known")
        .contains("certificates are not used");
  }

  @Test
  void anotherPortOfTheSameHostIsAnotherHost() throws Exception {
    know(line("ssh-ed25519").replaceFirst("\\S+", "127.0.0.1"));

    assertThat(refused(strict()).problem().summary()).contains("is not known");
  }

  @Test
  void aPatternWithANegationLeavesTheHostOut() throws Exception {
    String key = line("ssh-ed25519").replaceFirst("\\S+ ", "");
    know("*,![127.0.0.1]:* " + key);
    assertThat(refused(strict()).problem().summary()).contains("is not known");

    know("[127.0.0.?]:* " + key);
    connect(strict());
  }

  @Test
  void linesThatAreNoEntriesArePassedOver() throws Exception {
    know("garbage", "@unknown * ssh-rsa AAAA", "* ssh-rsa not!base64", line("ssh-ed25519"));

    connect(strict());
  }

  @Test
  void namedFilesTakeThePlaceOfTheUsualOnes() throws Exception {
    lab.trust(server);
    Path own = home.resolve("own");

    assertThat(refused(lab.ask(server.port()).knownHosts(own).target()).getMessage())
        .contains(">> " + own);
    Files.copy(lab.knownHosts(), own);
    connect(lab.ask(server.port()).knownHosts(home.resolve("none"), own).target());
  }

  @Test
  void aNewKeyIsTakenOnceByTwentyConnectionsAtATime() throws Exception {
    Files.writeString(lab.knownHosts(), "elsewhere ssh-ed25519 AAAA");
    ExecutorService pool = Executors.newFixedThreadPool(20);
    List<Future<Void>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Callable<Void> one =
          () -> {
            connect(acceptNew());
            return null;
          };
      results.add(pool.submit(one));
    }
    for (Future<Void> result : results) {
      result.get();
    }
    pool.shutdown();

    assertThat(Files.readAllLines(lab.knownHosts()))
        .containsExactly("elsewhere ssh-ed25519 AAAA", line("ssh-ed25519"));
    connect(strict());
  }

  @Test
  void aFileForNewKeysIsMadeForItsOwnerAlone() throws Exception {
    Path file = home.resolve("new/folder/known");

    connect(lab.ask(server.port()).acceptNew().knownHosts(file).target());

    assertThat(Files.readString(file)).isEqualTo(line("ssh-ed25519") + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void manyNewHostsAtATimeAreAllWrittenDown() throws Exception {
    List<EmbeddedSshServer> servers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(20);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        EmbeddedSshServer one = EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).start();
        servers.add(one);
        results.add(
            pool.submit(
                () -> {
                  connect(lab.ask(one.port()).acceptNew().target());
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }

      String wanted = servers.stream().map(EmbeddedSshServer::knownHostsLine).collect(joining());
      assertThat(Files.readAllLines(lab.knownHosts()))
          .containsExactlyInAnyOrderElementsOf(wanted.lines().toList());
    } finally {
      pool.shutdown();
      for (EmbeddedSshServer one : servers) {
        one.close();
      }
    }
  }
}
