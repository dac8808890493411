package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.Connector;
import io.groundwork.transport.DefaultConnector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done fails with words that help, and leaves nothing half changed. */
@OnLabHosts("akmta1")
class BadInputOnRealHostsTest {

  private static final String HOST = LabHosts.only(BadInputOnRealHostsTest.class);
  private static final Registry REGISTRY = Registry.load();

  /** A file system of 64 KiB with a few bytes left. */
  private static final String FULL =
      """
      while umount /srv/badfull 2>/dev/null; do :; done
      mkdir -p /srv/badfull && mount -t tmpfs -o size=64k tmpfs /srv/badfull
      echo '127.0.0.1 localhost' >/srv/badfull/hosts
      dd if=/dev/zero of=/srv/badfull/ballast bs=1k count=60 2>/dev/null
      dd if=/dev/zero of=/srv/badfull/more bs=1k count=60 2>/dev/null || true
      """;

  /**
   * One thing that cannot be done.
   *
   * @param before makes the host such that it cannot
   * @param task what is tried
   * @param says what the failure holds
   * @param witness looks whether everything is as it was
   */
  private record Bad(String name, String before, String task, String says, String witness) {}

  private static final List<Bad> CASES =
      List.of(
          new Bad(
              "a full disk",
              FULL,
              "hosts_entry: {ip: 192.0.2.1, names: a, path: /srv/badfull/hosts}",
              "disk full",
              """
              [ "$(cat /srv/badfull/hosts)" = '127.0.0.1 localhost' ]
              [ "$(ls -A /srv/badfull | wc -l)" = 3 ]
              umount /srv/badfull
              """),
          new Bad(
              "a device that is not there",
              "rm -rf /srv/badmount; cp /etc/fstab /run/badfstab",
              "mount: {path: /srv/badmount/deep, src: /dev/nosuch, fstype: ext4, state: mounted}",
              "/srv/badmount/deep was not mounted; the table of file systems is as it was",
              "cmp /etc/fstab /run/badfstab; [ ! -e /srv/badmount ]; [ -z \"$(ls -A /etc/.groundwork.* 2>/dev/null)\" ]"),
          new Bad(
              "a file system in use",
              """
              if pid=$(cat /run/badpid 2>/dev/null); then kill "$pid" 2>/dev/null || true; fi
              while umount /srv/badbusy 2>/dev/null; do :; done
              mkdir -p /srv/badbusy && mount -t tmpfs tmpfs /srv/badbusy
              (cd /srv/badbusy && exec setsid sleep 300 >/dev/null 2>&1 </dev/null) & echo $! >/run/badpid
              """,
              "mount: {path: /srv/badbusy, state: unmounted}",
              "/srv/badbusy is used by sleep (process",
              """
              findmnt /srv/badbusy
              kill "$(cat /run/badpid)"
              """),
          new Bad(
              "a unit that does not start",
              """
              cat >/etc/systemd/system/bad-case.service <<'END'
              [Service]
              Type=oneshot
              ExecStart=/bin/sh -c 'echo the reason why >&2; exit 7'
              END
              systemctl daemon-reload
              """,
              "systemd: {name: bad-case, state: started}",
              "the reason why",
              "if systemctl is-active bad-case; then exit 1; fi"),
          new Bad(
              "a number that another user has",
              "userdel badname 2>/dev/null || true",
              "user: {name: badname, uid: 0}",
              "uid 0 is already that of user root",
              "if id badname; then exit 1; fi"),
          new Bad(
              "a script that is no program",
              "rm -rf /srv/badscript",
              "script: bad.sh",
              "there is no /no/such/shell on this host to run the script",
              "[ -z \"$(ls -d /tmp/.groundwork.* 2>/dev/null)\" ]"),
          new Bad(
              "a zone that does not exist",
              "readlink /etc/localtime >/run/badzone",
              "timezone: {name: Europe/Berlim}",
              "did you mean \"Europe/Berlin\"?",
              "[ \"$(readlink /etc/localtime)\" = \"$(cat /run/badzone)\" ]"),
          new Bad(
              "keys of a user who is not there",
              "userdel nosuch 2>/dev/null || true",
              "authorized_key: {user: nosuch, key: ssh-rsa AAAA x}",
              "there is no user \"nosuch\"",
              "true"));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> whatCannotBeDoneChangesNothing() throws IOException {
    Lab lab = Lab.with(HOST);
    Files.createDirectory(directory.resolve("files"));
    Files.writeString(directory.resolve("files/bad.sh"), "#!/no/such/shell\n");
    return CASES.stream().map(bad -> dynamicTest(bad.name(), () -> fails(lab, bad)));
  }

  private void fails(Lab lab, Bad bad) throws IOException {
    lab.root(HOST, "set -eux\n" + bad.before());
    Path playbook =
        Files.writeString(
            directory.resolve("playbook.yml"),
            "- hosts: all\n  become: true\n  tasks:\n    - name: bad\n      " + bad.task() + "\n");
    List<String> failures = new ArrayList<>();
    RunSpec spec =
        RunSpec.of(Playbook.load(playbook, REGISTRY), Inventory.load(List.of(lab.inventory())))
            .limit(HOST);
    try (Connector connector = new DefaultConnector(new SshConnector(), new LocalConnector());
        Run run = Run.open(spec, connector, event -> note(event, failures))) {
      run.apply();
    }
    assertThat(failures).singleElement().asString().contains(bad.says());
    lab.root(HOST, "set -eux\n" + bad.witness());
  }

  private static void note(Event event, List<String> failures) {
    if (event instanceof Event.TaskDone done && done.result().verdict() == Verdict.FAILED) {
      failures.add(done.result().failure().orElseThrow().toString());
    }
  }
}
