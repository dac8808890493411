package io.groundwork.runner.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.groundwork.runner.report.CheckStory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, without a window. About three seconds each. */
class CheckInBrowserTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) ";

  @TempDir Path directory;
  private HttpServer server;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** A server counts what the page asks for, be it an icon. */
  @BeforeEach
  void serve() throws IOException {
    assumeTrue(Files.isExecutable(CHROMIUM), "Debian's package chromium is not installed");
    byte[] page = new CheckHtml(CheckStory.large(), CheckHtmlTest.NOON).page().getBytes(UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.stop(0);
    }
  }

  private String dom(String fragment, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--dump-dom",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/check" + fragment));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!browser.waitFor(60, SECONDS)) {
      browser.destroyForcibly();
    }
    assertThat(Files.readString(err).lines().filter(line -> line.contains(":CONSOLE"))).isEmpty();
    return Files.readString(out);
  }

  @Test
  void thePageLoadsNothingElseAndOpensTheFindingThatALinkLeadsTo() throws Exception {
    String dom = dom("#f1-requirement-0");

    assertThat(asked).containsExactly("/check");
    assertThat(dom)
        .contains("<p class=\"tools\"><button")
        .containsPattern("id=\"f1-requirement-0\" open=\"\"")
        .doesNotContainPattern("id=\"f0-requirement-0\" open=\"\"")
        .contains("✔ This browser, Chrome or Chromium ")
        .contains("This operating system, Linux, is one of the list.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(Windows NT 6.1)%sChrome/99.0.1.2 Safari/537.36 | Chrome or Chromium 99.0, is older than"
            + " the minimum, 101. | Windows, is one of the list",
        "(X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0 | Mozilla Firefox 102.0, meets"
            + " the minimum, 102. | Linux, is one of the list",
        "(Macintosh; Intel Mac OS X 10_15_7)%sVersion/14.9 Safari/605.1.15 | Safari 14.9, is older"
            + " than the minimum, 15.0. | This is a Mac",
        "(X11; Linux)%sChrome/110.0 YaBrowser/23.2.0 Safari/537.36 | Yandex Browser 23.2, meets the"
            + " minimum, 23.2. | Linux",
        "(X11; Linux)%sChrome/108.0 Safari/537.36 OPR/90.0 | Opera 90.0, is older than | Linux",
        "(FreeBSD) Lynx/2.9 | This browser is none of the list | system is none of the list"
      })
  void itTellsItsReaderWhetherTheirMachineWillDo(String agent, String browser, String system)
      throws Exception {
    String dom = dom("", "--user-agent=Mozilla/5.0 " + agent.formatted(WEBKIT));
    assertThat(dom).contains(browser).contains(system);
  }
}
