package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetUrlModuleTest {

  private static final String BODY = "the driver\n";
  private static final String SHA256 = Hashing.sha256().hashString(BODY, UTF_8).toString();
  private static final String OTHER = Hashing.sha256().hashString("other", UTF_8).toString();

  private final GetUrlModule getUrl = new GetUrlModule();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final AtomicInteger downloads = new AtomicInteger();

  @TempDir Path dir;

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    pages.put("/driver.tar", BODY);
    pages.put(
        "/sums", OTHER + "  other.tar\n" + SHA256.toUpperCase(Locale.ROOT) + " *driver.tar\n");
    pages.put("/bsd", "SHA256 (driver.tar) = " + SHA256 + "\n");
    pages.put("/lone", SHA256 + "\n");
    pages.put("/none", OTHER + "  other.tar\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/moved")) {
      exchange.getResponseHeaders().add("Location", url("/driver.tar"));
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
      return;
    }
    if (path.equals("/private")) {
      String login = "Basic " + Base64.getEncoder().encodeToString("joe:s\"e\\c".getBytes(UTF_8));
      boolean known =
          login.equals(exchange.getRequestHeaders().getFirst("Authorization"))
              && "a \"b\"".equals(exchange.getRequestHeaders().getFirst("X-Token"));
      pages.put("/private", known ? BODY : "who are you?");
    }
    byte[] body = pages.getOrDefault(path, "").getBytes(UTF_8);
    downloads.incrementAndGet();
    exchange.sendResponseHeaders(
        pages.containsKey(path) ? 200 : 404, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @EachShell
  void fetchesAFileThatIsNotThere(ModuleHarness host) {
    Path dest = dir.resolve("it's a driver");
    Map<String, Object> wanted =
        Map.of("url", url("/driver.tar"), "dest", dest + "", "mode", "0640");
    ModuleHarness.Outcome outcome = host.apply(getUrl, wanted);
    assertThat(dest).hasContent(BODY);
    assertThat(mode(dest)).isEqualTo("0640");
    assertThat(summaries(outcome.plan()))
        .containsExactly("download " + url("/driver.tar") + " to " + dest);
    assertThat(outcome.result()).containsEntry("dest", dest + "").containsEntry("mode", "0640");
    pages.put("/driver.tar", "newer\n");
    int before = downloads.get();
    Plan again = host.plan(getUrl, wanted);
    assertThat(again.reason()).isEqualTo(dest + " exists, and force is false");
    assertThat(downloads).hasValue(before);
    assertThat(names(dir)).containsExactly("it's a driver");
  }

  @EachShell
  void comparesTheChecksumWithoutDownloading(ModuleHarness host) throws IOException {
    Path dest = Files.writeString(dir.resolve("driver"), BODY);
    mode(dest, 0600);
    Map<String, Object> wanted =
        Map.of("url", url("/driver.tar"), "dest", dest + "", "checksum", "sha256:" + SHA256);
    assertThat(host.plan(getUrl, wanted).reason()).startsWith(dest + " is as wanted (0600 ");
    assertThat(downloads).hasValue(0);
    Files.writeString(dest, "broken");
    Plan plan = host.apply(getUrl, wanted).plan();
    assertThat(diffs(plan).get(0)).endsWith(" -> sha256 " + SHA256);
    assertThat(dest).hasContent(BODY);
    assertThat(mode(dest)).isEqualTo("0600");
    assertThat(summaries(host.apply(getUrl, withMode(wanted, "0644")).plan()))
        .containsExactly("set mode of " + dest);
  }

  @EachShell
  void takesAFileThatTheHostHas(ModuleHarness host) throws IOException {
    Path source = Files.writeString(dir.resolve("it's-here"), BODY);
    Path dest = dir.resolve("driver");
    Map<String, Object> wanted =
        Map.of("url", "file://" + source, "dest", dest + "", "checksum", "sha256:" + SHA256);
    host.apply(getUrl, wanted);
    assertThat(dest).hasContent(BODY);
    assertThat(downloads).hasValue(0);
    Map<String, Object> absent = Map.of("url", "file://" + dir + "/none", "dest", dir + "/other");
    assertThat(host.apply(getUrl, absent).executions().get(0).err())
        .contains("cannot download file://");
    assertThat(dir.resolve("other")).doesNotExist();
  }

  private static Map<String, Object> withMode(Map<String, Object> wanted, String mode) {
    Map<String, Object> more = new LinkedHashMap<>(wanted);
    more.put("mode", mode);
    return more;
  }

  @EachShell
  void refusesADownloadWithAnotherChecksum(ModuleHarness host) throws IOException {
    Path dest = Files.writeString(dir.resolve("driver"), "old");
    ModuleHarness.Outcome outcome =
        host.apply(
            getUrl,
            Map.of("url", url("/driver.tar"), "dest", dest + "", "checksum", "sha256:" + OTHER));
    Execution execution = outcome.executions().get(0);
    assertThat(execution.succeeded()).isFalse();
    assertThat(execution.err()).contains("its sha256 checksum is " + SHA256 + ", not " + OTHER);
    assertThat(dest).hasContent("old");
    assertThat(names(dir)).containsExactly("driver");
  }

  @EachShell
  void leavesNothingBehindWhenTheServerHasNoSuchFile(ModuleHarness host) {
    ModuleHarness.Outcome outcome =
        host.apply(getUrl, Map.of("url", url("/nothing"), "dest", dir + "/x"));
    assertThat(outcome.executions().get(0).succeeded()).isFalse();
    assertThat(outcome.executions().get(0).err()).contains("cannot download " + url("/nothing"));
    assertThat(names(dir)).isEmpty();
  }

  @EachShell
  void looksTheChecksumUpInAList(ModuleHarness host) throws IOException {
    for (String list : List.of("/sums", "/bsd", "/lone")) {
      Path dest = dir.resolve("driver");
      host.apply(
          getUrl,
          Map.of("url", url("/driver.tar"), "dest", dest + "", "checksum", "sha256:" + url(list)));
      assertThat(dest).as(list).hasContent(BODY);
      Files.delete(dest);
    }
    for (Map.Entry<String, String> bad :
        Map.of("/none", "hold none for driver.tar", "/gone", "cannot download the checksums")
            .entrySet()) {
      ModuleHarness.Outcome outcome =
          host.apply(
              getUrl,
              Map.of(
                  "url",
                  url("/driver.tar"),
                  "dest",
                  dir + "/x",
                  "checksum",
                  "sha256:" + url(bad.getKey())));
      assertThat(outcome.executions().get(0).err()).contains(bad.getValue());
      assertThat(names(dir)).isEmpty();
    }
  }

  @EachShell
  void fetchesAgainWhenForced(ModuleHarness host) throws IOException {
    Path dest = Files.writeString(dir.resolve("driver"), "old");
    mode(dest, 0600);
    ModuleHarness.Outcome outcome =
        host.apply(
            getUrl,
            Map.of("url", url("/driver.tar"), "dest", dest + "", "force", true, "backup", true));
    assertThat(outcome.plan().changes().get(0).effect()).isEqualTo(Change.Effect.RUNS);
    assertThat(dest).hasContent(BODY);
    assertThat(mode(dest)).isEqualTo("0600");
    assertThat(Path.of((String) outcome.result().get("backup_file"))).hasContent("old");
  }

  @EachShell
  void followsARedirectAndPutsTheFileIntoADirectory(ModuleHarness host) {
    host.apply(getUrl, Map.of("url", url("/moved?x=1/y#z"), "dest", dir + "/"));
    assertThat(dir.resolve("moved")).hasContent(BODY);
    assertThat(host.plan(getUrl, Map.of("url", url("/driver.tar"), "dest", dir + "/no/")).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/no"));
  }

  @Test
  void headersAndPasswordReachTheServerButNoProcessList() throws IOException {
    ModuleHarness host = ModuleHarness.create();
    WantedDownload wanted =
        host.wanted(
            getUrl,
            Map.of(
                "url",
                url("/private"),
                "dest",
                dir + "/x",
                "url_username",
                "joe",
                "url_password",
                Secret.of("s\"e\\c"),
                "headers",
                Map.of("X-Token", "a \"b\"")));
    Plan plan = getUrl.plan(wanted, host.read(getUrl.probe(wanted)));
    Change change = plan.changes().get(0);
    assertThat(change.toString()).doesNotContain("s\"e").doesNotContain("a \\\"b");
    assertThat(host.execute(change.call(), Optional.empty()).err()).isEmpty();
    assertThat(dir.resolve("x")).hasContent(BODY);
    assertThat(Files.readString(dir.resolve("x"))).isEqualTo(BODY);
  }

  @Test
  void usesWgetWhereThereIsNoCurl() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/wget")), "skipped: there is no GNU wget");
    ModuleHarness host = ModuleHarness.withShell(shellWith("wget"));
    host.apply(
        getUrl,
        Map.of("url", url("/moved?a=b"), "dest", dir + "/x", "checksum", "sha256:" + url("/lone")));
    assertThat(dir.resolve("x")).hasContent(BODY);
    assertThat(
            host.plan(
                    getUrl,
                    Map.of("url", url("/private"), "dest", dir + "/y", "url_username", "joe"))
                .needs())
        .extracting(Need::resource)
        .containsExactly(Resource.command("curl"));
  }

  @Test
  void needsCurlWhereNothingCanDownload() throws IOException {
    ModuleHarness host = ModuleHarness.withShell(shellWith("cat"));
    Plan plan = host.plan(getUrl, Map.of("url", url("/driver.tar"), "dest", dir + "/x"));
    assertThat(plan.needs()).extracting(Need::resource).containsExactly(Resource.command("curl"));
    assertThat(plan.failure()).isEmpty();
  }

  /** A shell that finds hardly more than what the snippets use of a bare host. */
  private String shellWith(String command) throws IOException {
    Path commands = Files.createTempDirectory("commands");
    commands.toFile().deleteOnExit();
    for (String name :
        List.of(
            "sh",
            "stat",
            "sha256sum",
            "base64",
            "id",
            "mktemp",
            "chmod",
            "chown",
            "mv",
            "rm",
            "sync",
            "tr",
            "readlink",
            command)) {
      Path link = commands.resolve(name);
      Path real =
          Files.exists(Path.of("/usr/bin", name))
              ? Path.of("/usr/bin", name)
              : Path.of("/bin", name);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, real);
      link.toFile().deleteOnExit();
    }
    Path shell =
        Files.writeString(
            commands.resolve("bare"),
            "#!/bin/sh\nPATH=" + commands + "\nexport PATH\nexec /bin/sh\n");
    Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
    shell.toFile().deleteOnExit();
    return shell.toString();
  }

  @Test
  void contradictionsAreLoadErrors() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("url", "file://mirror/driver.tar", "dest", "/x"),
            Map.of("url", "gopher://x/y", "dest", "/x"),
            Map.of("url", "http://x/ y", "dest", "/x"),
            Map.of("url", "http://x/y", "dest", "x"),
            Map.of("url", "http://x/", "dest", "/x/"),
            Map.of("url", "http://x/y", "dest", "/x", "checksum", "sha256:abc"),
            Map.of("url", "http://x/y", "dest", "/x", "checksum", SHA256),
            Map.of("url", "http://x/y", "dest", "/x", "checksum", "crc:00"),
            Map.of("url", "http://x/y", "dest", "/x", "timeout", 0),
            Map.of("url", "http://x/y", "dest", "/x", "url_password", "x"),
            Map.of("url", "http://x/y", "dest", "/x", "headers", Map.of("A", "b\nc")))) {
      assertThatThrownBy(() -> ModuleHarness.create().wanted(getUrl, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("get_url");
    }
  }

  @EachShell
  void refusesADirectoryInPlaceOfTheFile(ModuleHarness host) throws IOException {
    Files.createDirectory(dir.resolve("driver.tar"));
    assertThat(failure(host.plan(getUrl, Map.of("url", url("/driver.tar"), "dest", dir + "/"))))
        .contains("driver.tar is a directory");
  }
}
