package io.groundwork.modules.lab;

import static io.groundwork.modules.lab.HostCheck.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong on hosts, one thing at a time: it is told with what was measured, what is wanted
 * and what to do, and not any more once it is put right. Half a minute.
 */
@OnLabHosts("db2")
class WrongStatesLabTest {

  private static final String NAME = LabHosts.only(WrongStatesLabTest.class);

  private Lab lab;

  @BeforeEach
  void find() {
    lab = Lab.with(NAME);
    root("mkdir -p /srv/gw-check");
  }

  @AfterEach
  void clean() {
    if (lab == null) {
      return; // there is none
    }
    root(
        """
        set +e
        systemctl stop gw-dns gw-listener 2>/dev/null
        for place in /etc/resolv.conf /var/lib/postgresql /usr/bin/systemd-detect-virt; do
          umount "$place" 2>/dev/null
        done
        [ ! -e /run/systemd/container.away ] ||
          mv /run/systemd/container.away /run/systemd/container
        rmdir /var/lib/postgresql 2>/dev/null
        systemctl unmask -q --runtime chrony 2>/dev/null
        rm -rf /etc/systemd/system/chrony.service.d
        systemctl daemon-reload
        dpkg --purge chrony postgresql-15 >/dev/null 2>&1
        rm -rf /srv/gw-check
        true
        """);
  }

  private String root(String script) {
    return lab.root(NAME, "set -e\n" + script);
  }

  private HostCheck check(String... ids) {
    return HostCheck.only(lab, NAME, ids);
  }

  @Test
  void a_dead_name_server() {
    HostCheck check = check("resolver", "name-resolution").knowing("db1");
    root(
        """
        # The least that answers: every name is 198.18.0.1, and has no IPv6 address.
        cat >/srv/gw-check/dns <<'END'
        #!/usr/bin/perl
        use IO::Socket::INET;
        my $socket = IO::Socket::INET->new(LocalAddr => "127.0.0.1:53", Proto => "udp") or die;
        while ($socket->recv(my $query, 512)) {
          my ($id, $question) = ($query =~ /^(..).{10}((?:[^\\0]+)\\0....)/s) or next;
          my $known = substr($question, -4, 2) eq "\\0\\1";
          my $answer = $known ? "\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\1\\0\\4\\xc6\\x12\\0\\1" : "";
          $socket->send("$id\\x85\\x80\\0\\1\\0" . chr($known) . "\\0\\0\\0\\0$question$answer");
        }
        END
        chmod 755 /srv/gw-check/dns
        systemd-run -q --unit=gw-dns /srv/gw-check/dns
        echo 'nameserver 127.0.0.1' >/srv/gw-check/resolv.conf
        mount --bind /srv/gw-check/resolv.conf /etc/resolv.conf
        n=0
        until ss -lunH | grep -q 127.0.0.1:53 || [ $n -ge 50 ]; do n=$((n + 1)); sleep 0.1; done
        """);
    Map<String, Finding> right = check.in("akd");
    assertThat(expect(right, "resolver", Outcome.PASS).measured())
        .isEqualTo("all 3 names, by 127.0.0.1");
    expect(right, "name-resolution", Outcome.PASS);

    // Its own name is in /etc/hosts, without which sudo would wait too. No host has this address.
    root("echo 'nameserver 198.18.0.250' >/srv/gw-check/resolv.conf");
    Map<String, Finding> wrong = check.in("akd");
    Finding resolver = expect(wrong, "resolver", Outcome.WARN);
    assertThat(resolver.measured())
        .isEqualTo(
            "not resolved: lic1.altkraft.com, lic2.altkraft.com, lic3.altkraft.com,"
                + " by 198.18.0.250");
    assertThat(resolver.wanted())
        .isEqualTo("DNS knows lic1.altkraft.com, lic2.altkraft.com, lic3.altkraft.com");
    assertThat(resolver.remedy()).contains("/etc/resolv.conf");
    Finding names = expect(wrong, "name-resolution", Outcome.WARN);
    assertThat(names.measured()).startsWith("not resolved: db1");
    assertThat(names.wanted()).isEqualTo("its own name and those of 1 other hosts resolve");
    assertThat(names.remedy()).contains("/etc/hosts");

    root("echo 'nameserver 127.0.0.1' >/srv/gw-check/resolv.conf");
    Map<String, Finding> mended = check.in("akd");
    expect(mended, "resolver", Outcome.PASS);
    expect(mended, "name-resolution", Outcome.PASS);
  }

  @Test
  void a_foreign_listener_on_a_documented_port() {
    HostCheck check = check("ports-free");
    assertThat(expect(check.in("postgresql"), "ports-free", Outcome.PASS).measured())
        .isEqualTo("all 1 free");
    root(
        """
        cat >/srv/gw-check/squatter <<'END'
        #!/usr/bin/perl
        use IO::Socket::INET;
        my $socket = IO::Socket::INET->new(LocalPort => 5432, Listen => 1) or die;
        sleep 120;
        END
        chmod 755 /srv/gw-check/squatter
        systemd-run -q --unit=gw-listener /srv/gw-check/squatter
        n=0
        until ss -ltnH | grep -q ':5432 ' || [ $n -ge 50 ]; do n=$((n + 1)); sleep 0.1; done
        """);
    Finding wrong = expect(check.in("postgresql"), "ports-free", Outcome.FAIL);
    assertThat(wrong.measured()).isEqualTo("held: 5432 by squatter");
    assertThat(wrong.wanted()).isEqualTo("free, or held by the product itself: 5432");
    assertThat(wrong.remedy()).startsWith("Stop or move what holds the port");

    root("systemctl stop gw-listener");
    expect(check.in("postgresql"), "ports-free", Outcome.PASS);
  }

