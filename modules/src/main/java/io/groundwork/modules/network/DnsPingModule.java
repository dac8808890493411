package io.groundwork.modules.network;

import io.groundwork.module.Change;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.Objects;

/** {@code dns_ping}: a name server answers, rather than only listens. */
public final class DnsPingModule implements Module<DnsPingModule.Wanted, DnsPingModule.State> {

  private static final Snippet ASK = Snippet.resource(DnsPingModule.class, "dns.sh");
  private static final Snippet PROBE = load("dns.probe.sh");
  private static final Snippet WAIT = load("dns.wait.sh");

  private static final Spec SPEC =
      Spec.of(
              "dns_ping",
              "Waits until a name server answers the host's questions",
              Parameter.of("server", Parameter.Type.STRING, "Its address, as the host has it.")
                  .fallback("127.0.0.1"),
              Parameter.of("port", Parameter.Type.INTEGER, "Its UDP port.").fallback("53"),
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "The name to ask for; that there is none is an answer, too.")
                  .mandatory(),
              Parameter.of("timeout", Parameter.Type.INTEGER, "Seconds to wait for it.")
                  .fallback("60"))
          .example(
              """
              - name: The host's own resolver answers
                dns_ping:
                  name: example.org
              """);

  /**
   * A server that is to answer.
   *
   * @param seconds how long to wait for it
   */
  public record Wanted(String server, long port, String name, long seconds) {
    public Wanted {
      Objects.requireNonNull(server, "server");
      Objects.requireNonNull(name, "name");
    }

    private String where() {
      return server + (port == 53 ? "" : ", port " + port + ",");
    }
  }

  /**
   * What it said.
   *
   * @param complaint why it does not answer
   */
  public record State(boolean answers, String complaint) {

    static State parse(Reading reading) {
      return switch (reading.state().strip()) {
        case "up" -> new State(true, "");
        case "down" -> new State(false, reading.context().strip());
        default -> throw new IllegalArgumentException("\"" + reading.state() + "\"");
      };
    }
  }

  private static Snippet load(String file) {
    return new Snippet(
        file, ASK.text() + "\n" + Snippet.resource(DnsPingModule.class, file).text());
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String server = params.string("server");
    if (!server.matches("[0-9A-Fa-f.:]{2,45}")) {
      throw params.problem("server", "takes an address, not \"" + server + "\"");
    }
    String name = params.string("name");
    if (name.length() > 253 || !name.matches("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*")) {
      throw params.problem("name", "takes a name of the DNS, not \"" + name + "\"");
    }
    long port = params.integer("port");
    if (port < 1 || port > 65535) {
      throw params.problem("port", "takes a port from 1 to 65535, not " + port);
    }
    long seconds = params.integer("timeout");
    if (seconds < 0 || seconds > 3600) {
      throw params.problem("timeout", "takes 0 to 3600 seconds");
    }
    return new Wanted(server, port, name, seconds);
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(wanted.server(), String.valueOf(wanted.port()), wanted.name()), State::parse)
        .reading(
            new Resource(Resource.Kind.PORT, String.valueOf(wanted.port())), Resource.ANYTHING);
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    if (is.answers()) {
      return Plan.holds(wanted.where() + " answers when it is asked for " + wanted.name());
    }
    return Plan.of(
        Change.waits(
            "wait until "
                + wanted.where()
                + " answers when it is asked for "
                + wanted.name()
                + " (now: "
                + is.complaint()
                + ")",
            WAIT.call(
                wanted.server(),
                String.valueOf(wanted.port()),
                wanted.name(),
                String.valueOf(wanted.seconds()))));
  }
}
