package io.groundwork.modules.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.OnLabHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher itself against a host of the lab: runs that are killed, that meet, that are read.
 */
@OnLabHosts(OneHost.WANTED)
class RealRunsLabTest {

  @TempDir Path directory;
  private OneHost host;
  private final List<Process> begun = new ArrayList<>();

  @BeforeEach
  void clean() {
    host = new OneHost(directory);
    host.root("rm -rf /root/real; mkdir /root/real");
  }

  @AfterEach
  void end() {
    begun.forEach(Process::destroyForcibly);
    if (host != null) {
      host.root("rm -rf /root/real");
    }
  }

  private Process start(String name, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("./groundwork"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(host.lab().checkout().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name).toFile());
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    Process process = builder.start();
    begun.add(process);
    return process;
  }

  private Process apply(String name, String tasks, String... options) throws IOException {
    Path playbook = directory.resolve(name + ".yml");
    Files.writeString(playbook, "- hosts: all\n  become: true\n  tasks:\n" + tasks.indent(4));
    return start(name, words("apply", playbook, options));
  }

  private String[] words(String command, Path playbook, String... options) {
    List<String> words = new ArrayList<>(List.of(command, playbook.toString(), "-l", OneHost.NAME));
    words.add("--skip-check"); // the lab's hosts are smaller than the document wants
    words.addAll(List.of("-i", host.lab().inventory().toString()));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String said(String name) throws IOException {
    return Files.readString(directory.resolve(name), UTF_8);
  }

  private void await(String file) {
    host.root("for n in $(seq 600); do [ ! -e " + file + " ] || exit 0; sleep 0.2; done; exit 1");
  }

  private static final String SLOW =
      """
      - name: first
        copy: {dest: /root/real/first, content: "x\\n", mode: "0600"}
      - name: slow
        shell: echo >/root/real/begun; sleep 8; echo done >/root/real/slow
        args: {creates: /root/real/slow}
      - name: last
        copy: {dest: /root/real/last, content: "x\\n", mode: "0600"}
      """;

  private static final String QUICK =
      """
      - name: quick
        copy: {dest: /root/real/quick, content: "x\\n", mode: "0600"}
      """;

  @Test
  void aRunThatIsKilledDuringAChangeLeavesNothingThatStopsTheNext() throws Exception {
    Process killed = apply("killed", SLOW, "--yes");
    await("/root/real/begun");
    killed.destroyForcibly();
    assertThat(ended(killed)).isEqualTo(137);
    Process next = apply("next", SLOW, "--yes", "--wait", "1m");
    assertThat(ended(next)).as(said("next")).isZero();
    assertThat(host.root("cat /root/real/slow; ls /root/real/first /root/real/last"))
        .isEqualTo("done\n/root/real/first\n/root/real/last");
    assertThat(ended(apply("again", SLOW, "--yes"))).isZero();
    assertThat(said("again")).doesNotContain("another run");
    assertThat(host.root("ls /run/lock/groundwork.lock 2>/dev/null || :")).isEmpty();
    assertThat(host.root("ls -A /dev/shm /tmp /var/tmp | grep groundwork || :")).isEmpty();
  }

  @Test
  void theSecondOfTwoRunsIsToldWhoIsAtWorkOrWaits() throws Exception {
    Process slow = apply("slow", SLOW, "--yes");
    await("/root/real/begun");
    CompletableFuture<Integer> patient = CompletableFuture.supplyAsync(() -> waiting());
    assertThat(ended(apply("second", QUICK, "--yes"))).isEqualTo(4);
    assertThat(said("second"))
        .containsPattern("another run is at work on this host: \\S+@\\S+, since 20\\d\\d-")
        .contains("--wait");
    assertThat(ended(slow)).as(said("slow")).isZero();
    assertThat(patient.get(3, TimeUnit.MINUTES)).as(said("patient")).isZero();
    assertThat(host.root("ls /root/real/quick /root/real/last")).contains("quick");
    assertThat(host.root("ls /run/lock/groundwork.lock 2>/dev/null || :")).isEmpty();
  }

  private int waiting() {
    try {
      return ended(apply("patient", QUICK, "--yes", "--wait"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- secrets -------------------------------------------------------------------------------

  private static final String TEMPLATE = "Sec-template-4711";
  private static final String HASH = "$6$Sec-user-4712$" + "a".repeat(86);
  private static final String HEADER = "Sec-uri-4713";
  private static final String SUDO = "Sec-sudo-4714";
  private static final String ENVIRONMENT = "Sec-environment-4715";
  private static final List<String> SECRETS =
      List.of(TEMPLATE, "Sec-user-4712", HEADER, SUDO, ENVIRONMENT);

  /** Reads for as long as it may what every process was started with. */
  private static final String SPY =
      """
      rm -f /run/spied /run/environs /run/spy-end
      n=0
      while [ ! -e /run/spy-end ] && [ $n -lt 3000 ]; do
        cat /proc/[0-9]*/cmdline >>/run/spied 2>/dev/null
        cat /proc/[0-9]*/environ >>/run/environs 2>/dev/null
        n=$((n + 1))
        sleep 0.02
      done
      rm -f /run/spy-end
      """;

  private static final String TASKS =
      """
      - name: file
        template: {src: TEMPLATE, dest: /root/real/secret, mode: "0600"}
      - name: person
        user: {name: person, password: "${person_password}"}
      - name: ask
        uri: {url: "http://198.18.0.1:8099/files/tool-1.0.tar.gz", headers: {X-Token: "${uri_token}"}}
      - name: run
        shell: sleep 2; [ "$APP" = "${app_secret}" ]; echo "$APP"
        environment: {APP: "${app_secret}"}
      - name: wrong
        shell: echo "no ${template_password}" >&2; exit 3
      """;

  @Test
  void aSecretStandsInNoArgumentNoEnvironmentAndNoOutput() throws Exception {
    host.root(
        "command -v curl || { apt-get update; apt-get install -y curl; } >/dev/null 2>&1;"
            + " userdel -rf odd 2>/dev/null || :; useradd -m -s /bin/sh odd;"
            + " install -d -o odd -m 700 ~odd/.ssh;"
            + " install -o odd -m 600 ~ops/.ssh/authorized_keys ~odd/.ssh/authorized_keys;"
            + " echo 'odd:"
            + SUDO
            + "' | chpasswd; echo 'odd ALL=(ALL) ALL' >/etc/sudoers.d/odd");
    Path template = Files.writeString(directory.resolve("t.ftl"), "key=${template_password}\n");
    Path values =
        Files.writeString(
            directory.resolve("values.yml"),
            """
            ansible_user: odd
            ansible_become_password: %s
            template_password: %s
            person_password: %s
            uri_token: %s
            app_secret: %s
            """
                .formatted(SUDO, TEMPLATE, HASH, HEADER, ENVIRONMENT));
    CompletableFuture<String> spy =
        CompletableFuture.supplyAsync(() -> host.lab().root(OneHost.NAME, SPY));
    Path playbook = directory.resolve("secrets.yml");
    Files.writeString(
        playbook,
        "- hosts: all\n  become: true\n  tasks:\n"
            + TASKS.replace("TEMPLATE", template.toString()).indent(4));
    String saved = directory.resolve("plan.json").toString();
    Process plan =
        start(
            "plan", words("plan", playbook, "-vvv", "-e", "@" + values, "--out", saved, "--diff"));
    String ours = watched(plan);
    assertThat(ended(plan)).as(said("plan")).isZero();
    Process apply =
        start(
            "apply",
            words(
                "apply",
                playbook,
                "-vvv",
                "-e",
                "@" + values,
                "--yes",
                "--diff",
                "--output",
                "json=" + directory.resolve("o.json"),
                "--output",
                "jsonl=" + directory.resolve("o.jsonl"),
                "--output",
                "html=" + directory.resolve("o.html"),
                "--output",
                "junit=" + directory.resolve("o.xml")));
    ours += watched(apply);
    assertThat(ended(apply)).as(said("apply")).isEqualTo(2);
    host.root("touch /run/spy-end");
    spy.get(2, TimeUnit.MINUTES);

    assertThat(host.root("cat /root/real/secret; getent shadow person; tr '\\0' ' ' </run/spied"))
        .startsWith("key=" + TEMPLATE)
        .contains(HASH)
        .contains("sudo");
    for (String secret : SECRETS) {
      assertThat(host.root("grep -c -e '" + secret + "' /run/spied || :"))
          .as(secret)
          .isEqualTo("0");
      if (!secret.equals(ENVIRONMENT)) { // this one is asked for there
        assertThat(host.root("grep -c -e '" + secret + "' /run/environs || :"))
            .as(secret)
            .isEqualTo("0");
      }
      assertThat(ours).as("arguments and environment here").doesNotContain(secret);
    }
    for (Path file : told(values, template)) {
      assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(SECRETS);
    }
    assertThat(said("apply")).contains("wrong").contains("no ***");
    host.root(
        "userdel -rf odd; userdel -rf person; rm -f /etc/sudoers.d/odd /run/spied /run/environs");
  }

  /** All that the runs have written here. */
  private List<Path> told(Path... without) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !List.of(without).contains(file))
              .toList();
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .contains("plan", "apply", "plan.json", "o.json", "o.jsonl", "o.html", "o.xml");
      assertThat(files).anyMatch(file -> file.startsWith(directory.resolve("state")));
      return files;
    }
  }

  /** What a process and its children are started with, looked at again and again to its end. */
  private static String watched(Process process) throws Exception {
    StringBuilder seen = new StringBuilder();
    for (int turn = 0; turn < 2000 && process.isAlive(); turn++) {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .forEach(one -> seen.append(read(one, "cmdline")).append(read(one, "environ")));
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return seen.toString();
  }

  private static String read(ProcessHandle process, String what) {
    try {
      return Files.readString(Path.of("/proc", process.pid() + "", what), ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
