package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundwork.module.Change;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UriModuleTest {

  private final UriModule uri = new UriModule();
  private final ModuleHarness host = ModuleHarness.create();
  private final List<String> asked = new ArrayList<>();

  @TempDir Path dir;

  private HttpServer server;
  private String base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().toString();
    String login = exchange.getRequestHeaders().getFirst("Authorization");
    String type = exchange.getRequestHeaders().getFirst("Content-type");
    asked.add(exchange.getRequestMethod() + " " + path + " " + type + " " + login + " " + body);
    int status = 200;
    String text = "hello\n\n";
    if (path.startsWith("/to/")) {
      status = Integer.parseInt(path.substring(4, 7));
      exchange.getResponseHeaders().add("Location", "/there");
    } else if (path.startsWith("/status/")) {
      status = Integer.parseInt(path.substring(8));
      text = "why not";
    } else if (path.equals("/json")) {
      exchange.getResponseHeaders().add("Content-Type", "application/problem+json; charset=utf-8");
      exchange.getResponseHeaders().add("Set-Cookie", "SID=x=1; Path=/");
      exchange.getResponseHeaders().add("X-Two-Words", "yes");
      text = "{\"a\": {\"b\": [1, \"ü\", true]}}";
    } else if (path.equals("/secret") && login == null) {
      status = 401;
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"it\"");
    }
    byte[] bytes = text.getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD") || status == 204;
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Map<String, Object> with(String path, Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("url", base + path);
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @EachShell
  void asksAndChangesNothing(ModuleHarness shell) {
    Plan plan = shell.plan(uri, with("/x"));
    assertThat(plan.isChanging()).isFalse();
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly("request GET " + base + "/x");
    if (!plan.needs().isEmpty()) {
      assertThat(plan.needs()).extracting(Need::resource).containsExactly(Resource.command("curl"));
      return;
    }
    assertThat(shell.apply(uri, with("/x", "return_content", true)).result())
        .containsEntry("status", 200L)
        .containsEntry("url", base + "/x")
        .containsEntry("redirected", false)
        .containsEntry("msg", "OK (7 bytes)")
        .containsEntry("content", "hello\n\n")
        .containsEntry("content_length", "7");
  }

  @Test
  void understandsJsonAndCookies() {
    assertThat(host.apply(uri, with("/json")).result())
        .containsEntry("json", Map.of("a", Map.of("b", List.of(1L, "ü", true))))
        .containsEntry("cookies", Map.of("SID", "x=1"))
        .containsEntry("cookies_string", "SID=x=1")
        .containsEntry("x_two_words", "yes")
        .doesNotContainKey("content");
  }

  @Test
  void failsOnAnotherStatusAndTellsIt() {
    ModuleHarness.Outcome outcome = host.apply(uri, with("/status/503"));
    assertThat(outcome.executions().get(0).exit()).isEqualTo(1);
    assertThat(outcome.executions().get(0).err())
        .isEqualTo("status code was 503 and not 200: Service Unavailable");
    assertThat(outcome.result()).containsEntry("status", 503L).containsEntry("content", "why not");
    assertThat(host.apply(uri, with("/status/503", "status_code", List.of(200L, 503L))).result())
        .containsEntry("status", 503L);
  }

  @Test
  void tellsWhenNobodyAnswers() {
    server.stop(0);
    ModuleHarness.Outcome outcome = host.apply(uri, with("/x"));
    assertThat(outcome.executions().get(0).err())
        .startsWith("status code was -1 and not 200: curl");
    assertThat(outcome.result()).containsEntry("status", -1L);
  }

  @Test
  void sendsBodies() {
    host.apply(uri, with("/j", "method", "POST", "body_format", "json", "body", Map.of("a", 1L)));
    host.apply(uri, with("/t", "method", "PUT", "body", "@a\n\"b\" \\n\tü"));
    host.apply(
        uri,
        with(
            "/f",
            "method",
            "POST",
            "body_format",
            "form-urlencoded",
            "body",
            Map.of("k", List.of("a b", "c&d"))));
    host.apply(uri, with("/d", "method", "DELETE", "status_code", "200"));
    assertThat(asked)
        .containsExactly(
            "POST /j application/json null {\"a\": 1}",
            "PUT /t application/x-www-form-urlencoded null @a\n\"b\" \\n\tü",
            "POST /f application/x-www-form-urlencoded null k=a+b&k=c%26d",
            "DELETE /d null null ");
    assertThat(host.apply(uri, with("/h", "method", "HEAD")).result())
        .containsEntry("status", 200L);
  }

  @Test
  void sendsPasswordsOnlyOnStandardInput() {
    Map<String, Object> wanted =
        with("/secret", "url_username", "me", "url_password", Secret.of("p\"w d"));
    Plan plan = host.plan(uri, wanted);
    assertThat(plan.toString()).doesNotContain("p\"w d");
    String login = "Basic " + Base64.getEncoder().encodeToString("me:p\"w d".getBytes(UTF_8));
    host.apply(uri, wanted);
    assertThat(asked).containsExactly("GET /secret null null ", "GET /secret null " + login + " ");
    asked.clear();
    wanted.put("force_basic_auth", true);
    host.apply(uri, wanted);
    assertThat(asked).containsExactly("GET /secret null " + login + " ");
  }

  @Test
  void followsRedirectsWhereThatIsSafe() {
    assertThat(host.apply(uri, with("/to/302")).result())
        .containsEntry("redirected", true)
        .containsEntry("url", base + "/there");
    assertThat(
            host.apply(
                    uri, with("/to/302", "follow_redirects", "none", "status_code", List.of(302L)))
                .result())
        .containsEntry("status", 302L)
        .containsEntry("location", "/there");
    assertThat(host.apply(uri, with("/to/307", "method", "POST", "body", "x")).executions().get(0))
        .extracting(one -> one.exit())
        .isEqualTo(1);
    assertThat(
            host.apply(
                    uri, with("/to/307", "method", "POST", "body", "x", "follow_redirects", "all"))
                .result())
        .containsEntry("status", 200L);
    assertThat(asked).last().asString().startsWith("POST /there");
  }

  @Test
  void putsTheAnswerInAFile() throws IOException {
    Path file = dir.resolve("it's");
    ModuleHarness.Outcome outcome = host.apply(uri, with("/x", "dest", file + "", "mode", "0600"));
    assertThat(outcome.plan().isChanging()).isTrue();
    assertThat(file).hasContent("hello\n\n");
    assertThat(Fixture.mode(file)).isEqualTo("0600");
    host.apply(uri, with("/x/name.txt?q", "dest", dir + ""));
    assertThat(Fixture.names(dir)).containsExactly("it's", "name.txt");
    Fixture.mode(file, 0640);
    Files.writeString(file, "old");
    host.apply(uri, with("/status/500", "dest", file + ""));
    assertThat(file).hasContent("old");
    host.apply(uri, with("/x", "dest", file + ""));
    assertThat(Fixture.mode(file)).isEqualTo("0640");
  }

  @Test
  void asksNothingWhereThatIsNotCalledFor() throws IOException {
    Path file = Files.createFile(dir.resolve("there"));
    assertThat(host.plan(uri, with("/x", "creates", file + "")).reason())
        .isEqualTo("skipped, since '" + file + "' exists");
    assertThat(host.plan(uri, with("/x", "removes", dir + "/none")).reason())
        .isEqualTo("skipped, since '" + dir + "/none' does not exist");
    assertThat(host.plan(uri, with("/x", "removes", file + "")).changes()).hasSize(1);
  }

  @Test
  void neverShowsTheLoginInAnAddress() {
    Plan plan = host.plan(uri, Map.of("url", "http://me:pw@127.0.0.1:1/x"));
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly("request GET http://127.0.0.1:1/x");
  }

  @Test
  void contradictionsAreLoadErrors() {
    for (Map<String, Object> wrong :
        List.of(
            with("/x", "url_password", "x"),
            with("/x", "method", "GET IT"),
            with("/x", "body", Map.of("a", 1L)),
            with("/x", "status_code", "ok"),
            with("/x", "timeout", 0L),
            with("/x", "headers", Map.of("A", "b\nc")),
            Map.<String, Object>of("url", "ftp://x/y"))) {
      assertThatThrownBy(() -> host.wanted(uri, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("uri");
    }
  }
}
