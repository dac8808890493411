package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a sender reaches port 25 of the internet from every address that it sends from. */
record OutboundMailCheck(int port, int seconds) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "outbound_mail",
          List.of("port", "timeout_seconds"),
          (tables, figures, problems) ->
              Optional.of(
                  new OutboundMailCheck(
                      figures.integer("port", 1, 65535).orElse(25),
                      figures.integer("timeout_seconds", 1, 30).orElse(5))));

  private Optional<Endpoint> target(HostInfo host) {
    return host.settings()
        .text(Settings.OUTBOUND_SMTP_TARGET)
        .flatMap(text -> Endpoint.parse(text, port));
  }

  private Optional<Snippet.Call> call(HostInfo host) {
    return target(host)
        .map(
            target ->
                Attempts.from(host.settings().texts(Settings.SENDING_ADDRESSES), seconds, target));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return call(host).stream().toList();
  }

  @Override
  public String command(HostInfo host) {
    return "nc -z -w "
        + seconds
        + " -s ADDRESS "
        + target(host).map(target -> target.host() + " " + target.port()).orElse("HOST " + port);
  }

  @Override
  public String wanted(HostInfo host) {
    return target(host).map(Endpoint::toString).orElse("TCP " + port + " of the internet")
        + " reachable from every sending address";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    if (target(host).isEmpty()) {
      return new Verdict.Unknown(
          "not tried",
          "the inventory names no mail server to try: set outbound_smtp_target to HOST or"
              + " HOST:PORT of one of your own");
    }
    Map<String, String> problems = readings.get(call(host).orElseThrow(), Attempts::parseSources);
    if (problems.isEmpty()) {
      throw new UnreadableException(
          "there is no tool to connect with: install nc, curl or perl, or look by hand");
    }
    String failed =
        problems.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(one -> "from " + name(one.getKey()) + ": " + one.getValue())
            .collect(Collectors.joining(", "));
    if (!failed.isEmpty()) {
      return new Verdict.NotMet(failed, "");
    }
    String measured =
        "reachable from "
            + problems.keySet().stream()
                .map(OutboundMailCheck::name)
                .collect(Collectors.joining(", "));
    return new Verdict.Met(
        measured,
        problems.containsKey("any")
            ? "the host has no public address of its own; set sending_addresses to try each"
            : "");
  }

  private static String name(String source) {
    return source.equals("any") ? "the host's usual address" : source;
  }
}
