package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the host's DNS servers know names of the internet: the license servers', for one. */
record ResolverCheck(List<String> names) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "resolver",
          List.of(),
          (tables, figures, problems) ->
              Optional.of(
                  new ResolverCheck(
                      tables.licenseServers().stream().map(Endpoint::host).toList())));

  private static final Snippet SNIPPET = Snippet.resource(ResolverCheck.class, "resolver.sh");
  private static final Pattern SERVER = Pattern.compile("server (\\S+)");
  private static final Pattern NAME = Pattern.compile("name (\\S+) (\\d{1,3})");

  ResolverCheck {
    names = List.copyOf(names);
  }

  private record Answer(List<String> servers, List<String> known, List<String> unknown) {}

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(SNIPPET.call(names.toArray()));
  }

  @Override
  public String command(HostInfo host) {
    return "grep nameserver /etc/resolv.conf; getent -s dns hosts " + String.join(" ", names);
  }

  @Override
  public String wanted(HostInfo host) {
    return "DNS knows " + String.join(", ", names);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Answer answer = readings.get(calls(host).get(0), ResolverCheck::parse);
    if (answer.known().size() + answer.unknown().size() != names.size()) {
      throw new UnreadableException("not every name was asked for");
    }
    String servers =
        answer.servers().isEmpty() ? "no name server" : String.join(", ", answer.servers());
    if (answer.unknown().isEmpty()) {
      return new Verdict.Met("all " + names.size() + " names, by " + servers, "");
    }
    // They are asked for all at once, and answered in any order.
    String unknown =
        "not resolved: "
            + String.join(", ", names.stream().filter(answer.unknown()::contains).toList());
    // A host that reaches the license servers through a proxy needs not know their addresses.
    return host.settings().text(Settings.LICENSE_PROXY).isPresent()
        ? new Verdict.Unknown(
            unknown,
            "the license servers are reached through a proxy, which resolves their names itself")
        : new Verdict.NotMet(unknown + ", by " + servers, "");
  }

  private static Answer parse(Reading reading) {
    List<String> servers = new ArrayList<>();
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("server ")) {
        servers.add(Lines.match(SERVER, line).group(1));
        continue;
      }
      Matcher name = Lines.match(NAME, line);
      (name.group(2).equals("0") ? known : unknown).add(name.group(1));
    }
    return new Answer(servers, known, unknown);
  }
}
