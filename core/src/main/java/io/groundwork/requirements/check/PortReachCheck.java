package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a port is reached from the hosts that the tables name, and, where the firewall is ours,
 * from no other. It takes other hosts to tell; a host alone cannot judge it.
 *
 * @param port the line of the tables
 */
public record PortReachCheck(Port port) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "port_reachable",
          List.of("port", "role"),
          (tables, figures, problems) -> {
            figures.required("port");
            figures.required("role");
            int number = figures.integer("port", 1, 65535).orElse(0);
            String role = figures.text("role").orElse("");
            Optional<Port> found =
                tables.ports().stream()
                    .filter(port -> port.number() == number && port.role().equals(role))
                    .findFirst();
            if (found.isEmpty() && number != 0 && !role.isEmpty()) {
              problems.add(
                  Problem.at(
                      figures.position("port"),
                      "the table of ports has no port " + number + " of " + role));
            }
            return found.map(PortReachCheck::new);
          });

  /** How long an attempt to connect may take, in seconds. */
  public static final int SECONDS = 3;

  private static final int SSH = 22;

  public PortReachCheck {
    Objects.requireNonNull(port, "port");
  }

  /** Whether the tables give this host access to the port of another. */
  public boolean names(HostInfo source) {
    return everyone() || source.roles().stream().anyMatch(port.access()::contains);
  }

  /** The hosts of the whole inventory, but the target, that must reach it by name. */
  public List<String> named(HostInfo target) {
    return port.access().stream()
        .flatMap(role -> target.layout().hostsOf(role).stream())
        .filter(host -> !host.equals(target.name()))
        .distinct()
        .toList();
  }

  /** Whether everyone may reach it. */
  public boolean everyone() {
    return port.access().contains(Port.PUBLIC) || port.access().contains(Port.INTERNAL);
  }

  /**
   * Whether hosts that the tables do not name must be kept out. They need not be where we log in
   * ourselves: there, administrators come from networks that the tables do not tell.
   */
  public boolean closed(HostInfo target) {
    long login = target.settings().number(Settings.ANSIBLE_PORT).orElse(SSH);
    return target.settings().flag(Settings.FIREWALL_MANAGED) && port.on(target).number() != login;
  }

  /** The address, or the name, that others are to reach a host at. */
  public static String address(HostInfo host) {
    return host.settings()
        .text(Settings.SERVICE_ADDRESS)
        .or(() -> host.settings().text(Settings.ANSIBLE_HOST))
        .orElse(host.name());
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of();
  }

  @Override
  public String command(HostInfo host) {
    return "nc -z -w "
        + SECONDS
        + " "
        + address(host)
        + " "
        + port.on(host).number()
        + "  # on each of the other hosts";
  }

  @Override
  public String wanted(HostInfo host) {
    String open =
        everyone()
            ? "every host"
            : named(host).isEmpty() ? "no other host" : String.join(", ", named(host));
    return "open to " + open + (closed(host) && !everyone() ? ", closed to all others" : "");
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) {
    return Verdict.unknown("it was not tried from other hosts");
  }
}
