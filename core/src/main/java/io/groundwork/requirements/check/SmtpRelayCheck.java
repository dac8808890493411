package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;

/** Whether the mail server that the platform's notifications go through can be reached. */
record SmtpRelayCheck(int port, int seconds) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "smtp_relay",
          List.of("port", "timeout_seconds"),
          (tables, figures, problems) ->
              Optional.of(
                  new SmtpRelayCheck(
                      figures.integer("port", 1, 65535).orElse(25),
                      figures.integer("timeout_seconds", 1, 30).orElse(3))));

  private Optional<Endpoint> relay(HostInfo host) {
    return host.settings().text(Settings.SMTP_RELAY).flatMap(text -> Endpoint.parse(text, port));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return relay(host).stream().map(relay -> Attempts.call(seconds, List.of(relay))).toList();
  }

  @Override
  public String command(HostInfo host) {
    return "nc -z -w "
        + seconds
        + " "
        + relay(host).map(relay -> relay.host() + " " + relay.port()).orElse("RELAY " + port);
  }

  @Override
  public String wanted(HostInfo host) {
    return relay(host).map(Endpoint::toString).orElse("the SMTP relay") + " reachable over TCP";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Optional<Endpoint> relay = relay(host);
    if (relay.isEmpty()) {
      return new Verdict.Unknown(
          "not tried",
          "the inventory names no relay for notifications: set smtp_relay to HOST:PORT");
    }
    String problem = readings.get(calls(host).get(0), Attempts::parse).get(relay.get().toString());
    if (problem == null) {
      throw new UnreadableException(
          "there is no tool to connect with: install bash, nc or curl, or look by hand");
    }
    return problem.isEmpty()
        ? new Verdict.Met(relay.get() + " reachable", "")
        : new Verdict.NotMet(relay.get() + " " + problem, "");
  }
}
