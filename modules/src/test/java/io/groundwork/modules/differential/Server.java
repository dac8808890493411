package io.groundwork.modules.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server for what is downloaded: the least that shows how a client behaves. */
final class Server implements AutoCloseable {

  private static final byte[] CONTENT = "downloaded\n".getBytes(UTF_8);

  /** Before any file of a host was made. */
  private static final String DATE = "Sat, 01 Feb 2020 10:00:00 GMT";

  private final HttpServer server;
  private final ExecutorService crew = Executors.newFixedThreadPool(4);

  Server(String address) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(crew);
    server.createContext("/file.txt", exchange -> answer(exchange, CONTENT));
    server.createContext("/moved", exchange -> redirect(exchange, "/file.txt"));
    server.createContext("/sums", exchange -> answer(exchange, sums()));
    server.createContext("/no-head", this::noHead);
    server.createContext("/gone", exchange -> status(exchange, 404));
    server.createContext("/secret", this::secret);
    server.createContext("/header", this::header);
    server.createContext("/a file.txt", exchange -> answer(exchange, CONTENT));
    server.start();
  }

  String url() {
    return "http://%s:%d"
        .formatted(
            server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
  }

  private static byte[] sums() {
    String sum = Hashing.sha256().hashBytes(CONTENT).toString();
    return "%s  other.txt\n%s  file.txt\n".formatted("0".repeat(64), sum).getBytes(UTF_8);
  }

  private void noHead(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      status(exchange, 405);
    } else {
      answer(exchange, CONTENT);
    }
  }

  private void secret(HttpExchange exchange) throws IOException {
    // user:pass
    String wanted = "Basic dXNlcjpwYXNz";
    if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, CONTENT);
    } else {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
      status(exchange, 401);
    }
  }

  private void header(HttpExchange exchange) throws IOException {
    if ("yes".equals(exchange.getRequestHeaders().getFirst("X-Wanted"))) {
      answer(exchange, CONTENT);
    } else {
      status(exchange, 403);
    }
  }

  private static void answer(HttpExchange exchange, byte[] content) throws IOException {
    exchange.getResponseHeaders().add("Last-Modified", DATE);
    if (exchange.getRequestHeaders().containsKey("If-Modified-Since")) {
      status(exchange, 304);
      return;
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : content.length);
    if (!head) {
      exchange.getResponseBody().write(content);
    }
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String place) throws IOException {
    exchange.getResponseHeaders().add("Location", place);
    status(exchange, 302);
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    crew.shutdownNow();
  }
}
