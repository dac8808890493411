package io.groundwork.modules.bundle;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.modules.BuiltinPlaybooks;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the roles of hosts fetch from elsewhere, as {@code needs.yml} says it.
 *
 * @param extraVars variables that beat all others
 */
public record Needs(
    Inventory inventory, Map<String, Object> extraVars, BuiltinPlaybooks playbooks) {

  private static final String FILE = "needs.yml";
  private static final List<String> PARTS =
      List.of("uri", "suite", "components", "key_url", "key_fingerprint");

  /** The products that there are. */
  public List<String> products() {
    return List.copyOf(all().entries().keySet());
  }

  /**
   * What one host needs.
   *
   * @param facts by name, without {@code ansible_}
   * @throws LoadException when a value cannot be worked out, such as the sum of a file
   */
  public List<Need> of(Host host, Map<String, Object> facts) {
    List<Need> needs = new ArrayList<>();
    all()
        .entries()
        .forEach(
            (product, entry) -> {
              Map<String, Node> parts = new LinkedHashMap<>();
              ((Node.Mapping) entry.value())
                  .entries()
                  .forEach((name, part) -> parts.put(name, part.value()));
              String group =
                  Optional.ofNullable(parts.get("hosts"))
                      .map(node -> ((Node.Scalar) node).text())
                      .orElse(product);
              if (isIn(host, group)) {
                needs.add(need(product, group, parts, scope(product, host, facts)));
              }
            });
    return needs;
  }

  private boolean isIn(Host host, String group) {
    return (group.equals("all") || inventory.groups().containsKey(group))
        && inventory.select(group, Position.of(FILE)).contains(host);
  }

  private static Need need(String product, String group, Map<String, Node> parts, Scope scope) {
    Templates templates = new Templates(new Redactor());
    List<String> packages = new ArrayList<>();
    templates.value(parts.get("packages"), scope).ifPresent(value -> flatten(value, packages));
    Optional<Need.Artefact> file =
        Optional.ofNullable(parts.get("file"))
            .flatMap(node -> templates.value(node, scope))
            .filter(value -> value instanceof Map<?, ?> map && !map.isEmpty())
            .map(value -> artefact((Map<?, ?>) value));
    Optional<Need.Repository> repository =
        parts.containsKey("repository")
            ? Optional.of(repository(product, templates, scope))
            : Optional.empty();
    return new Need(product, group, packages.stream().distinct().toList(), repository, file);
  }

  private static void flatten(Object value, List<String> words) {
    if (value instanceof List<?> items) {
      items.forEach(item -> flatten(item, words));
    } else {
      words.add(String.valueOf(value));
    }
  }

  private static Need.Artefact artefact(Map<?, ?> value) {
    String sum = String.valueOf(value.get("sha256"));
    if (!sum.matches("[0-9a-fA-F]{64}")) {
      throw new LoadException(
          Problem.of("\"" + sum + "\" is no SHA-256 sum of " + value.get("url"))
              .withRemedy("give its 64 digits in the inventory, as mirrors.PRODUCT.sha256"));
    }
    return new Need.Artefact(
        String.valueOf(value.get("url")), sum.toLowerCase(java.util.Locale.ROOT));
  }

  /** As the roles say it: of the inventory's mirror, or else of the pins. */
  private static Need.Repository repository(String product, Templates templates, Scope scope) {
    List<String> values =
        PARTS.stream()
            .map(
                part -> {
                  String text =
                      "${(mirrors."
                          + product
                          + "."
                          + part
                          + ")!pins."
                          + product
                          + ".apt."
                          + part
                          + "}";
                  Node node =
                      new Node.Scalar(text, false, Optional.empty(), Position.of("pins.yml"));
                  return String.valueOf(templates.value(node, scope).orElse(""));
                })
            .toList();
    return new Need.Repository(
        values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
  }

  /** In the order of a run: role defaults, inventory, facts, files, role, extra variables. */
  private Scope scope(String role, Host host, Map<String, Object> facts) {
    Map<String, Binding> said = new HashMap<>();
    said.put("ansible_facts", Binding.Known.of(facts));
    facts.forEach((name, value) -> said.put("ansible_" + name, Binding.Known.of(value)));
    Map<String, Binding> extra = new HashMap<>();
    extraVars.forEach((name, value) -> extra.put(name, Binding.Known.of(value)));
    return written("roles/" + role + "/defaults/main.yml")
        .with(inventory.scope(host))
        .with(said)
        .with(written("pins.yml"))
        .with(written("ports.yml"))
        .with(written("roles/" + role + "/vars/main.yml"))
        .with(extra);
  }

  private Scope written(String file) {
    Map<String, Binding> bindings = new HashMap<>();
    mapping(file)
        .ifPresent(
            node ->
                node.entries()
                    .forEach(
                        (name, entry) -> bindings.put(name, new Binding.Written(entry.value()))));
    return Scope.of(bindings);
  }

  private Node.Mapping all() {
    return (Node.Mapping) mapping(FILE).orElseThrow().entries().get("needs").value();
  }

  private Optional<Node.Mapping> mapping(String file) {
    return Yaml.load(playbooks.path(file)).map(Node.Mapping.class::cast);
  }
}
