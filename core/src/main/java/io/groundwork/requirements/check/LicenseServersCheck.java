package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a TCP connection to every license server can be made from the host. */
record LicenseServersCheck(List<Endpoint> servers, int seconds) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "license_servers",
          List.of("timeout_seconds"),
          (tables, figures, problems) ->
              Optional.of(
                  new LicenseServersCheck(
                      tables.licenseServers(),
                      figures.integer("timeout_seconds", 1, 30).orElse(3))));

  LicenseServersCheck {
    servers = List.copyOf(servers);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(
        proxy(host)
            .map(proxy -> Attempts.through(proxy, seconds, servers))
            .orElse(Attempts.call(seconds, servers)));
  }

  private static Optional<Endpoint> proxy(HostInfo host) {
    return host.settings()
        .text(Settings.LICENSE_PROXY)
        .map(text -> text.replaceFirst("^http://", "").replaceFirst("/$", ""))
        .flatMap(text -> Endpoint.parse(text, 3128));
  }

  @Override
  public String command(HostInfo host) {
    return servers.stream()
        .map(
            server ->
                proxy(host)
                    .map(proxy -> "curl -sSI -x http://" + proxy + " https://" + server)
                    .orElse("nc -z -w " + seconds + " " + server.host() + " " + server.port()))
        .collect(Collectors.joining("; "));
  }

  @Override
  public String wanted(HostInfo host) {
    return servers.stream().map(Endpoint::toString).collect(Collectors.joining(", "))
        + " reachable over TCP"
        + proxy(host).map(proxy -> " through the proxy " + proxy).orElse("");
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Optional<Endpoint> proxy = proxy(host);
    if (proxy.isEmpty() && host.settings().text(Settings.LICENSE_PROXY).isPresent()) {
      throw new UnreadableException(
          "license_proxy is not of the form http://HOST:PORT; one with a password is not tried");
    }
    Map<String, String> problems = readings.get(calls(host).get(0), Attempts::parse);
    List<String> failed = new ArrayList<>();
    for (Endpoint server : servers) {
      String problem = problems.get(server.toString());
      if (problem == null) {
        throw new UnreadableException(
            "there is no tool to connect with: install bash"
                + (proxy.isEmpty() ? ", nc or curl" : " and timeout")
                + ", or look by hand");
      }
      if (!problem.isEmpty()) {
        failed.add(server + " " + problem);
      }
    }
    String reached = servers.size() - failed.size() + " of " + servers.size() + " reachable";
    return failed.isEmpty()
        ? new Verdict.Met(reached, "")
        : new Verdict.NotMet(
            reached + "; " + String.join(", ", failed),
            proxy.map(one -> "tried through " + one).orElse("tried directly, without a proxy")
                + "; without them no new mailing starts");
  }
}
