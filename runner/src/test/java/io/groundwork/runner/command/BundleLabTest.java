package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bundle of two stores, one from a repository and one from a file, and a real host whose packet
 * filter lets nothing out. With the lab's stand-ins. Takes about
 * 40 s.
 */
@OnLabHosts("db2")
class BundleLabTest {

  private static final String SITE = Path.of("..", "playbooks", "site.yml").toString();

  /** Nothing that the host begins gets out, and nobody tells it so. */
  private static final String CLOSE =
      """
      apt-get install -qq -y nftables >/dev/null 2>&1
      nft -f - <<END
      table inet closed {
        chain out {
          type filter hook output priority 0; policy drop;
          oif "lo" accept
          tcp sport 22 accept
        }
      }
      END
      """;

  @TempDir private Path directory;
  private final String host = LabHosts.only(BundleLabTest.class);
  private Lab lab;
  private Optional<String> state = Optional.empty();

  private String run(int status, String... args) {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args))
        .as(recorded.out() + recorded.err())
        .isEqualTo(status);
    return recorded.out() + recorded.err();
  }

  private Path inventory() throws IOException {
    String all = Files.readString(lab.inventory());
    String address = lab.run(host, "hostname -I").expect(0).out().strip();
    return Files.writeString(
        directory.resolve("inventory.yml"),
        all.substring(0, all.indexOf("\n  hosts:\n"))
            + """

                kvrocks_password: nUHp5yKJ3xDtq2R9e7WcZb4VmL6sGf8Ta1Yd0Ek2
                clickhouse_admin_password: aUHp5yKJ3xDtq2R9e7WcZb4VmL6sGf8Ta1Yd0Ek2
                clickhouse_platform_password: bUHp5yKJ3xDtq2R9e7WcZb4VmL6sGf8Ta1Yd0Ek2
              children:
                kvrocks: {hosts: {%1$s: {ansible_host: %2$s, service_address: %2$s}}}
                clickhouse: {hosts: {%1$s: }}
            """
                .formatted(host, address));
  }

  @Test
  void aHostWithoutAWayOutIsSetUpFromABundleAndNotFromOneThatWasAltered() throws IOException {
    lab = Lab.with(host);
    lab.reset(host);
    state = Optional.ofNullable(System.getProperty("groundwork.state"));
    System.setProperty("groundwork.state", directory.resolve("state").toString());
    String inventory = inventory().toString();
    String bundle = directory.resolve("bundle").toString();
    String[] create = {
      "bundle", "create", "-i", inventory, "--product", "kvrocks,clickhouse,firewall", bundle
    };
    String[] push = {"bundle", "push", "-i", inventory, "--yes", bundle};

    assertThat(run(0, create)).contains("clickhouse, firewall, kvrocks need on bookworm-x86_64");
    assertThat(lab.root(host, "find /var/tmp /etc/apt -name '*groundwork*'")).isEmpty();

    Path altered = oneByteOtherwise(Path.of(bundle, "systems/bookworm-x86_64/pool"));
    assertThat(run(1, push)).contains(altered.getFileName() + " is not what was collected");
    assertThat(lab.root(host, "ls /var/lib/groundwork /etc/apt/apt.conf.d/*groundwork* || true"))
        .contains("cannot access '/var/lib/groundwork'");
    run(0, create);

    assertThat(run(0, push)).contains("mirrors.yml");
    lab.root(host, CLOSE);
    assertThat(run(0, push)).contains(" changed=0 ");

    List<String> apply = new ArrayList<>(List.of("apply", SITE, "-i", inventory, "--yes"));
    apply.addAll(List.of("--skip-check", "-t", "kvrocks,clickhouse", "-e"));
    apply.add("@" + Path.of(bundle, "mirrors.yml"));
    run(0, apply.toArray(String[]::new));
    assertThat(run(0, apply.toArray(String[]::new))).contains(" changed=0 ");
    assertThat(lab.root(host, "cat /etc/apt/sources.list.d/clickhouse.list; apt-mark showhold"))
        .contains("file:/var/lib/groundwork/bundle clickhouse main")
        .contains("kvrocks");
  }

  private static Path oneByteOtherwise(Path pool) throws IOException {
    try (Stream<Path> files = Files.list(pool)) {
      Path one = files.filter(file -> file.getFileName().toString().startsWith("curl_")).findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(one);
      content[content.length / 2] ^= 1;
      return Files.write(one, content);
    }
  }

  @AfterEach
  void clean() {
    System.clearProperty("groundwork.state");
    state.ifPresent(before -> System.setProperty("groundwork.state", before));
    if (lab != null) {
      lab.reset(host);
    }
  }
}
