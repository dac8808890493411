package io.groundwork.requirements;

import io.groundwork.requirements.check.Amounts;
import io.groundwork.requirements.check.Column;
import io.groundwork.requirements.check.Endpoint;
import io.groundwork.requirements.check.ListedSystem;
import io.groundwork.requirements.check.Role;
import io.groundwork.requirements.check.Tables;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the document's tables. */
final class TablesReader {

  static final List<String> KEYS =
      Stream.of(
              List.of("roles", "sizes", "operating_systems", "license_servers"),
              VolumesReader.KEYS,
              PortsReader.KEYS,
              ProductsReader.KEYS)
          .flatMap(List::stream)
          .toList();

  private static final int LARGEST = 1_000_000;
  private static final List<String> COLUMNS = List.of(Column.CONTROL.word(), Column.SENDING.word());

  private final Problems problems;
  private final Slips slips;

  TablesReader(Problems problems) {
    this.problems = problems;
    this.slips = new Slips(problems);
  }

  Tables read(Fields document) {
    Map<String, Role> roles = roles(document);
    VolumesReader volumes = new VolumesReader(problems);
    PortsReader ports = new PortsReader(problems, roles.keySet());
    return new Tables(
        roles,
        sizes(document),
        volumes.volumes(document),
        ports.ports(document),
        ports.outbound(document),
        systems(document),
        new ProductsReader(problems).read(document, roles.keySet()),
        licenseServers(document),
        volumes.browsers(document),
        document.texts("pc_systems"));
  }

  private Map<String, Role> roles(Fields document) {
    document.required("roles");
    Map<String, Node.Entry> entries = document.entries("roles");
    Map<String, Role> roles = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) ->
            role(name, entry.value(), entries.keySet()).ifPresent(role -> roles.put(name, role)));
    return roles;
  }

  private Optional<Role> role(String name, Node node, Collection<String> names) {
    Fields fields =
        Fields.of(node, "the role " + name, List.of("column", "beside", "directories"), problems);
    Optional<Column> column =
        fields.requiredText("column").flatMap(word -> column(word, fields.position("column")));
    Optional<String> beside =
        fields
            .text("beside")
            .filter(other -> slips.known(other, names, "role", fields.position("beside")));
    for (Node.Scalar directory : fields.scalars("directories")) {
      if (!directory.text().startsWith("/")) {
        problems.add(
            Problem.at(directory.position(), "\"" + directory.text() + "\" is no absolute path"));
      }
    }
    return column.map(found -> new Role(name, found, beside, fields.texts("directories")));
  }

  private Optional<Column> column(String word, Position where) {
    slips.known(word, COLUMNS, "column", where);
    return Column.of(word);
  }

  private Map<Column, Map<String, Amounts>> sizes(Fields document) {
    Map<Column, Map<String, Amounts>> sizes = new EnumMap<>(Column.class);
    document.required("sizes");
    document
        .entries("sizes")
        .forEach(
            (word, entry) ->
                column(word, entry.keyPosition())
                    .ifPresent(column -> sizes.put(column, amounts(word, entry.value()))));
    return sizes;
  }

  private Map<String, Amounts> amounts(String column, Node node) {
    Map<String, Amounts> amounts = new LinkedHashMap<>();
    Fields.open(node, "the sizes of " + column, List.of(), problems)
        .others()
        .forEach(
            (name, entry) -> {
              Fields tiers =
                  Fields.of(
                      entry.value(),
                      "the size " + name,
                      List.of("minimum", "recommended"),
                      problems);
              tiers.required("minimum");
              tiers.required("recommended");
              OptionalInt minimum = tiers.integer("minimum", 0, LARGEST);
              OptionalInt recommended = tiers.integer("recommended", 0, LARGEST);
              if (minimum.isPresent() && recommended.isPresent()) {
                slips
                    .made(
                        tiers.position(),
                        () -> new Amounts(minimum.getAsInt(), recommended.getAsInt()))
                    .ifPresent(amount -> amounts.put(name, amount));
              }
            });
    return amounts;
  }

  private List<ListedSystem> systems(Fields document) {
    List<ListedSystem> systems = new ArrayList<>();
    document.required("operating_systems");
    for (Node node : document.list("operating_systems")) {
      Fields fields =
          Fields.of(
              node,
              "an operating system",
              List.of("name", "id", "standing", "from", "below", "variants"),
              problems);
      Optional<String> name = fields.requiredText("name");
      Optional<String> id = fields.requiredText("id");
      Optional<String> from = fields.requiredText("from");
      Optional<String> standing =
          fields
              .requiredText("standing")
              .filter(
                  word ->
                      slips.known(
                          word,
                          List.of("reference", "compatible"),
                          "standing",
                          fields.position("standing")));
      if (name.isPresent() && id.isPresent() && from.isPresent() && standing.isPresent()) {
        slips
            .made(
                fields.position(),
                () ->
                    new ListedSystem(
                        name.get(),
                        id.get(),
                        standing.get().equals("reference"),
                        from.get(),
                        fields.text("below"),
                        fields.texts("variants")))
            .ifPresent(systems::add);
      }
    }
    return systems;
  }

  private List<Endpoint> licenseServers(Fields document) {
    List<Endpoint> servers = new ArrayList<>();
    document.required("license_servers");
    for (Node node : document.list("license_servers")) {
      Fields fields = Fields.of(node, "a license server", List.of("host", "port"), problems);
      Optional<String> host = fields.requiredText("host");
      fields.required("port");
      OptionalInt port = fields.integer("port", 1, 65535);
      if (host.isPresent() && port.isPresent()) {
        servers.add(new Endpoint(host.get(), port.getAsInt()));
      }
    }
    return servers;
  }
}
