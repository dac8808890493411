package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Snippet SNIPPET = Snippet.resource(LicenseServersCheck.class, "connect.sh");
  private static final Pattern TOOL = Pattern.compile("tool (\\S+)");
  private static final Pattern TARGET =
      Pattern.compile("target (\\S+) (\\d{1,5}) (\\d{1,3})(?: (.*))?");
  private static final int TIMED_OUT = 124;

  LicenseServersCheck {
    servers = List.copyOf(servers);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    List<Object> words = new ArrayList<>();
    words.add(Integer.toString(seconds));
    servers.forEach(server -> words.add(server.toString()));
    return List.of(SNIPPET.call(words.toArray()));
  }

  @Override
  public String command(HostInfo host) {
    return servers.stream()
        .map(server -> "nc -z -w " + seconds + " " + server.host() + " " + server.port())
        .collect(Collectors.joining("; "));
  }

  @Override
  public String wanted(HostInfo host) {
    return servers.stream().map(Endpoint::toString).collect(Collectors.joining(", "))
        + " reachable over TCP";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Map<String, String> problems = readings.get(calls(host).get(0), LicenseServersCheck::problems);
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
            reached + "; " + String.join(", ", failed),
            "tried directly, without a proxy; without them no new mailing starts");
  }

  /** For each server that was tried, what went wrong; empty for nothing. */
  private static Map<String, String> problems(Reading reading) {
    Map<String, String> problems = new TreeMap<>();
    for (String line : Lines.of(reading.state())) {
      if (TOOL.matcher(line).matches()) {
        continue;
      }
      Matcher target = Lines.match(TARGET, line.strip());
      String message = target.group(4) == null ? "" : target.group(4);
      problems.put(
          target.group(1) + ":" + target.group(2),
          problem(Integer.parseInt(target.group(3)), message));
    }
    return problems;
  }

  private static String problem(int status, String message) {
    if (status == 0) {
      return "";
    }
    if (status == TIMED_OUT || message.matches("(?i).*timed? ?out.*")) {
      return "timed out";
    }
    if (message.matches("(?i).*(refused).*")) {
      return "refused the connection";
    }
    if (message.matches("(?i).*(not known|could not resolve|name resolution|bad address).*")) {
      return "cannot be resolved";
    }
    if (message.matches("(?i).*(no route|unreachable).*")) {
      return "has no route";
    }
    return "cannot be reached";
  }
}
