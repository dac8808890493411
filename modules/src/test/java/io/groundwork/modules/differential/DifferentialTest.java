package io.groundwork.modules.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Registry;
import io.groundwork.transport.DefaultConnector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same tasks through Ansible and through Groundwork, each on a host of its own: a dry run, a
 * run, and the run again. What both say of each task is compared, and what the hosts are like
 * afterwards. The cases are the files of {@code src/test/resources/differential/cases}; what may
 * differ stands in {@code DIFFERENCES.md} beside them.
 *
 * <p>In a case's texts {@code HERE} is its own directory and {@code SERVER} a web server.
 *
 * <p>{@code -Ddifferential.only=file,copy} tries these modules alone; {@code
 * -Ddifferential.update=true} writes the differences that were found, for their reasons to be
 * added.
 */
@OnLabHosts({"rabbitmq1", "db2"})
class DifferentialTest {

  static final Path HOME = Path.of("src/test/resources/differential");
  private static final Path ACCEPTED = HOME.resolve("DIFFERENCES.md");

  /** Two of the lab's hosts; Ansible gets the first. */
  private static final List<String> HOSTS = LabHosts.of(DifferentialTest.class);

  private static final Set<String> COMPARED =
      Set.of(
          "apt",
          "authorized_key",
          "blockinfile",
          "copy",
          "cron",
          "file",
          "get_url",
          "group",
          "hostname",
          "ini_file",
          "lineinfile",
          "replace",
          "sysctl",
          "systemd",
          "template",
          "unarchive",
          "user");

  @TempDir private Path directory;

  @Test
  void bothToolsDoTheSame() throws Exception {
    Hosts hosts = hosts();
    Set<String> only = only();
    List<Difference> found = new ArrayList<>();
    List<String> explained = new ArrayList<>();
    try (Server server = new Server(URI.create(hosts.lab().value("uri")).getHost());
        KeptConnector connector =
            new KeptConnector(new DefaultConnector(new SshConnector(), new LocalConnector()))) {
      List<Case> cases =
          Case.load(HOME.resolve("cases")).stream()
              .filter(one -> only.isEmpty() || only.contains(one.module()))
              .map(one -> one.at(server.url()))
              .toList();
      Comparison comparison =
          new Comparison(hosts, ansible(hosts), groundwork(hosts, connector), cases);
      found.addAll(comparison.run());
      explained.addAll(comparison.explained());
    }
    hosts.leave();
    judge(found, explained, only);
  }

  private static void judge(List<Difference> found, List<String> explained, Set<String> only)
      throws IOException {
    Set<Difference> accepted = new LinkedHashSet<>(Differences.read(ACCEPTED).keySet());
    if (Boolean.getBoolean("differential.update")) {
      accepted.removeIf(one -> one.concerns(only));
      accepted.addAll(found);
      Differences.write(ACCEPTED, accepted);
      return;
    }
    List<Difference> unexpected = new ArrayList<>(found);
    unexpected.removeAll(accepted);
    accepted.removeIf(one -> !one.concerns(only));
    Set<Difference> gone = new LinkedHashSet<>(accepted);
    gone.removeAll(found);
    assertThat(unexpected)
        .as("differences that %s does not list%n%s", ACCEPTED, String.join("\n", explained))
        .isEmpty();
    assertThat(gone).as("differences that %s lists, and that are gone", ACCEPTED).isEmpty();
  }

  private static Hosts hosts() {
    if (!Files.isExecutable(Ansible.PROGRAM)) {
      String why = "there is no " + Ansible.PROGRAM + "; \"apt-get install ansible\" brings it";
      if ("required".equals(System.getenv("GROUNDWORK_LAB"))) {
        fail("GROUNDWORK_LAB=required, but %s", why);
      }
      abort("skipped: " + why);
    }
    Hosts hosts = new Hosts(Lab.with(HOSTS.toArray(String[]::new)), HOSTS.get(0), HOSTS.get(1));
    hosts.reset();
    return hosts;
  }

  private static Set<String> only() {
    String names = System.getProperty("differential.only", "");
    return names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }

  private Ansible ansible(Hosts hosts) throws IOException, InterruptedException {
    return new Ansible(hosts.first(), hosts.lab().inventory(), sources("ansible"));
  }

  private Groundwork groundwork(Hosts hosts, KeptConnector connector)
      throws IOException, InterruptedException {
    return new Groundwork(
        hosts.second(),
        Inventory.load(List.of(hosts.lab().inventory())),
        Registry.load(),
        connector,
        sources("groundwork"));
  }

  /** A directory for playbooks, with what tasks bring to a host. */
  private Path sources(String tool) throws IOException, InterruptedException {
    Path place = Files.createDirectories(directory.resolve(tool));
    Path said = Files.createTempFile(directory, "sources", ".out");
    Process process =
        new ProcessBuilder("sh", "-eu", HOME.toAbsolutePath().resolve("sources.sh").toString())
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor()).as("sources.sh: %s", Files.readString(said)).isZero();
    return place;
  }

  @Test
  void everyComparedModuleHasCases() throws IOException {
    List<Case> cases = Case.load(HOME.resolve("cases"));

    assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
    assertThat(cases).map(Case::id).doesNotHaveDuplicates();
    assertThat(cases).map(Case::directory).doesNotHaveDuplicates();
    assertThat(cases).map(Case::module).containsAll(COMPARED);
    Set<String> unknown = new TreeSet<>(cases.stream().map(Case::module).toList());
    unknown.removeAll(Registry.load().all().keySet());
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyAcceptedDifferenceHasAReasonAndACase() throws IOException {
    List<String> ids =
        Stream.concat(Case.load(HOME.resolve("cases")).stream().map(Case::id), Stream.of("host"))
            .toList();

    assertThat(Differences.read(ACCEPTED))
        .allSatisfy(
            (difference, reason) -> {
              assertThat(reason).as("the reason of %s", difference).isNotBlank();
              assertThat(ids).contains(difference.id());
            });
  }
}
