package io.groundwork.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Sequence;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The inventories in {@code src/test/resources/inventory}, each a folder, say here what {@code
 * ansible-inventory --list} makes of them: hosts, groups and every variable.
 */
class AsAnsibleTest {

  private static final Path CASES = Path.of("src/test/resources/inventory");
  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings().trimResults();

  /** What each host knows of itself here and has no variable for there. */
  private static final Set<String> OURS = Names.MAGIC;

  private static final List<String> PATTERNS =
      List.of(
          "all",
          "*",
          "ungrouped",
          "region",
          "south:north",
          "south,north",
          "all:!south",
          "region:&north",
          "!south",
          "&region",
          "&region:!north",
          "s*",
          "?1",
          "[sn]1",
          "~s[12]",
          "~(s|n)1",
          "region[0]",
          "region[-1]",
          "region[0:1]",
          "region[1:]",
          "region[0]:lonely",
          "all[1:2]",
          "all[0]:!lonely",
          "*e*",
          "!s1:region");

  @TestFactory
  Stream<DynamicTest> everyInventoryReadsAsAnsibleReadsIt() throws IOException {
    Ansible.require();
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThan(15);
    Iterator<Node> answers =
        ask(cases.stream().map(folder -> question(folder, List.of())).toList()).iterator();
    return cases.stream()
        .map(
            folder -> {
              Node answer = answers.next();
              return DynamicTest.dynamicTest(
                  folder.getFileName().toString(), () -> compare(folder, answer));
            });
  }

  @TestFactory
  Stream<DynamicTest> everyPatternMeansTheHostsItMeansToAnsible() throws IOException {
    Ansible.require();
    Path folder = CASES.resolve("yaml-nested");
    Mapping told = (Mapping) member(ask(List.of(question(folder, PATTERNS))).get(0), "patterns");
    Inventory inventory = ours(folder);
    return PATTERNS.stream()
        .map(
            pattern ->
                DynamicTest.dynamicTest(
                    pattern,
                    () ->
                        assertThat(selected(inventory, pattern))
                            .isEqualTo(texts(told.get(pattern).orElseThrow()))));
  }

  private static Set<String> selected(Inventory inventory, String pattern) {
    Set<String> names = new TreeSet<>();
    inventory.select(pattern, Position.of("test")).forEach(host -> names.add(host.name()));
    return names;
  }

  private static void compare(Path folder, Node answer) throws IOException {
    Inventory inventory = ours(folder);
    Mapping list = (Mapping) member(answer, "list");
    assertThat(groups(inventory)).isEqualTo(groups(list));
    Mapping hostvars = (Mapping) member(list.get("_meta").orElseThrow(), "hostvars");
    for (Host host : inventory.hosts()) {
      Node theirs =
          hostvars.get(host.name()).orElseGet(() -> new Mapping(Map.of(), Position.of("none")));
      assertThat(variables(inventory, host)).as(host.name()).isEqualTo(variables(theirs));
    }
  }

  private static Map<String, Optional<Object>> variables(Inventory inventory, Host host) {
    Scope scope = inventory.scope(host);
    Templates templates = new Templates(new Redactor());
    Map<String, Optional<Object>> variables = new TreeMap<>();
    for (String name : scope.names()) {
      if (!OURS.contains(name)) {
        Node read =
            new Node.Scalar("${" + name + "}", false, Optional.empty(), Position.of("test"));
        variables.put(name, templates.value(read, scope).map(AsAnsibleTest::clear));
      }
    }
    return variables;
  }

  private static Map<String, Optional<Object>> variables(Node theirs) {
    Map<String, Optional<Object>> variables = new TreeMap<>();
    ((Mapping) theirs)
        .entries()
        .forEach(
            (name, entry) ->
                variables.put(
                    name,
                    new Templates(new Redactor())
                        .value(entry.value(), Scope.EMPTY)
                        .map(AsAnsibleTest::clear)));
    return variables;
  }

  private static Object clear(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof List<?> items) {
      return items.stream().map(AsAnsibleTest::clear).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> all = new LinkedHashMap<>();
      entries.forEach((key, item) -> all.put(key, clear(item)));
      return all;
    }
    return value;
  }

  /** The hosts of each group that has any, and of all. */
  private static Map<String, Set<String>> groups(Inventory inventory) {
    Map<String, Set<String>> groups = new TreeMap<>();
    inventory.groups().values().stream()
        .filter(group -> !group.hosts().isEmpty())
        .forEach(group -> groups.put(group.name(), new TreeSet<>(group.hosts())));
    return groups;
  }

  private static Map<String, Set<String>> groups(Mapping list) {
    Map<String, Set<String>> groups = new TreeMap<>();
    for (String name : list.entries().keySet()) {
      Set<String> hosts = members(list, name);
      if (!name.equals("_meta") && !hosts.isEmpty()) {
        groups.put(name, hosts);
      }
    }
    return groups;
  }

  private static Set<String> members(Mapping list, String group) {
    Set<String> hosts = new TreeSet<>();
    if (list.get(group).orElse(null) instanceof Mapping body) {
      body.get("hosts").ifPresent(node -> hosts.addAll(texts(node)));
      body.get("children")
          .ifPresent(node -> texts(node).forEach(child -> hosts.addAll(members(list, child))));
    }
    return hosts;
  }

  private static Inventory ours(Path folder) throws IOException {
    List<InventorySource> sources = new ArrayList<>();
    List<Path> beside = new ArrayList<>();
    Vault vault = Vault.EMPTY;
    Iterator<String> args = arguments(folder).iterator();
    while (args.hasNext()) {
      String option = args.next();
      String value = args.next();
      switch (option) {
        case "-i" ->
            sources.add(
                value.contains(",")
                    ? new InventorySource.Named(value)
                    : new InventorySource.At(folder.resolve(value)));
        case "--playbook-dir" -> beside.add(folder.resolve(value));
        default -> vault = Vault.of(Secret.of(Files.readString(folder.resolve(value)).strip()));
      }
    }
    return Inventory.load(sources, beside, vault);
  }

  private static List<String> arguments(Path folder) throws IOException {
    Path args = folder.resolve("args");
    return BLANKS.splitToList(Files.exists(args) ? Files.readString(args) : "-i hosts");
  }

  private static String question(Path folder, List<String> patterns) {
    try {
      return "{\"in\": \""
          + folder.toAbsolutePath()
          + "\", \"args\": "
          + json(arguments(folder))
          + ", \"patterns\": "
          + json(patterns)
          + "}\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(List<String> texts) {
    return texts.stream()
        .collect(Collectors.joining("\", \"", "[\"", "\"]"))
        .replace("[\"\"]", "[]");
  }

  private static List<Node> ask(List<String> questions) {
    String answers =
        Ansible.answers(CASES.resolve("list.py").toAbsolutePath(), String.join("", questions));
    return answers.lines().map(line -> Yaml.parse(line, "ansible").orElseThrow()).toList();
  }

  private static Node member(Node node, String name) {
    return ((Mapping) node).get(name).orElseThrow(() -> new AssertionError(name + " in " + node));
  }

  private static Set<String> texts(Node list) {
    Set<String> texts = new TreeSet<>();
    ((Sequence) list).items().forEach(item -> texts.add(((Node.Scalar) item).text()));
    return texts;
  }
}
