import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Serves the files of some directories over HTTP, to read only: the lab's package repositories.
 *
 * <p>Usage: {@code java PackageServer.java ADDRESS PORT DIRECTORY…}. A file that several directories have is served from
 * the first. A single file run from source, because a JDK is the one thing that every machine with Groundwork has.
 */
final class PackageServer {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Path> roots;

  private PackageServer(List<Path> roots) {
    this.roots = roots;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      System.err.println("Usage: java PackageServer.java ADDRESS PORT DIRECTORY…");
      System.exit(1);
    }
    var address = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    var roots = new ArrayList<Path>();
    for (String directory : List.of(arguments).subList(2, arguments.length)) {
      roots.add(Path.of(directory).toRealPath());
    }
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", new PackageServer(roots)::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.printf("Serving %s on http://%s:%d%n", roots, arguments[0], address.getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Optional<Path> found = find(exchange.getRequestURI().getPath());
      if (found.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(found.get(), head, exchange);
    }
  }

  private Optional<Path> find(String requestPath) {
    return roots.stream().flatMap(root -> find(root, requestPath).stream()).findFirst();
  }

  /** The file that a request path names, unless it is no file or lies, links followed, outside the root. */
  private static Optional<Path> find(Path root, String requestPath) {
    try {
      Path file = root.resolve(requestPath.substring(1)).toRealPath();
      return file.startsWith(root) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    } catch (IOException | InvalidPathException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static void send(Path file, boolean head, HttpExchange exchange) throws IOException {
    String stamp = HTTP_DATE.format(Files.getLastModifiedTime(file).toInstant());
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.getResponseHeaders().set("Last-Modified", stamp);
    if (stamp.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"))) {
      exchange.sendResponseHeaders(304, -1);
    } else if (head) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(Files.size(file)));
      exchange.sendResponseHeaders(200, -1);
    } else {
      long size = Files.size(file);
      // A length of 0 would mean "unknown" here.
      exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
      if (size > 0) {
        Files.copy(file, exchange.getResponseBody());
      }
    }
  }
}
