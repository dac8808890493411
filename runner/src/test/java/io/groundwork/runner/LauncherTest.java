package io.groundwork.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with a Java and a Maven that only say what they do. */
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      if [ "$1" = -v ]; then echo "Apache Maven 3.8.7"; exit; fi
      echo "$*" >>"$CALLS"
      sleep "${MAVEN_SECONDS:-0}"
      if [ -e fail ]; then echo "[ERROR] Main.java:[1,2] it does not compile"; exit 1; fi
      mkdir -p runner/target/lib
      echo jar >runner/target/groundwork-runner.jar
      echo jar >runner/target/lib/picocli.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "JAVA_VERSION"' >&2; exit; fi
      for word; do
        case $word in
          -XX:SharedArchiveFile=*) archive=${word#*=} ;;
          -Xshare:dump) dump=1 ;;
          warm-up) exit ;;
        esac
      done
      if [ -n "${dump:-}" ]; then echo classes >"$archive"; exit; fi
      for word; do printf '<%s>\\n' "$word"; done
      """;

  @TempDir Path directory;
  private Path checkout;
  private Path tools;

  private record Result(int status, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
    checkout = Files.createDirectories(directory.resolve("a checkout"));
    tools = Files.createDirectories(directory.resolve("jdk/bin"));
    Files.copy(Path.of("../groundwork"), checkout.resolve("groundwork"));
    checkout.resolve("groundwork").toFile().setExecutable(true);
    for (String module : List.of("core", "modules", "runner")) {
      Path sources = Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.writeString(sources.resolve("Some.java"), "");
      Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(checkout.resolve("pom.xml"), "");
    age(checkout);
    tool("mvn", MAVEN);
    java("17.0.15");
    tool("javac", "#!/bin/sh\n");
  }

  private static void age(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
  }

  private void java(String version) throws IOException {
    tool("java", JAVA.replace("JAVA_VERSION", version));
  }

  private void tool(String name, String text) throws IOException {
    script(tools.resolve(name), text);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Process start(Path launcher, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().clear();
    process.environment().put("PATH", tools + ":/usr/bin:/bin");
    process.environment().put("LC_ALL", "C.UTF-8");
    process.environment().put("CALLS", directory.resolve("calls").toString());
    process.environment().put("MAVEN_SECONDS", "0.3");
    return process.start();
  }

  private static Result result(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  private Result run(String... args) throws IOException, InterruptedException {
    return result(start(checkout.resolve("groundwork"), args));
  }

  private long builds() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @Test
  void theFirstCallBuildsAndSaysSoInOneLineTheSecondIsSilent() throws Exception {
    assertThat(run("--version").err())
        .isEqualTo("Building Groundwork (first use, about a minute) …\n");
    assertThat(run("--version").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void argumentsArriveUntouched() throws Exception {
    String[] args = {"plan", "a b", "", "*", "$HOME", "it's \"it\"", "--", "-e", "x=1\ny"};

    String out = run(args).out();

    StringBuilder expected = new StringBuilder();
    for (String arg : args) {
      expected.append('<').append(arg).append(">\n");
    }
    assertThat(out).endsWith("groundwork.jar>\n" + expected);
  }

  @Test
  void itFindsItsCheckoutThroughSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("a checkout"));
    Path second = Files.createDirectories(directory.resolve("some bin")).resolve("gw");
    Files.createSymbolicLink(second, Path.of("../first/groundwork"));

    Result result = result(start(second, "doc"));

    assertThat(first).isDirectory();
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("<-Dgroundwork.home=" + checkout.toRealPath() + ">");
  }

  @Test
  void aNewerSourceIsBuiltAPlaybookIsNot() throws Exception {
    run();
    Files.createDirectories(checkout.resolve("playbooks"));
    Files.writeString(checkout.resolve("playbooks/site.yml"), "");
    assertThat(run().err()).isEmpty();

    Files.writeString(checkout.resolve("core/src/main/Other.java"), "");
    Files.setLastModifiedTime(
        checkout.resolve("core/src/main/Other.java"), FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(run().err()).isEqualTo("Building Groundwork (its sources have changed) …\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aBuildThatFailsNamesItsLogAndIsTriedAgain() throws Exception {
    Files.writeString(checkout.resolve("fail"), "");

    Result failed = run("plan");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains(checkout + "/.groundwork/build.log")
        .contains("Main.java:[1,2] it does not compile");
    Files.delete(checkout.resolve("fail"));
    assertThat(run("plan").out()).endsWith("<plan>\n");
  }

  @Test
  void anInterruptedBuildIsDoneAgain() throws Exception {
    Process first = start(checkout.resolve("groundwork"));
    for (int i = 0; i < 100 && builds() == 0; i++) {
      Thread.sleep(20);
    }
    first.descendants().forEach(ProcessHandle::destroyForcibly);
    first.destroyForcibly().waitFor();

    assertThat(run("doc").out()).endsWith("<doc>\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process first = start(checkout.resolve("groundwork"), "one");
    Process second = start(checkout.resolve("groundwork"), "two");

    assertThat(result(first).out()).endsWith("<one>\n");
    assertThat(result(second).out()).endsWith("<two>\n");
    assertThat(builds()).isEqualTo(1);
    assertThat(checkout.resolve(".groundwork/lock")).doesNotExist();
  }

  @Test
  void theLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    gone.waitFor();
    Files.createDirectories(checkout.resolve(".groundwork"));
    Files.createSymbolicLink(
        checkout.resolve(".groundwork/lock"), Path.of(Long.toString(gone.pid())));

    assertThat(run("doc").out()).endsWith("<doc>\n");
  }

  @Test
  void itStartsWithAnArchiveOfClassesForThisJavaAndPlace() throws Exception {
    assertThat(run().out()).contains("<-XX:SharedArchiveFile=" + checkout + "/.groundwork/start/");
    Path moved = directory.resolve("moved");
    Files.move(checkout, moved);

    assertThat(result(start(moved.resolve("groundwork"))).out())
        .contains("<-XX:SharedArchiveFile=" + moved + "/.groundwork/start/");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void withoutJavaItSaysTheOneCommandThatBringsIt() throws Exception {
    Path few = Files.createDirectories(directory.resolve("few"));
    script(few.resolve("apt-get"), "#!/bin/sh\n");
    script(few.resolve("id"), "#!/bin/sh\necho 1000\n");
    ProcessBuilder process =
        new ProcessBuilder("/bin/sh", checkout.resolve("groundwork").toString());
    process.environment().clear();
    process.environment().put("PATH", few.toString());

    Result result = result(process.start());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            """
            groundwork: Java 17 or later is needed, and there is no java here.
            This installs what is missing:
              sudo apt-get install -y openjdk-17-jdk-headless maven
            """);
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws Exception {
    java("11.0.2");
    Result eleven = run();
    java("1.8.0_402");
    Result eight = run();

    assertThat(eleven.status()).isEqualTo(1);
    assertThat(eleven.err()).contains(tools + "/java is 11.0.2.").contains("openjdk-17");
    assertThat(eight.err()).contains("is 1.8.0_402.");
    assertThat(builds()).isZero();
  }

  @Test
  void aMavenThatIsTooOldIsNamed() throws Exception {
    tool("mvn", MAVEN.replace("3.8.7", "3.6.3"));

    assertThat(run().err()).contains("Maven 3.8 or later is needed to build, and mvn is 3.6.3.");
  }
}
