package io.groundwork.runner.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.WholeHost;
import io.groundwork.runner.Main;
import io.groundwork.text.JsonMembers;
import io.groundwork.text.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements of real hosts, beside those of fio run by hand there. About a minute. */
class DeepLabTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String DATABASE = LabHosts.named("db1");
  private static final String CONTROL =
      Optional.ofNullable(System.getenv("GROUNDWORK_LAB_PEER")).orElse("akmta1");
  private static final List<String> HOSTS = List.of(DATABASE, CONTROL);

  /** A disk that others use too is not equally fast from second to second. */
  private static final double FACTOR = 3;

  private static final Pattern DISK =
      Pattern.compile(
          "4K random ([\\d,]+) read / ([\\d,]+) write IOPS,"
              + " 512K sequential ([\\d,]+) read / ([\\d,]+) write MB/s on (/\\S*)");

  /** Prints what iperf3 receives, in Gbit/s; the packages are gone afterwards. */
  private static final String IPERF3 =
      """
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -q >/dev/null
      echo iperf3 iperf3/start_daemon boolean false | debconf-set-selections
      apt-get install -q -y --no-install-recommends iperf3 >/dev/null 2>&1
      """;

  private static final Pattern LINE = Pattern.compile("([\\d.]+) Gbit/s to " + DATABASE);

  /** Prints the same four figures, in that order. */
  private static final String BY_HAND =
      """
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -q >/dev/null
      apt-get install -q -y --no-install-recommends fio >/dev/null 2>&1
      directory=$(mktemp -d /var/lib/by-hand.XXXXXX)
      jobs=$(nproc)
      [ "$jobs" -le 4 ] || jobs=4
      # NAME BLOCK JOBS FIELD: IOPS, or KiB a second
      hand() {
        fio --name="$1" --filename="$directory/file" --size=1G --rw="$1" --bs="$2" --numjobs="$3" \
          --iodepth=32 --ioengine=libaio --direct=1 --time_based --runtime=2 --group_reporting \
          --thread --output-format=terse --terse-version=3 | cut -d ';' -f "$4"
      }
      write=$(hand write 512k 1 48)
      randwrite=$(hand randwrite 4k "$jobs" 49)
      read=$(hand read 512k 1 7)
      hand randread 4k "$jobs" 8
      echo "$randwrite"
      echo "$read $write" | awk '{ printf "%d\\n%d\\n", $1 * 1.024 / 1000, $2 * 1.024 / 1000 }'
      rm -rf "$directory"
      apt-get autoremove -q -y --purge fio >/dev/null 2>&1
      """;

  @TempDir private Path directory;

  /** Starts the runner in a process of its own, which can be killed. */
  private Process start(Lab lab, String ids) throws IOException {
    String inventory =
        """
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: %s
          children:
            postgresql: {hosts: {%s: {ansible_host: %s}}}
            akd: {hosts: {%s: {ansible_host: %s}}}
        """
            .formatted(
                lab.value("ansible_ssh_private_key_file"),
                lab.value("ansible_ssh_common_args"),
                DATABASE,
                address(lab, DATABASE),
                CONTROL,
                address(lab, CONTROL));
    Path file = Files.writeString(directory.resolve("inventory.yml"), inventory);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dgroundwork.home=" + lab.checkout()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("check", "-i", file.toString(), "--output", "json"));
    words.addAll(List.of("--deep", "--deep-install", "--only", ids));
    return new ProcessBuilder(words)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private static String address(Lab lab, String host) {
    return lab.run(host, "hostname -I").expect(0).out().strip();
  }

  private static List<String> hosts(Lab lab) {
    return HOSTS.stream().map(host -> WholeHost.of(lab, host)).toList();
  }

  private static void assertSame(List<String> after, List<String> before) {
    for (int at = 0; at < HOSTS.size(); at++) {
      Set<String> was = before.get(at).lines().collect(Collectors.toSet());
      Set<String> is = after.get(at).lines().collect(Collectors.toSet());
      assertThat(Sets.symmetricDifference(was, is)).as(HOSTS.get(at)).isEmpty();
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }
  }

  private static boolean measuring(Lab lab) {
    return lab.run(DATABASE, "pgrep -x fio").status() == 0;
  }

  @Test
  void theFiguresAreThoseByHandAndNothingIsLeft() throws Exception {
    Lab lab = Lab.with(DATABASE, CONTROL);
    List<String> before = hosts(lab);

    Process check = start(lab, "disk-iops,disk-level,host-throughput");
    assertThat(check.waitFor(150, SECONDS)).isTrue();
    assertThat(check.exitValue()).as(Files.readString(directory.resolve("err"))).isIn(0, 5);

    assertSame(hosts(lab), before);
    Map<String, Object> document = JsonReader.object(Files.readString(directory.resolve("out")));
    Matcher line = LINE.matcher(measured(document, CONTROL, "host-throughput"));
    assertThat(line.matches()).as(line.toString()).isTrue();
    double throughput = Double.parseDouble(line.group(1));
    double byIperf3 = throughputByHand(lab);
    assertThat(throughput).isBetween(byIperf3 / FACTOR, byIperf3 * FACTOR);
    Matcher disk = DISK.matcher(measured(document, DATABASE, "disk-iops"));
    assertThat(disk.matches()).as(disk.toString()).isTrue();
    assertThat(measured(document, DATABASE, "disk-level")).isEqualTo(disk.group());
    List<Double> figures =
        Stream.of(1, 2, 3, 4).map(at -> Double.valueOf(disk.group(at).replace(",", ""))).toList();
    List<Double> byHand = lab.root(DATABASE, BY_HAND).lines().map(Double::valueOf).toList();
    assertThat(byHand).hasSameSizeAs(figures);
    for (int at = 0; at < figures.size(); at++) {
      assertThat(figures.get(at))
          .as("%s, by hand %s", figures, byHand)
          .isBetween(byHand.get(at) / FACTOR, byHand.get(at) * FACTOR);
    }
  }

  private static double throughputByHand(Lab lab) {
    HOSTS.forEach(host -> lab.root(host, IPERF3));
    String address = address(lab, DATABASE);
    lab.root(DATABASE, "iperf3 -s -1 -D -B " + address + " -p 5201; sleep 0.3");
    String json = lab.run(CONTROL, "iperf3 -c " + address + " -p 5201 -t 2 -J").expect(0).out();
    HOSTS.forEach(
        host -> lab.root(host, "apt-get autoremove -q -y --purge iperf3 >/dev/null 2>&1"));
    return new JsonMembers(JsonReader.object(json))
            .object("end")
            .object("sum_received")
            .decimal("bits_per_second")
            .doubleValue()
        / 1e9;
  }

  @Test
  void aKilledRunnerLeavesNothingEither() throws Exception {
    Lab lab = Lab.with(DATABASE, CONTROL);
    List<String> before = hosts(lab);
    Process check = start(lab, "disk-iops");
    try {
      await(() -> measuring(lab));
      // SIGKILL, as it does where there is one.
      check.destroyForcibly();
      assertThat(check.waitFor(10, SECONDS)).isTrue();
      assertThat(check.exitValue()).isGreaterThan(128);
      await(
          () -> !measuring(lab) && lab.run(DATABASE, "pgrep -f '[g]roundwork-deep'").status() != 0);
      await(() -> hosts(lab).equals(before));
    } finally {
      check.destroyForcibly();
    }
  }

  private static String measured(Map<String, Object> document, String host, String id) {
    for (Object one : (List<?>) document.get("hosts")) {
      Map<?, ?> about = (Map<?, ?>) one;
      if (about.get("host").equals(host)) {
        for (Object finding : (List<?>) about.get("findings")) {
          if (((Map<?, ?>) finding).get("id").equals(id)) {
            return ((Map<?, ?>) finding).get("measured").toString();
          }
        }
      }
    }
    throw new AssertionError("no finding of " + id + " on " + host);
  }
}
