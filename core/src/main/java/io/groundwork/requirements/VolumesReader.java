package io.groundwork.requirements;

import io.groundwork.requirements.check.Amounts;
import io.groundwork.requirements.check.Browser;
import io.groundwork.requirements.check.Volumes;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what the sizes are for, and what the platform's users work with. */
final class VolumesReader {

  static final List<String> KEYS = List.of("volumes", "browsers", "pc_systems");

  private static final int LARGEST = 999_999_999;
  private static final List<String> VOLUMES =
      List.of("customers", "daily", "spool", "control_addresses", "sending_addresses");

  private final Problems problems;
  private final Slips slips;

  VolumesReader(Problems problems) {
    this.problems = problems;
    this.slips = new Slips(problems);
  }

  Volumes volumes(Fields document) {
    document.required("volumes");
    Fields fields =
        Fields.of(
            document.node("volumes").orElse(new Node.Mapping(Map.of(), document.position())),
            "the volumes",
            VOLUMES,
            problems);
    VOLUMES.forEach(fields::required);
    Fields spool = part(fields, "spool", List.of("message_kb", "hours"));
    List<Volumes.Addresses> addresses = new ArrayList<>();
    for (Node node : fields.list("sending_addresses")) {
      addresses(node).ifPresent(addresses::add);
    }
    return new Volumes(
        amounts(fields, "customers"),
        amounts(fields, "daily"),
        spool.integer("message_kb", 1, LARGEST).orElse(1),
        spool.integer("hours", 1, LARGEST).orElse(1),
        fields.integer("control_addresses", 0, LARGEST).orElse(0),
        addresses);
  }

  private Fields part(Fields fields, String key, List<String> keys) {
    Node none = new Node.Mapping(Map.of(), fields.position(key));
    Fields part = Fields.of(fields.node(key).orElse(none), key, keys, problems);
    keys.forEach(part::required);
    return part;
  }

  private Amounts amounts(Fields fields, String key) {
    Fields tiers = part(fields, key, List.of("minimum", "recommended"));
    OptionalInt minimum = tiers.integer("minimum", 0, LARGEST);
    OptionalInt recommended = tiers.integer("recommended", 0, LARGEST);
    return slips
        .made(tiers.position(), () -> new Amounts(minimum.orElse(0), recommended.orElse(LARGEST)))
        .orElse(new Amounts(0, 0));
  }

  private Optional<Volumes.Addresses> addresses(Node node) {
    List<String> keys = List.of("from", "to", "least", "most");
    Fields fields = Fields.of(node, "a range of addresses", keys, problems);
    keys.forEach(fields::required);
    return slips.made(
        fields.position(),
        () ->
            new Volumes.Addresses(
                fields.integer("from", 0, LARGEST).orElse(0),
                fields.integer("to", 0, LARGEST).orElse(LARGEST),
                fields.integer("least", 0, LARGEST).orElse(0),
                fields.integer("most", 0, LARGEST).orElse(LARGEST)));
  }

  List<Browser> browsers(Fields document) {
    List<Browser> browsers = new ArrayList<>();
    document.required("browsers");
    for (Node node : document.list("browsers")) {
      Fields fields = Fields.of(node, "a browser", List.of("name", "from"), problems);
      Optional<String> name = fields.requiredText("name");
      Optional<String> from = fields.requiredText("from");
      if (name.isPresent() && from.isPresent()) {
        slips
            .made(fields.position(), () -> new Browser(name.get(), from.get()))
            .ifPresent(browsers::add);
      }
    }
    return browsers;
  }
}
