package io.groundwork.inventory;

import com.google.common.collect.Lists;
import io.groundwork.inventory.Draft.OfGroup;
import io.groundwork.inventory.Draft.OfHost;
import io.groundwork.inventory.Draft.Variables;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The hosts, their groups and their variables. Immutable. */
public final class Inventory {

  private final Map<String, Group> groups;
  private final Map<String, Host> hosts;
  private final Map<String, OfHost> drafts;
  private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();
  private final List<Problem> warnings;
  private final Vault vault;
  private final Map<String, Scope> scopes = new ConcurrentHashMap<>();
  private final Binding groupLists;
  private final Binding hostScopes = new Binding.Nested(new HostScopes());

  private Inventory(Draft draft, List<Path> homes) {
    this.vault = draft.vault;
    Assembly assembly = new Assembly(draft);
    this.groups = Collections.unmodifiableMap(assembly.groups());
    this.hosts = Collections.unmodifiableMap(assembly.hosts(groups));
    this.drafts = draft.hosts();
    for (Host host : hosts.values()) {
      definitions.put(host.name(), definitions(host, draft, homes));
    }
    this.groupLists = groupLists();
    List<Problem> all = new ArrayList<>(draft.warnings);
    all.addAll(new Doubts(this).found());
    this.warnings = List.copyOf(all);
  }

  /**
   * Loads inventories in Ansible's YAML or INI form, with the {@code group_vars} and {@code
   * host_vars} beside them. A source is a file, or a directory of files; where several define the
   * same host or group, they are put together, and a later one's variables win.
   *
   * @throws LoadException with every problem found
   */
  public static Inventory load(List<Path> sources) {
    return load(sources, Vault.EMPTY);
  }

  /** The same where files, or values in them, are sealed. */
  public static Inventory load(List<Path> sources, Vault vault) {
    return load(sources.stream().map(InventorySource.At::new).toList(), List.of(), vault);
  }

  /**
   * The same from all that can make up an inventory.
   *
   * @param beside directories whose {@code group_vars} and {@code host_vars} count too, and more
   *     than those beside the inventory: those of the playbooks
   * @param vault opens sealed files at once, and sealed values when they are read
   */
  public static Inventory load(
      List<? extends InventorySource> sources, List<Path> beside, Vault vault) {
    Draft draft = new Draft(vault);
    for (InventorySource source : sources) {
      draft.problems.gather(() -> read(source, draft));
    }
    InventoryFile.refuseUndefined(draft);
    draft.problems.throwIfAny();
    if (draft.hosts().isEmpty()) {
      throw new LoadException(noHosts(sources));
    }
    List<Path> homes = homes(sources, beside);
    VariableFiles files = new VariableFiles(draft);
    homes.forEach(home -> draft.problems.gather(() -> files.read(home)));
    draft.problems.throwIfAny();
    return new Inventory(draft, homes);
  }

  private static void read(InventorySource source, Draft draft) {
    if (source instanceof InventorySource.Named named) {
      HostList.read(named.names(), draft);
      return;
    }
    for (Path file : SourceFiles.of(((InventorySource.At) source).path(), draft.warnings)) {
      draft.problems.gather(() -> SourceFiles.read(file, draft));
    }
  }

