package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.facts.Virtualization;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast the link is that carries a host's service address.
 *
 * @param megabits a second, at least
 * @param virtualDrivers drivers of made-up network cards, whose speed tells nothing
 */
record LinkSpeedCheck(int megabits, List<String> virtualDrivers) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "link_speed",
          List.of("megabits", "virtual_drivers"),
          (tables, figures, problems) -> {
            figures.required("megabits");
            OptionalInt megabits = figures.integer("megabits", 1, 10_000_000);
            return megabits.isPresent()
                ? Optional.of(
                    new LinkSpeedCheck(megabits.getAsInt(), figures.texts("virtual_drivers")))
                : Optional.empty();
          });

  private static final Snippet SNIPPET = Snippet.resource(LinkSpeedCheck.class, "link.sh");
  private static final Snippet.Call VIRTUALIZATION = Virtualization.call();
  private static final Pattern ADDRESS = Pattern.compile("address (\\S+) (\\S+)");
  private static final Pattern LINK = Pattern.compile("link (\\S+) (\\S+) (-|-?\\d{1,9}) (\\S+)");
  private static final Pattern BELOW = Pattern.compile("below (\\S+) (\\S+)");
  private static final int DEEPEST = 8;

  LinkSpeedCheck {
    virtualDrivers = List.copyOf(virtualDrivers);
  }

  private record Link(String name, int speed, String driver, List<String> below) {}

  private record Links(Optional<String> carrier, Map<String, Link> links) {}

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(call(host), VIRTUALIZATION);
  }

  private static Snippet.Call call(HostInfo host) {
    return SNIPPET.call(host.settings().text(Settings.SERVICE_ADDRESS).orElse(""));
  }

  @Override
  public String command(HostInfo host) {
    return "ip -br addr; ethtool INTERFACE | grep Speed";
  }

  @Override
  public String wanted(HostInfo host) {
    return "at least " + speed(megabits);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Links links = readings.get(call(host), LinkSpeedCheck::parse);
    String name =
        links
            .carrier()
            .orElseThrow(
                () ->
                    new UnreadableException(
                        host.settings()
                            .text(Settings.SERVICE_ADDRESS)
                            .map(address -> "no interface has the service address " + address)
                            .orElse("no interface leads out; set service_address")));
    Link link = links.links().get(name);
    if (link == null) {
      throw new UnreadableException("the kernel does not list the interface " + name);
    }
    Set<String> madeUp = new TreeSet<>();
    virtual(link, links.links(), 0, madeUp);
    if (!madeUp.isEmpty()) {
      boolean container =
          readings
              .find(VIRTUALIZATION, Virtualization::parse)
              .map(found -> found.kind() == Virtualization.Kind.CONTAINER)
              .orElse(false);
      return new Verdict.Unknown(
          name + (link.speed() > 0 ? ": says " + speed(link.speed()) : ": tells no speed"),
          String.join(", ", madeUp)
              + (container
                  ? " ends at the container's machine: look there, or measure with --deep"
                  : " is a virtual card, whose speed tells nothing: ask the provider, or measure"
                      + " with --deep"));
    }
    if (link.speed() <= 0) {
      return new Verdict.Unknown(
          name + ": tells no speed", "the link is down, or its driver does not tell its speed");
    }
    String measured = name + ": " + speed(link.speed());
    return link.speed() >= megabits
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(measured, "");
  }

  /** Adds what is below a link and is no card of metal. */
  private void virtual(Link link, Map<String, Link> links, int depth, Set<String> found) {
    List<Link> below = link.below().stream().filter(links::containsKey).map(links::get).toList();
    if (below.isEmpty() || depth > DEEPEST) {
      if (link.driver().equals("-")) {
        found.add(link.name());
      } else if (virtualDrivers.contains(link.driver())) {
        found.add(link.name() + " (" + link.driver() + ")");
      }
      return;
    }
    below.forEach(one -> virtual(one, links, depth + 1, found));
  }

  private static Links parse(Reading reading) {
    Optional<String> carrier = Optional.empty();
    Map<String, Link> links = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("address ")) {
        // A VLAN is shown as NAME@LOWER.
        carrier = Optional.of(Lines.match(ADDRESS, line).group(2).replaceFirst("@.*", ""));
      } else if (line.startsWith("below ")) {
        Matcher below = Lines.match(BELOW, line);
        Link link = links.get(below.group(1));
        if (link == null) {
          throw Lines.unexpected(line);
        }
        link.below().add(below.group(2));
      } else {
        Matcher link = Lines.match(LINK, line);
        String speed = link.group(3).equals("-") ? "-1" : link.group(3);
        links.put(
            link.group(1),
            new Link(link.group(1), Integer.parseInt(speed), link.group(4), new ArrayList<>()));
      }
    }
    return new Links(carrier, links);
  }

  private static String speed(int megabits) {
    return megabits % 1000 == 0 ? megabits / 1000 + " Gbit/s" : megabits + " Mbit/s";
  }
}
