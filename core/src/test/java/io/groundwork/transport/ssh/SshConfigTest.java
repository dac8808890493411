package io.groundwork.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.text.Secret;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshConfigTest {

  @TempDir Path home;
  private Lab lab;

  @BeforeEach
  void prepare() throws Exception {
    lab = new Lab(home);
  }

  private void write(String text) throws Exception {
    Files.writeString(home.resolve(".ssh/config"), text);
  }

  private List<Hop> route(Target target) throws Exception {
    SshConfig config = SshConfig.read(home, List.of(home.resolve(".ssh/config")));
    return new Route(config, lab.settings(), target).hops();
  }

  private UnreachableException refused(Target target) {
    return catchThrowableOfType(UnreachableException.class, () -> route(target));
  }

  private Lab.Ask alias() {
    return lab.ask(0).noKey().address("alias");
  }

  @Test
  void whatTheTargetLeavesOpenComesFromTheConfiguration() throws Exception {
    write(
        """
        Host other
          Port 1
        Host alias
          HostName %h.example
          Port = 2222
          User "deploy"
          IdentityFile ~/.ssh/a
          IdentityFile %d/b
          IdentitiesOnly yes
          UserKnownHostsFile ~/kh1 /kh2
        Host *
          Port 3
          User nobody
        """);

    Hop hop = route(alias().target()).get(0);

    assertThat(hop.place()).isEqualTo("deploy@alias.example:2222");
    assertThat(hop.keyName()).isEqualTo("[alias.example]:2222");
    assertThat(hop.identities()).containsExactly(home.resolve(".ssh/a"), home.resolve("b"));
    assertThat(hop.onlyIdentities()).isTrue();
    assertThat(hop.knownHosts().files())
        .containsExactly(home.resolve("kh1"), Path.of("/kh2"), Path.of("/etc/ssh/ssh_known_hosts"));
  }

  @Test
  void whatTheTargetSaysCountsBeforeTheConfiguration() throws Exception {
    write("Host *\n  Port 1\n  User nobody\n  ProxyJump far\n  UserKnownHostsFile /dev/null\n");

    List<Hop> hops =
        route(
            lab.ask(22)
                .address("db")
                .user("root")
                .knownHosts(home.resolve("kh"))
                .jump("me@near:33")
                .target());

    assertThat(hops).hasSize(3);
    assertThat(hops.get(0).place()).isEqualTo("nobody@far:1");
    assertThat(hops.get(1).place()).isEqualTo("me@near:33");
    assertThat(hops.get(2).place()).isEqualTo("root@db");
    assertThat(hops.get(2).knownHosts().files()).containsExactly(home.resolve("kh"));
  }

  @Test
  void patternsNegationsIncludesAndForeignMatchBlocksAreReadAsOpenSshDoes() throws Exception {
    Files.createDirectories(home.resolve(".ssh/conf.d"));
    Files.writeString(home.resolve(".ssh/conf.d/10.conf"), "Host al?as\n  User included\n");
    write(
        """
        Include conf.d/*.conf missing/*.conf
        Match exec "touch %s/never"
          User matched
        Host * !alias
          Port 4
        Match all
          HostKeyAlias shared
        """
            .formatted(home));

    Hop hop = route(alias().target()).get(0);

    assertThat(hop.place()).isEqualTo("included@alias");
    assertThat(hop.keyName()).isEqualTo("shared");
    assertThat(home.resolve("never")).doesNotExist();
  }

  @Test
  void aProxyCommandIsRefusedBecauseItIsNeverRun() throws Exception {
    write("Host alias\n  ProxyCommand nc %h %p\nHost quiet\n  ProxyCommand none\n");

    assertThat(refused(alias().target()).problem().summary())
        .isEqualTo("~/.ssh/config reaches alias by a ProxyCommand, which is never run");
    assertThat(refused(alias().target()).problem().remedy())
        .hasValue("write a ProxyJump line instead");
    assertThat(route(lab.ask(0).address("quiet").target())).hasSize(1);
  }

  @Test
  void jumpsThatLeadInACircleAreRefused() throws Exception {
    write("Host a\n  ProxyJump b\nHost b\n  ProxyJump a\nHost alias\n  ProxyJump a\n");

    assertThat(refused(alias().target()).problem().summary()).contains("over too many hosts");
  }

  @Test
  void aJumpWithShellCharactersIsRefused() {
    assertThat(refused(alias().jump("a;b").target()).problem().summary())
        .isEqualTo("not a host to jump through: a;b");
    assertThat(refused(alias().jump("-oProxyCommand=x").target())).isNotNull();
  }

  @Test
  void aHostIsReachedThroughTwoJumpHostsAndEachKeyIsChecked() throws Exception {
    try (EmbeddedSshServer first = jumpHost();
        EmbeddedSshServer second = jumpHost();
        EmbeddedSshServer last =
            EmbeddedSshServer.builder()
                .authorizedKey(lab.publicLine())
                .environment("WHERE", "last")
                .start();
        SshConnector connector = new SshConnector(lab.settings())) {
      lab.trust(first);
      lab.trust(last);
      Target target =
          lab.ask(last.port())
              .password("for the target alone")
              .jump("127.0.0.1:" + first.port(), "127.0.0.1:" + second.port())
              .target();

      assertThat(
              catchThrowableOfType(UnreachableException.class, () -> connector.connect(target))
                  .problem()
                  .remedy()
                  .orElseThrow())
          .contains("ssh-keyscan -p " + second.port());

      lab.trust(second);
      try (Connection connection = connector.connect(target)) {
        assertThat(connection.run(Lab.script("echo $WHERE")).out()).isEqualTo("last\n");
      }
    }
  }

  private EmbeddedSshServer jumpHost() throws Exception {
    return EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).forwarding().start();
  }

  @Test
  void aJumpHostIsNeverGivenTheTargetsPassword() throws Exception {
    try (EmbeddedSshServer jump =
            EmbeddedSshServer.builder().password(Secret.of("pw")).forwarding().start();
        SshConnector connector = new SshConnector(lab.settings())) {
      lab.trust(jump);

      UnreachableException refusal =
          catchThrowableOfType(
              UnreachableException.class,
              () ->
                  connector.connect(
                      lab.ask(22)
                          .noKey()
                          .password("pw")
                          .jump("127.0.0.1:" + jump.port())
                          .target()));

      assertThat(refusal.problem().summary()).contains("there was nothing to offer");
    }
  }

  @Test
  void aJumpFromTheConfigurationIsTaken() throws Exception {
    try (EmbeddedSshServer jump = jumpHost();
        EmbeddedSshServer last =
            EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).start();
        SshConnector connector = new SshConnector(SshSettings.of(home, Optional.empty()))) {
      lab.trust(jump);
      lab.trust(last);
      write(
          "Host alias\n  HostName 127.0.0.1\n  Port %d\n  ProxyJump 127.0.0.1:%d\nHost *\n  IdentityFile %s\n"
              .formatted(last.port(), jump.port(), lab.key));

      try (Connection connection = connector.connect(alias().target())) {
        assertThat(connection.run(Lab.script("echo in")).out()).isEqualTo("in\n");
      }
      assertThat(jump.execs()).isZero();
    }
  }
}
