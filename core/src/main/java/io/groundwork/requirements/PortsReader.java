package io.groundwork.requirements;

import io.groundwork.requirements.check.Outbound;
import io.groundwork.requirements.check.Port;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the tables of ports. */
final class PortsReader {

  static final List<String> KEYS = List.of("ports", "outbound");

  private static final List<String> PORT =
      List.of("port", "role", "variable", "title", "processes", "access", "cluster", "documented");

  private final Problems problems;
  private final Slips slips;
  private final Collection<String> roles;

  PortsReader(Problems problems, Collection<String> roles) {
    this.problems = problems;
    this.slips = new Slips(problems);
    this.roles = roles;
  }

  List<Port> ports(Fields document) {
    List<Port> ports = new ArrayList<>();
    List<String> subjects = Stream.concat(roles.stream(), Port.PEOPLE.stream()).toList();
    document.required("ports");
    for (Node node : document.list("ports")) {
      Fields fields = Fields.of(node, "a port", PORT, problems);
      fields.required("port");
      OptionalInt number = fields.integer("port", 1, 65535);
      Optional<String> title = fields.requiredText("title");
      Optional<String> role = role(fields);
      fields.required("processes");
      fields.required("access");
      boolean known = true;
      for (Node.Scalar one : fields.scalars("access")) {
        known &= slips.known(one.text(), subjects, "role", one.position());
      }
      boolean cluster = fields.flag("cluster").orElse(false);
      boolean documented = fields.flag("documented").orElse(true);
      if (known && number.isPresent() && title.isPresent() && role.isPresent()) {
        ports.add(
            new Port(
                number.getAsInt(),
                role.get(),
                fields.text("variable"),
                title.get(),
                fields.texts("processes"),
                fields.texts("access"),
                cluster,
                documented));
      }
    }
    return ports;
  }

  List<Outbound> outbound(Fields document) {
    List<Outbound> outbound = new ArrayList<>();
    for (Node node : document.list("outbound")) {
      Fields fields =
          Fields.of(node, "an outbound connection", List.of("ports", "role", "title"), problems);
      fields.required("ports");
      Optional<String> title = fields.requiredText("title");
      Optional<String> role = role(fields);
      if (title.isPresent() && role.isPresent()) {
        slips
            .made(
                fields.position(),
                () -> new Outbound(numbers(fields.texts("ports")), role.get(), title.get()))
            .ifPresent(outbound::add);
      }
    }
    return outbound;
  }

  private static List<Integer> numbers(List<String> words) {
    return words.stream().map(Integer::valueOf).toList();
  }

  private Optional<String> role(Fields fields) {
    return fields
        .requiredText("role")
        .filter(word -> slips.known(word, roles, "role", fields.position("role")));
  }
}