  /** Where variables lie, the weakest first; a directory counts where it is strongest. */
  private static List<Path> homes(List<? extends InventorySource> sources, List<Path> beside) {
    List<Path> all = new ArrayList<>();
    for (InventorySource source : sources) {
      if (source instanceof InventorySource.At at) {
        all.add(SourceFiles.home(at.path()));
      }
    }
    all.addAll(beside);
    List<Path> homes = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path home : Lists.reverse(all)) {
      if (seen.add(home.toAbsolutePath().normalize())) {
        homes.add(0, home);
      }
    }
    return homes;
  }

  private static Problem noHosts(List<? extends InventorySource> sources) {
    if (sources.isEmpty()) {
      return Problem.of("no inventory is given").withRemedy("name one with -i FILE");
    }
    String where = sources.get(0) instanceof InventorySource.At at ? at.path().toString() : "-i";
    return Problem.at(Position.of(where), "the inventory has no hosts")
        .withRemedy("write them below \"all:\" and \"hosts:\", each as a key: \"db1:\"");
  }

  /** All hosts, in the order of the files. */
  public List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  /** The host of this name. */
  public Optional<Host> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** All groups by name, {@code all} first, in the order of the files. */
  public Map<String, Group> groups() {
    return groups;
  }

  /**
   * The hosts a pattern names, in inventory order.
   *
   * @param pattern Ansible's: names and groups joined by {@code :} or {@code ,}, with {@code &},
   *     {@code !}, globs, {@code ~regex} and slices {@code group[0:2]} whose end is included
   * @param where where the pattern was written
   * @throws LoadException when a name in it is neither a host nor a group
   */
  public List<Host> select(String pattern, Position where) {
    return new HostPattern(groups, hosts, where).select(pattern).stream().map(hosts::get).toList();
  }

  /**
   * The hosts a {@code --limit} leaves, in inventory order.
   *
   * @param limit a pattern, in which {@code @FILE} stands for the patterns in a file, one on each
   *     line, but empty lines and those that begin with {@code #}
   * @param where where the limit was written
   * @throws LoadException also when it leaves no host
   */
  public List<Host> limit(String limit, Position where) {
    List<Host> left = select(LimitFiles.expand(limit), where);
    if (left.isEmpty()) {
      throw new LoadException(
          Problem.at(where, "the limit \"" + limit + "\" leaves no host")
              .withRemedy("groundwork inventory graph shows who is where"));
    }
    return left;
  }

  /**
   * The variables of a host: all, then parent groups, then child groups, then the host, the later
   * hiding the earlier; of these, as with Ansible, what {@code group_vars} say hides what groups
   * say in the inventory itself. And {@code inventory_hostname}, {@code inventory_hostname_short},
   * {@code inventory_dir}, {@code group_names}, {@code groups} and {@code hostvars}.
   */
  public Scope scope(Host host) {
    return scopes.computeIfAbsent(host.name(), this::newScope);
  }

  /** Every place that gives this host the variable a value, the one that counts first. */
  public List<Definition> explain(Host host, String variable) {
    List<Definition> all =
        new ArrayList<>(
            definitions.getOrDefault(host.name(), List.of()).stream()
                .filter(definition -> definition.name().equals(variable))
                .toList());
    Collections.reverse(all);
    return all;
  }

  /**
   * Opens what is sealed of the settings by which hosts are reached, so that a wrong password shows
   * before the first of them is.
   *
   * @throws LoadException with every value that cannot be opened
   */
  public void checkSealed(Collection<Host> some) {
    Problems problems = new Problems();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Host host : some) {
      for (String name : ConnectionVariables.USED) {
        explain(host, name).stream()
            .limit(1)
            .map(Definition::node)
            .filter(seen::add)
            .forEach(
                node -> {
                  if (node instanceof Node.Scalar scalar && scalar.isSealed()) {
                    problems.gather(scalar::open);
                  }
                });
      }
    }
    problems.throwIfAny();
  }

  /** Every place that gives any host a variable, each once, in no particular order. */
  public Set<Definition> definitions() {
    Set<Definition> all = new LinkedHashSet<>();
    definitions.values().forEach(all::addAll);
    return all;
  }

  /** What is not wrong but worth saying, such as two hosts with one address. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** The passwords it was loaded with, which also open the files that tasks use. */
  public Vault vault() {
    return vault;
  }

  /** What one file says of a host twice, and differently. */
  List<Problem> contradictions(Host host) {
    List<Problem> found = new ArrayList<>();
    Map<String, Entry> said = new HashMap<>();
    for (Map<String, Entry> layer : drafts.get(host.name()).variables.inline) {
      layer.forEach(
          (name, entry) -> {
            Entry earlier = said.put(name, entry);
            if (earlier != null && Doubts.contradict(earlier, entry)) {
              found.add(Doubts.contradiction(host, name, earlier, entry));
            }
          });
    }
    return found;
  }

  private Scope newScope(String name) {
    Host host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException("not a host of this inventory: " + name);
    }
    Map<String, Binding> bindings = new HashMap<>();
    for (Definition definition : definitions.get(name)) {
      bindings.put(definition.name(), new Binding.Written(definition.node()));
    }
    int dot = name.indexOf('.');
    boolean address = name.matches("[0-9.]+");
    bindings.put("inventory_hostname", Binding.Known.of(name));
    bindings.put(
        "inventory_hostname_short",
        Binding.Known.of(dot < 0 || address ? name : name.substring(0, dot)));
    bindings.put("inventory_dir", Binding.Known.of(drafts.get(name).directory));
    bindings.put("group_names", Binding.Known.of(host.groups().stream().sorted().toList()));
    bindings.put("groups", groupLists);
    bindings.put("hostvars", hostScopes);
    return Scope.of(bindings);
  }

  private Binding groupLists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    groups.forEach((name, group) -> lists.put(name, group.hosts()));
    Placement.roles().forEach(role -> lists.putIfAbsent(role, List.of()));
    return Binding.Known.of(Collections.unmodifiableMap(lists));
  }

  /** All definitions of a host's variables, the weakest first. */
  private static List<Definition> definitions(Host host, Draft draft, List<Path> homes) {
    Variables all = draft.group(Draft.ALL).variables;
    List<Variables> ofGroups =
        host.groups().stream().map(draft::group).map((OfGroup group) -> group.variables).toList();
    Variables own = draft.hosts().get(host.name()).variables;
    List<Definition> definitions = new ArrayList<>();
    add(definitions, all.origin, all.inline);
    ofGroups.forEach(group -> add(definitions, group.origin, group.inline));
    homes.forEach(home -> add(definitions, all.origin, all.files(home)));
    homes.forEach(
        home -> ofGroups.forEach(group -> add(definitions, group.origin, group.files(home))));
    add(definitions, own.origin, own.inline);
    homes.forEach(home -> add(definitions, own.origin, own.files(home)));
    return List.copyOf(definitions);
  }

  private static void add(
      List<Definition> definitions, String origin, Collection<Map<String, Entry>> layers) {
    for (Map<String, Entry> layer : layers) {
      layer.forEach(
          (name, entry) ->
              definitions.add(
                  new Definition(name, origin, shown(name, entry.value()), entry.keyPosition())));
    }
  }

  /** Of a sealed file the addresses and users need not be hidden, and would hide too much. */
  private static Node shown(String name, Node node) {
    return ConnectionVariables.USED.contains(name) ? node.disclosed() : node;
  }

  /** {@code hostvars}: the variables of each host, looked at only when they are read. */
  private final class HostScopes implements Scope {
    @Override
    public Optional<Binding> lookup(String name) {
      return host(name).map(host -> new Binding.Nested(scope(host)));
    }

    @Override
    public Set<String> names() {
      return hosts.keySet();
    }
  }
}
