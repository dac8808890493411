package io.groundwork.engine;

import com.google.common.collect.Sets;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.facts.FactSource;
import io.groundwork.facts.Facts;
import io.groundwork.inventory.Host;
import io.groundwork.module.Plan;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Role;
import io.groundwork.playbook.Task;
import io.groundwork.playbook.VarsFile;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What a task can see on one host, and what tasks leave behind there for later ones: facts they set
 * and results they register. Used by one thread; others may look up what it has learned.
 */
final class HostVars {

  /** What a parameter is given by {@code ${x!omit}} to count as not given. */
  static final String OMIT = "__omit_this_parameter_6f1c2d__";

  private final Host host;
  private final RunSpec spec;
  private final Map<String, HostVars> all;
  private final Predicate<String> settable;
  private final FactScope facts;
  private final Map<String, Binding> learned = new ConcurrentHashMap<>();
  private final IdentityHashMap<Map<String, Node>, Scope> layers = new IdentityHashMap<>();
  private final IdentityHashMap<VarsFile, Scope> varsFiles = new IdentityHashMap<>();
  private final Scope extra;
  private final Binding others = new Binding.Nested(new Others());
  private final Map<String, Set<FactSource>> foreign = new LinkedHashMap<>();
  private Map<String, Binding> ahead = Map.of();
  private boolean looked;
  private boolean rehearsing;

  /**
   * @param all the variables of every host of the run, by its name
   * @param settable which names tasks may set
   */
  HostVars(Host host, RunSpec spec, Map<String, HostVars> all, Predicate<String> settable) {
    this(host, spec, all, settable, new FactScope());
  }

  private HostVars(
      Host host,
      RunSpec spec,
      Map<String, HostVars> all,
      Predicate<String> settable,
      FactScope facts) {
    this.host = host;
    this.facts = facts;
    this.spec = spec;
    this.all = all;
    this.settable = settable;
    Map<String, Binding> bindings = new HashMap<>();
    spec.extraVars().forEach((name, value) -> bindings.put(name, Binding.Known.of(value)));
    this.extra = Scope.of(bindings);
  }

  /**
   * The same host for a look ahead: it shares the facts, and what tasks leave behind is its own.
   */
  HostVars apart() {
    HostVars apart = new HostVars(host, spec, all, settable, facts);
    apart.learned.putAll(learned);
    return apart;
  }

  Host host() {
    return host;
  }

  FactScope facts() {
    return facts;
  }

  /**
   * Ansible's order, the later hiding the earlier: role defaults, inventory, facts, play, role,
   * block and task, set facts and registered results, include, extra variables, and what the run
   * itself tells.
   *
   * @param ahead names that tasks before this one will set, when looking ahead
   */
  Scope scope(Stage stage, Entry entry, Map<String, Binding> ahead) {
    this.ahead = ahead;
    Play play = stage.play();
    Task task = entry.task();
    Scope scope = Scope.EMPTY;
    for (Role role : play.roles()) {
      scope = with(scope, role.defaults());
    }
    if (task.role().isPresent()) {
      scope = with(scope, task.role().get().defaults());
    }
    scope = with(scope.with(spec.inventory().scope(host)).with(facts), play.vars());
    for (VarsFile file : play.varsFiles()) {
      Scope outer = scope;
      scope = scope.with(varsFiles.computeIfAbsent(file, one -> new FileScope(stage, one, outer)));
    }
    for (Role role : play.roles()) {
      scope = with(scope, role.vars());
    }
    if (task.role().isPresent()) {
      scope = with(scope, task.role().get().vars());
    }
    return with(scope, task.vars())
        .with(learned)
        .with(ahead)
        .with(entry.given())
        .with(extra)
        .with(magic(stage, task));
  }

  private Scope with(Scope outer, Map<String, Node> written) {
    return written.isEmpty()
        ? outer
        : outer.with(layers.computeIfAbsent(written, nodes -> Scope.of(written(nodes))));
  }

  /** What can be seen outside any task: for connection settings. */
  Scope scope() {
    return spec.inventory().host(host.name()).isPresent()
        ? spec.inventory().scope(host).with(extra)
        : Scope.of(Map.of("ansible_connection", Binding.Known.of("local"))).with(extra);
  }

