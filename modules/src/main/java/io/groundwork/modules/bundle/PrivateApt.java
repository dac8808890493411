package io.groundwork.modules.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.packages.AptModule;
import io.groundwork.text.Problem;
import io.groundwork.text.Shell;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An apt of its own on a host, for which nothing is installed: it works out what a bare host needs
 * and fetches it by the host's way to servers. All of it is in one directory, which closing
 * removes; the host's own lists, packages and settings are not touched.
 */
final class PrivateApt implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final String SHARED =
      "set -u\nLC_ALL=C\nexport LC_ALL\numask 022\n" + text(PrivateApt.class, "shared.sh") + "\n";
  private static final String OFFERS = text(AptModule.class, "apt.sh") + "\n";

  private final String host;
  private final Connection connection;
  private final Become become;
  private final String root;
  private final String architecture;

  private PrivateApt(
      String host, Connection connection, Become become, String root, String architecture) {
    this.host = host;
    this.connection = connection;
    this.become = become;
    this.root = root;
    this.architecture = architecture;
  }

  private static String text(Class<?> beside, String file) {
    return Snippet.resource(beside, file).text();
  }

  /** Makes one. */
  static PrivateApt open(
      String host, Connection connection, Become become, List<Need.Repository> repositories)
      throws CollectException, BecomeException {
    String[] uris = repositories.stream().map(Need.Repository::uri).toArray(String[]::new);
    PrivateApt none = new PrivateApt(host, connection, become, "", "");
    List<String> lines = none.run("", "open.sh", uris).lines().toList();
    if (lines.size() != 2
        || !lines.get(0).matches("/var/tmp/groundwork-bundle\\.[A-Za-z0-9]+")
        || !lines.get(1).matches("[a-z0-9]+")) {
      throw none.failed("it answers what cannot be read: " + lines);
    }
    return new PrivateApt(host, connection, become, lines.get(0), lines.get(1));
  }

  /** The name that packages have for the host's architecture. */
  String architecture() {
    return architecture;
  }

  /** The content of a small file that the host fetches. */
  byte[] fetched(String url, String directory, String name)
      throws CollectException, BecomeException {
    run("", "fetch.sh", root, directory, url, name, "");
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    get(
        directory + "/" + name,
        new ByteSink() {
          @Override
          public java.io.OutputStream openStream() {
            return bytes;
          }
        });
    return bytes.toByteArray();
  }

  /** Puts a file there. */
  void put(ByteSource content, String directory, String name)
      throws CollectException, BecomeException {
    run("mkdir -p " + Shell.quote(root + "/" + directory) + "\n", "", new String[0]);
    try {
      connection.put(content, root + "/" + directory + "/" + name, become);
    } catch (IOException e) {
      throw failed(name + " could not be sent: " + e.getMessage());
    }
  }

  /**
   * Adds repositories and fetches all lists.
   *
   * @param words for each its name, asc or gpg as its key's form, URI, suite and components; the
   *     key is in {@code keys} under its name
   */
  void refresh(List<String> words) throws CollectException, BecomeException {
    List<String> all = new ArrayList<>(List.of(root));
    all.addAll(words);
    run("", "refresh.sh", all.toArray(String[]::new));
  }

  /**
   * What a host that has nothing needs for these packages.
   *
   * @param deb a package's file that was put or fetched there; may be empty
   */
  List<Deb> resolve(List<String> packages, String deb) throws CollectException, BecomeException {
    List<String> words = new ArrayList<>(List.of(root, deb.isEmpty() ? "" : root + "/" + deb));
    words.addAll(packages);
    String told = run(OFFERS, "resolve.sh", words.toArray(String[]::new));
    try {
      return Deb.parse(told);
    } catch (IllegalArgumentException e) {
      throw failed(e.getMessage());
    }
  }

  /**
   * Fetches files into a directory, in place of those that were in it.
   *
   * @param triples URL, name, and {@code SHA256:} with the sum; and so on
   */
  void fetch(String directory, List<String> triples) throws CollectException, BecomeException {
    List<String> words = new ArrayList<>(List.of(root, directory));
    words.addAll(triples);
    run("", "fetch.sh", words.toArray(String[]::new));
  }

  /** Brings a file from there. */
  void get(String path, ByteSink content) throws CollectException, BecomeException {
    try {
      connection.get(root + "/" + path, content, become);
    } catch (IOException e) {
      throw failed(path + " could not be brought here: " + e.getMessage());
    }
  }

  private String run(String functions, String file, String... values)
      throws CollectException, BecomeException {
    String words = Arrays.stream(values).map(Shell::quote).collect(Collectors.joining(" "));
    String body = file.isEmpty() ? "" : text(PrivateApt.class, file);
    Exchange exchange =
        connection.run(
            new Script(SHARED + functions + "set -- " + words + "\n" + body, become, PATIENCE));
    if (exchange.exit().isEmpty()) {
      throw failed("the connection was lost: " + exchange.cut().orElse(""));
    }
    if (exchange.exit().getAsInt() != 0) {
      throw failed(reason(decoded(exchange.err())));
    }
    return decoded(exchange.out());
  }

  private static String decoded(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  /** The first lines that say what is wrong. */
  private static String reason(String errors) {
    List<String> lines = errors.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
    return lines.isEmpty()
        ? "it says nothing"
        : String.join("; ", lines.subList(0, Math.min(4, lines.size())));
  }

  private CollectException failed(String why) {
    return new CollectException(
        Problem.of(host + " cannot collect packages: " + why)
            .withRemedy(
                "name a host of the same system that reaches the repositories with --from HOST"));
  }

  @Override
  public void close() throws CollectException, BecomeException {
    run("", "close.sh", root);
  }
}
