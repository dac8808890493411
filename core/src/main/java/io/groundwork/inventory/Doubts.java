package io.groundwork.inventory;

import io.groundwork.text.Problem;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what an inventory may say but hardly means. */
final class Doubts {

  private final Inventory inventory;

  Doubts(Inventory inventory) {
    this.inventory = inventory;
  }

  List<Problem> found() {
    List<Problem> found = new ArrayList<>();
    Map<String, Host> addresses = new HashMap<>();
    for (Host host : inventory.hosts()) {
      if (inventory.groups().containsKey(host.name())) {
        found.add(
            Problem.at(host.position(), "\"" + host.name() + "\" is a host and a group")
                .withRemedy("a pattern with this name means the group; rename one of them"));
      }
      found.addAll(inventory.contradictions(host));
      address(host)
          .ifPresent(
              address -> {
                Host other = addresses.putIfAbsent(address, host);
                if (other != null) {
                  found.add(sameAddress(host, other, address));
                }
              });
    }
    return found;
  }

  /** Whether these are two values of one variable that one file gives one host. */
  static boolean contradict(Entry earlier, Entry later) {
    return earlier.keyPosition().file().equals(later.keyPosition().file())
        && earlier.value() instanceof Scalar one
        && later.value() instanceof Scalar other
        && !one.text().equals(other.text());
  }

  static Problem contradiction(Host host, String name, Entry earlier, Entry later) {
    return Problem.at(
            later.keyPosition(),
            "host \""
                + host.name()
                + "\" gets \""
                + name
                + "\" here and at "
                + earlier.keyPosition())
        .withRemedy("what stands here counts; remove the other, or set it in group_vars");
  }

  private static Problem sameAddress(Host host, Host other, String address) {
    return Problem.at(
            host.position(),
            "hosts \""
                + other.name()
                + "\" and \""
                + host.name()
                + "\" have one address, "
                + address)
        .withRemedy("if they are one machine, keep one of them: both would change it at once");
  }

  /** Address and port as far as they are plain texts; a local connection has none. */
  private Optional<String> address(Host host) {
    if (text(host, "ansible_connection").filter("local"::equals).isPresent()) {
      return Optional.empty();
    }
    Optional<String> address = either(host, "ansible_host", "ansible_ssh_host", host.name());
    Optional<String> port = either(host, "ansible_port", "ansible_ssh_port", "22");
    return address.isEmpty() || port.isEmpty()
        ? Optional.empty()
        : Optional.of(address.get() + (port.get().equals("22") ? "" : ":" + port.get()));
  }

  private Optional<String> either(Host host, String name, String oldName, String otherwise) {
    for (String variable : List.of(name, oldName)) {
      if (!inventory.explain(host, variable).isEmpty()) {
        return text(host, variable);
      }
    }
    return Optional.of(otherwise);
  }

  private Optional<String> text(Host host, String variable) {
    return inventory.explain(host, variable).stream()
        .findFirst()
        .map(Definition::node)
        .filter(node -> node instanceof Scalar && !Templates.isDynamic(node))
        .map(node -> ((Scalar) node).text());
  }
}