  /** Opens the files that tasks take their content from. */
  Vault vault() {
    return spec.inventory().vault();
  }

  private Map<String, Binding> magic(Stage stage, Task task) {
    Map<String, Binding> magic = new HashMap<>();
    magic.put("hostvars", others);
    magic.put("omit", Binding.Known.of(OMIT));
    magic.put("ansible_check_mode", Binding.Known.of(stage.dry()));
    magic.put("ansible_diff_mode", Binding.Known.of(true));
    magic.put("ansible_play_name", Binding.Known.of(stage.play().name()));
    magic.put("ansible_play_hosts_all", Binding.Known.of(stage.hosts()));
    magic.put("ansible_play_batch", Binding.Known.of(stage.batch()));
    magic.put("ansible_play_hosts", Binding.Known.of(stage.alive().get()));
    magic.put("play_hosts", Binding.Known.of(stage.alive().get()));
    magic.put("playbook_dir", Binding.Known.of(absolute(stage.play().directory())));
    magic.put("ansible_run_tags", Binding.Known.of(runTags(stage.selection())));
    magic.put("ansible_skip_tags", Binding.Known.of(List.copyOf(stage.selection().skip())));
    task.role()
        .ifPresent(
            role -> {
              magic.put("role_name", Binding.Known.of(role.name()));
              magic.put("ansible_role_name", Binding.Known.of(role.name()));
              magic.put("role_path", Binding.Known.of(absolute(role.directory())));
            });
    return magic;
  }

