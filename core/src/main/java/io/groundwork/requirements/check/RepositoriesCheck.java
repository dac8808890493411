package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the servers that a host's products are installed from can be reached.
 *
 * @param sources addresses by role
 */
record RepositoriesCheck(Map<String, List<String>> sources, int seconds) implements Check {

  static final CheckKind KIND =
      new CheckKind("repositories", List.of("sources", "timeout_seconds"), RepositoriesCheck::load);

  RepositoriesCheck {
    sources = Map.copyOf(sources);
  }

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    Map<String, List<String>> sources = new LinkedHashMap<>();
    figures.required("sources");
    Fields byRole =
        Fields.of(
            figures.node("sources").orElse(new Node.Mapping(Map.of(), figures.position())),
            "the sources",
            tables.roles().keySet(),
            problems);
    for (String role : tables.roles().keySet()) {
      for (Node.Scalar address : byRole.scalars(role)) {
        if (server(address.text()).isEmpty()) {
          problems.add(
              Problem.at(
                  address.position(), "\"" + address.text() + "\" is no http or https address"));
        }
        sources.computeIfAbsent(role, any -> new ArrayList<>()).add(address.text());
      }
    }
    return Optional.of(
        new RepositoriesCheck(sources, figures.integer("timeout_seconds", 1, 30).orElse(3)));
  }

  private static Optional<Endpoint> server(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (uri.getHost() == null || !("http".equals(uri.getScheme()) || isTls(uri))) {
      return Optional.empty();
    }
    int port = uri.getPort() > 0 ? uri.getPort() : isTls(uri) ? 443 : 80;
    return Endpoint.parse(uri.getHost(), port);
  }

  private static boolean isTls(URI uri) {
    return "https".equals(uri.getScheme());
  }

  /**
   * The mirror's addresses where the inventory names one, else those of the data; none for what
   * comes with the system.
   */
  private List<Endpoint> servers(HostInfo host) {
    Map<?, ?> mirrors = host.settings().mapping(Settings.MIRRORS);
    Set<Endpoint> servers = new LinkedHashSet<>();
    for (String role : host.roles()) {
      if (host.settings().text(role + "_source").equals(Optional.of("distribution"))) {
        continue;
      }
      Stream<String> addresses =
          mirrors.get(role) instanceof Map<?, ?> mirror
                  && (mirror.containsKey("uri") || mirror.containsKey("url"))
              ? Stream.of("uri", "url", "key_url")
                  .filter(mirror::containsKey)
                  .map(key -> String.valueOf(mirror.get(key)))
              : sources.getOrDefault(role, List.of()).stream();
      addresses.flatMap(address -> server(address).stream()).forEach(servers::add);
    }
    return List.copyOf(servers);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    List<Endpoint> servers = servers(host);
    return servers.isEmpty() ? List.of() : List.of(Attempts.call(seconds, servers));
  }

  @Override
  public String command(HostInfo host) {
    return servers(host).stream()
        .map(server -> "nc -z -w " + seconds + " " + server.host() + " " + server.port())
        .collect(Collectors.joining("; "));
  }

  @Override
  public String wanted(HostInfo host) {
    List<Endpoint> servers = servers(host);
    return servers.isEmpty()
        ? "nothing to reach"
        : servers.stream().map(Endpoint::toString).collect(Collectors.joining(", "))
            + " reachable over TCP";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<Endpoint> servers = servers(host);
    if (servers.isEmpty() && host.settings().text(Settings.RABBITMQ_SOURCE).isPresent()) {
      return new Verdict.Met("none needed: RabbitMQ comes with the system", "");
    }
    if (servers.isEmpty()) {
      return new Verdict.Unknown("none known", "the data names no source for this host's roles");
    }
    Map<String, String> problems = readings.get(Attempts.call(seconds, servers), Attempts::parse);
    List<String> failed = new ArrayList<>();
    for (Endpoint server : servers) {
      String problem = problems.get(server.toString());
      if (problem == null) {
        throw new UnreadableException(
            "there is no tool to connect with: install bash, nc or curl, or look by hand");
      }
      if (!problem.isEmpty()) {
        failed.add(server + " " + problem);
      }
    }
    String reached = servers.size() - failed.size() + " of " + servers.size() + " reachable";
    return failed.isEmpty()
        ? new Verdict.Met(reached, "")
        : new Verdict.NotMet(
            reached + "; " + String.join(", ", failed), "tried directly, without a proxy");
  }
}
