package io.groundwork.runner.command;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is on a host for {@link GossWitnessLabTest} to look at, and how it is made wrong. */
final class Witnessed {

  /** Makes what stays the same. */
  static final String PREPARE =
      """
      set -e
      mkdir -p /srv/gw-witness/tree/DEBIAN /srv/gw-witness/data
      cd /srv/gw-witness
      cat >postgres <<'END'
      #!/usr/bin/perl
      use IO::Socket::INET;
      my $socket = IO::Socket::INET->new(LocalAddr => "ADDRESS:5432", Listen => 1, ReuseAddr => 1)
        or die;
      while (1) { $socket->accept; }
      END
      chmod 755 postgres
      {
        printf '[Service]\\nExecStart=/srv/gw-witness/postgres\\n'
        printf '[Install]\\nWantedBy=multi-user.target\\n'
      } >/etc/systemd/system/gw-witness.service
      printf 'Package: postgresql-16\\nVersion: 16.1-1.pgdg120+1\\nArchitecture: all\\n' \
        >tree/DEBIAN/control
      printf 'Maintainer: x <x@example.org>\\nDescription: tiny\\n' >>tree/DEBIAN/control
      dpkg-deb --build tree tiny.deb >/dev/null
      groupadd -g 4711 gw-witness
      useradd -u 4711 -g 4711 -d /srv/gw-witness -s /bin/sh -M gw-witness
      echo net.ipv4.tcp_keepalive_time=7100 >/etc/sysctl.d/90-gw-witness.conf
      echo 'one line' >file
      chown gw-witness file
      # Nobody answers there: what is not in /etc/hosts is not known.
      echo 'nameserver 127.0.0.1' >resolv.conf
      mount --bind resolv.conf /etc/resolv.conf
      systemctl daemon-reload
      """;

  /** Takes all of it away. */
  static final String CLEAN =
      """
      systemctl disable -q --now gw-witness 2>/dev/null
      rm -f /etc/systemd/system/gw-witness.service /etc/sysctl.d/90-gw-witness.conf
      systemctl daemon-reload
      umount /srv/gw-witness/data /etc/resolv.conf 2>/dev/null
      userdel gw-witness 2>/dev/null
      groupdel gw-witness 2>/dev/null
      dpkg --purge postgresql-16 >/dev/null 2>&1
      sed -i '/ gw-peer$/d' /etc/hosts
      ip address del 198.18.77.1/32 dev host0 2>/dev/null
      sysctl -qw net.ipv4.tcp_keepalive_time=7200
      rm -rf /srv/gw-witness
      """;

  /** A half of what can be made wrong, and how it is right. */
  enum Half {
    SOFTWARE(
        """
        systemctl enable -q --now gw-witness
        dpkg -i /srv/gw-witness/tiny.deb >/dev/null
        sysctl -qw net.ipv4.tcp_keepalive_time=7100
        n=0
        until ss -ltnH | grep -q ':5432 ' || [ $n -ge 50 ]; do n=$((n + 1)); sleep 0.1; done
        """,
        """
        systemctl stop gw-witness
        dpkg --purge postgresql-16 >/dev/null 2>&1
        sysctl -qw net.ipv4.tcp_keepalive_time=7200
        """,
        "Package postgresql-16",
        "Service gw-witness",
        "Process postgres",
        "Port tcp:5432",
        "KernelParam net.ipv4.tcp_keepalive_time"),
    SURROUNDINGS(
        """
        usermod -s /bin/sh gw-witness
        mount -t tmpfs -o size=1m gw-witness /srv/gw-witness/data
        chmod 640 /srv/gw-witness/file
        echo '198.18.0.251 gw-peer' >>/etc/hosts
        ip address add 198.18.77.1/32 dev host0
        """,
        """
        usermod -s /bin/false gw-witness
        umount /srv/gw-witness/data
        chmod 644 /srv/gw-witness/file
        sed -i '/ gw-peer$/d' /etc/hosts
        ip address del 198.18.77.1/32 dev host0
        """,
        "User gw-witness",
        "Mount /srv/gw-witness/data",
        "File /srv/gw-witness/file",
        "DNS gw-peer",
        "Interface host0");

    final String right;
    final String wrong;
    final Set<String> resources;

    Half(String right, String wrong, String... resources) {
      this.right = right;
      this.wrong = wrong;
      this.resources = Set.of(resources);
    }
  }

  /** Asks for what is right; each task has the name of the resource. */
  static final String PLAYBOOK =
      """
      - hosts: all
        tasks:
          - {name: Package sudo, package: {name: sudo}}
          - {name: Service gw-witness, service: {name: gw-witness, state: started, enabled: true}}
          - {name: "Port tcp:5432", wait_for: {host: ADDRESS, port: 5432, timeout: 1}}
          - name: User gw-witness
            user: {name: gw-witness, uid: 4711, home: /srv/gw-witness, shell: /bin/sh}
          - {name: Group gw-witness, group: {name: gw-witness, gid: 4711}}
          - name: KernelParam net.ipv4.tcp_keepalive_time
            sysctl:
              name: net.ipv4.tcp_keepalive_time
              value: "7100"
              sysctl_set: true
              sysctl_file: /etc/sysctl.d/90-gw-witness.conf
          - name: Mount /srv/gw-witness/data
            mount: {path: /srv/gw-witness/data, src: gw-witness, fstype: tmpfs, state: ephemeral}
          - name: File /srv/gw-witness/file
            copy:
              dest: /srv/gw-witness/file
              content: "one line\\n"
              mode: "0640"
              owner: gw-witness
      """;

  private Witnessed() {}

  /**
   * What Groundwork has measured, as a gossfile.
   *
   * @param measured by resource, in the words of goss
   * @param address where it listens
   */
  static String gossfile(Map<String, String> measured, String address) {
    String addresses =
        Stream.of(measured.get("Interface host0").split(" "))
            .map(one -> "{contain-element: {have-prefix: \"" + one + "/\"}}")
            .collect(Collectors.joining(", "));
    return """
    package:
      postgresql-16: {installed: true, versions: ["%s"]}
      sudo: {installed: true, versions: ["%s"]}
    service:
      gw-witness: {running: true, enabled: true}
    process:
      postgres: {running: true}
    port:
      tcp:5432: {listening: true, ip: ["%s"]}
    user:
      gw-witness: {exists: true, uid: 4711, home: /srv/gw-witness, shell: /bin/sh}
    group:
      gw-witness: {exists: true, gid: 4711}
    kernel-param:
      net.ipv4.tcp_keepalive_time: {value: "7100"}
      fs.nr_open: {value: "%s"}
    mount:
      /: {exists: true, filesystem: "%s"}
      /srv/gw-witness/data: {exists: true, filesystem: tmpfs, source: gw-witness}
    file:
      /srv/gw-witness/file: {exists: true, mode: "0640", owner: gw-witness, contents: ["one line"]}
    dns:
      gw-peer: {resolvable: true, addrs: ["198.18.0.251"]}
    interface:
      host0: {exists: true, addrs: {and: [%s]}}
    """
        .formatted(
            measured.get("Package postgresql-16").split(" ")[1],
            measured.get("Package sudo").split(" ")[2],
            address,
            measured.get("KernelParam fs.nr_open").replaceAll("\\D", ""),
            measured.get("Mount /"),
            addresses);
  }
}