  private static List<String> runTags(Selection selection) {
    return selection.tags().isEmpty() ? List.of("all") : List.copyOf(selection.tags());
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static Map<String, Binding> written(Map<String, Node> nodes) {
    Map<String, Binding> bindings = new HashMap<>();
    nodes.forEach((name, node) -> bindings.put(name, new Binding.Written(node)));
    return bindings;
  }

  // ---- what tasks leave behind ---------------------------------------------------------------

  /** Notes facts a task sets, as variables and as {@code ansible_facts}. */
  void learn(Map<String, Object> values) {
    values.forEach((name, value) -> learned.put(name, Binding.Known.of(value)));
  }

  /** Notes a name whose value only a real run can know. */
  void learnPending(String name, String why) {
    learned.put(name, new Binding.Pending(why));
  }

  /** Registers a task's result. */
  void register(String name, Binding result) {
    learned.put(name, result);
  }

  /** What was registered or set under this name. */
  Optional<Binding> learned(String name) {
    return Optional.ofNullable(learned.get(name));
  }

  /**
   * What a dry run knows of a task's result: whether it changes, and what its plan says.
   *
   * @param pending what is known after apply, unless the plan says it
   */
  static Binding predicted(Task task, Verdict verdict, Plan plan, List<String> pending) {
    Map<String, Binding> members = new HashMap<>();
    pending.forEach(
        key -> members.put(key, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    result(verdict, plan.result())
        .forEach((key, value) -> members.put(key, Binding.Known.of(value)));
    return new Binding.Nested(Scope.of(members));
  }

  /** The result of one task, or of one turn of its loop. */
  static Map<String, Object> result(Verdict verdict, Map<String, Object> own) {
    Map<String, Object> result = new LinkedHashMap<>(own);
    result.put("changed", verdict == Verdict.CHANGED);
    result.put("failed", verdict == Verdict.FAILED);
    result.put("skipped", verdict == Verdict.SKIPPED);
    return result;
  }

  /** The result of a task with a loop. */
  static Map<String, Object> loopResult(List<Map<String, Object>> turns) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (String key : List.of("changed", "failed")) {
      result.put(key, turns.stream().anyMatch(turn -> Boolean.TRUE.equals(turn.get(key))));
    }
    result.put(
        "skipped",
        !turns.isEmpty()
            && turns.stream().allMatch(turn -> Boolean.TRUE.equals(turn.get("skipped"))));
    result.put("results", new ArrayList<Object>(turns));
    return result;
  }

  // ---- other hosts ---------------------------------------------------------------------------

  /** From now on what tasks may set counts as still to come. */
  void rehearse() {
    rehearsing = true;
  }

  /** Forgets whether other hosts were looked at. */
  void lookAway() {
    looked = false;
    foreign.clear();
  }

  /** Whether something of another host was asked for that its tasks may set. */
  boolean lookedElsewhere() {
    return looked;
  }

  /** Facts of other hosts that were asked for and are not read yet. */
  Map<String, Set<FactSource>> foreign() {
    return foreign;
  }

  /** {@code hostvars}: the variables of each host with what its tasks have set and registered. */
  private final class Others implements Scope {
    @Override
    public Optional<Binding> lookup(String name) {
      HostVars vars = all.get(name);
      if (vars == null) {
        return spec.inventory()
            .host(name)
            .map(one -> new Binding.Nested(spec.inventory().scope(one).with(extra)));
      }
      return Optional.of(new Binding.Nested(new View(vars)));
    }

    @Override
    public Set<String> names() {
      return spec.inventory().host(host.name()).isPresent()
          ? Set.copyOf(spec.inventory().hosts().stream().map(Host::name).toList())
          : all.keySet();
    }
  }

  private final class View implements Scope {
    private final HostVars of;
    private final Scope written;

    View(HostVars of) {
      this.of = of;
      this.written = of.scope();
    }

    @Override
    public Optional<Binding> lookup(String name) {
      Binding set = of.learned.get(name);
      if (of == HostVars.this && ahead.containsKey(name)) {
        set = ahead.get(name);
      }
      if (set != null) {
        looked |= of != HostVars.this;
        return Optional.of(set);
      }
      Optional<Binding> otherwise = fact(name).or(() -> written.lookup(name));
      if (!settable.test(name)) {
        return otherwise;
      }
      looked |= of != HostVars.this;
      return rehearsing
          ? Optional.of(new Binding.Pending("a task of host " + of.host.name() + " has to run"))
          : otherwise;
    }

    private Optional<Binding> fact(String name) {
      if (name.equals("ansible_facts")) {
        return Optional.of(new Binding.Nested(new FactView()));
      }
      return name.startsWith("ansible_")
          ? new FactView().lookup(name.substring("ansible_".length()))
          : Optional.empty();
    }

    @Override
    public Set<String> names() {
      return Sets.union(of.learned.keySet(), written.names());
    }

    private final class FactView implements Scope {
      @Override
      public Optional<Binding> lookup(String name) {
        if (of == HostVars.this) {
          return facts.lookup("ansible_" + name);
        }
        Optional<FactSource> source = Facts.sourceOf(name);
        if (source.isEmpty() || of.facts.isSettled(name)) {
          return of.facts.settled(name);
        }
        foreign.computeIfAbsent(of.host.name(), key -> new LinkedHashSet<>()).add(source.get());
        looked = true;
        return Optional.of(
            new Binding.Pending("the fact has to be read on host " + of.host.name()));
      }

      @Override
      public Set<String> names() {
        return Facts.names();
      }
    }
  }

  /** The variables of a file whose name may need facts: until they are read, nothing is known. */
  private final class FileScope implements Scope {
    private final Stage stage;
    private final VarsFile file;
    private final Scope outer;
    private Optional<Map<String, Binding>> read = Optional.empty();

    FileScope(Stage stage, VarsFile file, Scope outer) {
      this.stage = stage;
      this.file = file;
      this.outer = outer;
    }

    @Override
    public Optional<Binding> lookup(String name) {
      if (read.isEmpty()) {
        try {
          Templates templates = stage.templates();
          Scope seen = outer.with(extra).with(learned);
          List<String> names =
              file.names().stream()
                  .map(one -> templates.value(one, seen).map(String::valueOf).orElse(""))
                  .toList();
          read = Optional.of(written(file.read(names)));
        } catch (NotKnownYetException e) {
          return name.startsWith("ansible_")
              ? Optional.empty()
              : Optional.of(new Binding.Pending(e.why()));
        }
      }
      return Optional.ofNullable(read.get().get(name));
    }

    @Override
    public Set<String> names() {
      return read.map(Map::keySet).orElse(Set.of());
    }
  }
}
