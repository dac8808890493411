package io.groundwork.inventory;

import io.groundwork.inventory.Draft.OfGroup;
import io.groundwork.inventory.Draft.OfHost;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an inventory says where a host's name stands: a name or a range of names, with a port behind
 * it or not.
 *
 * @param names the names it stands for
 * @param port the port, if one is given
 */
record HostNames(List<String> names, Optional<String> port) {

  private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^]]*])+):([0-9]+)");

  HostNames {
    names = List.copyOf(names);
  }

  /**
   * @throws IllegalArgumentException for what is no name, with what is wrong with it
   */
  static HostNames of(String written) {
    Matcher withPort = WITH_PORT.matcher(written);
    Optional<String> port = withPort.matches() ? Optional.of(withPort.group(2)) : Optional.empty();
    if (port.isPresent() && !isPort(port.get())) {
      throw new IllegalArgumentException("has the port " + port.get() + "; ports end at 65535");
    }
    return new HostNames(HostRange.expand(port.isPresent() ? withPort.group(1) : written), port);
  }

  private static boolean isPort(String port) {
    return port.length() <= 5 && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
  }

  /**
   * Notes the hosts in a group. As with Ansible the port counts only where a host is first named.
   *
   * @return the hosts; none if one of the names cannot be a host's
   */
  List<OfHost> in(OfGroup group, Draft draft, Position where, String directory) {
    for (String name : names) {
      if (!Names.isHost(name)) {
        draft.problems.add(refused(name, where));
        return List.of();
      }
    }
    List<OfHost> hosts = new ArrayList<>();
    for (String name : names) {
      boolean first = !draft.hosts().containsKey(name);
      OfHost host = draft.host(name, where, directory);
      if (first && port.isPresent()) {
        Node number = new Node.Scalar(port.get(), true, Optional.empty(), where);
        host.variables.inline.add(Map.of("ansible_port", new Entry(where, number)));
      }
      group.hosts.add(name);
      hosts.add(host);
    }
    return hosts;
  }

  /** What is wrong with a name that is none. */
  private static Problem refused(String name, Position where) {
    Problem problem = Problem.at(where, "\"" + name + "\" cannot be the name of a host");
    return name.contains(":")
        ? problem.withRemedy("give the port as ansible_port, an IPv6 address as ansible_host")
        : problem.withRemedy("a host's name has letters, digits, \".\", \"-\" and \"_\"");
  }
}