  @Test
  void a_data_directory_without_inodes_and_one_without_room() {
    HostCheck check = check("inodes", "disk-free");
    root(
        """
        mkdir -p /var/lib/postgresql
        mount -t tmpfs -o size=1m,nr_inodes=20 gw-check /var/lib/postgresql
        """);
    Map<String, Finding> right = check.in("postgresql");
    expect(right, "inodes", Outcome.PASS);
    assertThat(expect(right, "disk-free", Outcome.PASS).measured())
        .contains("(100 %) on /var/lib/postgresql");

    root("cd /var/lib/postgresql; n=0; while touch $n; do n=$((n + 1)); done 2>/dev/null || :");
    Map<String, Finding> small = check.in("postgresql");
    Finding inodes = expect(small, "inodes", Outcome.FAIL);
    assertThat(inodes.measured())
        .isEqualTo("20 inodes (one for 51 KiB), 0 % free on /var/lib/postgresql");
    assertThat(inodes.wanted()).contains("10 % of them free");
    assertThat(inodes.remedy()).startsWith("Remove small files");
    expect(small, "disk-free", Outcome.PASS);

    root("cd /var/lib/postgresql; rm -- *; head -c 900k /dev/zero >large");
    Map<String, Finding> large = check.in("postgresql");
    Finding free = expect(large, "disk-free", Outcome.WARN);
    assertThat(free.measured()).endsWith("(12 %) on /var/lib/postgresql");
    assertThat(free.wanted()).isEqualTo("at least 20 % free");
    assertThat(free.remedy()).startsWith("Make room");
    expect(large, "inodes", Outcome.PASS);

    root("rm /var/lib/postgresql/large");
    Map<String, Finding> mended = check.in("postgresql");
    expect(mended, "inodes", Outcome.PASS);
    expect(mended, "disk-free", Outcome.PASS);
  }

  @Test
  void a_clock_that_follows_nothing() {
    HostCheck check = check("time-sync");
    // A container's clock is its machine's, so it is made up that this is none; and chrony, which
    // may not set it, only follows.
    root(
        """
        printf '#!/bin/sh\\necho none\\n' >/srv/gw-check/virt
        chmod 755 /srv/gw-check/virt
        mount --bind /srv/gw-check/virt /usr/bin/systemd-detect-virt
        mv /run/systemd/container /run/systemd/container.away
        mkdir -p /etc/systemd/system/chrony.service.d
        {
          printf '[Unit]\\nConditionCapability=\\n'
          printf '[Service]\\nExecStart=\\n'
          echo 'ExecStart=!/usr/sbin/chronyd -x -F 0 -f /srv/gw-check/chrony.conf'
        } >/etc/systemd/system/chrony.service.d/gw-check.conf
        echo 'local stratum 8' >/srv/gw-check/chrony.conf
        apt-get update -q >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chrony \
          >/dev/null 2>&1
        systemctl is-active chrony
        """);
    assertThat(expect(check.in("akd"), "time-sync", Outcome.PASS).measured())
        .isEqualTo("synchronised (chronyc)");

    root("echo 'server 198.18.0.250' >/srv/gw-check/chrony.conf; systemctl restart chrony");
    Finding wrong = expect(check.in("akd"), "time-sync", Outcome.WARN);
    assertThat(wrong.measured()).isEqualTo("not synchronised (chronyc)");
    assertThat(wrong.wanted()).isEqualTo("synchronised");
    assertThat(wrong.remedy()).startsWith("Switch a time service on");

    // Without a service the kernel says whether anything still sets its clock.
    root("systemctl mask -q --runtime chrony; systemctl stop chrony");
    boolean kernel = root("timedatectl show -p NTPSynchronized --value").equals("yes");
    Finding none = expect(check.in("akd"), "time-sync", kernel ? Outcome.PASS : Outcome.WARN);
    assertThat(none.measured())
        .isEqualTo(kernel ? "synchronised (timedatectl)" : "not synchronised (timedatectl)");

    root(
        """
        systemctl unmask -q --runtime chrony
        echo 'local stratum 8' >/srv/gw-check/chrony.conf
        systemctl start chrony
        """);
    expect(check.in("akd"), "time-sync", Outcome.PASS);
  }

  @Test
  void another_version_of_a_product() {
    HostCheck check = check("other-versions");
    assertThat(expect(check.in("postgresql"), "other-versions", Outcome.PASS).measured())
        .isEqualTo("none installed");
    root(
        """
        mkdir -p /srv/gw-check/tree/DEBIAN
        cd /srv/gw-check
        printf 'Package: postgresql-15\\nVersion: 15.14-0+deb12u1\\nArchitecture: all\\n' \
          >tree/DEBIAN/control
        printf 'Maintainer: x <x@example.org>\\nDescription: tiny\\n' >>tree/DEBIAN/control
        dpkg-deb --build tree other.deb >/dev/null
        dpkg -i other.deb >/dev/null
        """);
    Finding wrong = expect(check.in("postgresql"), "other-versions", Outcome.FAIL);
    assertThat(wrong.measured()).isEqualTo("postgresql-15 15.14-0+deb12u1");
    assertThat(wrong.wanted()).isEqualTo("nothing, or PostgreSQL 16.1");
    assertThat(wrong.remedy()).startsWith("Remove the other version");

    root("dpkg --purge postgresql-15 >/dev/null 2>&1");
    expect(check.in("postgresql"), "other-versions", Outcome.PASS);
  }
}
