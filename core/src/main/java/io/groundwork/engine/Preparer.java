package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskRef;
import io.groundwork.inventory.Host;
import io.groundwork.playbook.Body;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Loop;
import io.groundwork.playbook.Role;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Works out what a task means for one host: its condition, its loop, its parameters. */
final class Preparer {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Stage stage;
  private final HostVars vars;
  private final Templates templates;
  private final Loops loops;
  private final Arguments arguments;

  Preparer(Stage stage, HostVars vars) {
    this.stage = stage;
    this.vars = vars;
    this.templates = stage.templates();
    this.loops = new Loops(templates);
    this.arguments = new Arguments(stage, vars);
  }

  /**
   * Works a task out as far as it goes.
   *
   * @param ahead names that tasks before this one will set, when looking ahead
   */
  Prepared prepare(Entry entry, Map<String, Binding> ahead) {
    vars.lookAway();
    Task task = entry.task();
    Scope scope = vars.scope(stage, entry, ahead);
    TaskRef ref = ref(entry, name(task, scope), Optional.empty());
    try {
      if (task.loop().isEmpty()) {
        return new Prepared.Ready(List.of(item(entry, ref, scope, Turn.ONLY)), false);
      }
      return loop(entry, ref, scope);
    } catch (NotKnownYetException e) {
      return new Prepared.Blocked(ref, e.getMessage());
    } catch (LoadException e) {
      return new Prepared.Broken(ref, e.problems().get(0));
    }
  }

  /** How to speak of a task that was not worked out. */
  TaskRef ref(Entry entry) {
    return ref(entry, name(entry.task(), scope(entry, Turn.ONLY)), Optional.empty());
  }

  /** What a task sees now, in one turn of its loop. */
  Scope scope(Entry entry, Turn turn) {
    return vars.scope(stage, entry, Map.of()).with(turn.variables());
  }

  // ---- keywords ------------------------------------------------------------------------------

  /** What a keyword says, rendered. */
  Optional<String> setting(Entry entry, Keyword keyword, Scope scope) {
    Optional<Node.Scalar> written = entry.task().keywords().get(keyword);
    if (written.isEmpty() || !Templates.isDynamic(written.get())) {
      return written.map(Node.Scalar::text);
    }
    Optional<String> value =
        templates
            .value(written.get(), scope)
            .filter(one -> !one.equals(HostVars.OMIT))
            .map(one -> one instanceof Secret secret ? secret.reveal() : one.toString());
    value
        .flatMap(text -> keyword.problem(text, written.get()))
        .ifPresent(
            problem -> {
              throw new LoadException(problem);
            });
    return value;
  }

  /** The same of one that is true or false; empty where nothing is said. */
  Optional<Boolean> flag(Entry entry, Keyword keyword, Scope scope) {
    return setting(entry, keyword, scope)
        .map(text -> List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)));
  }

  /** The same outside of any turn; the fallback also where it cannot be told. */
  boolean flag(Entry entry, Keyword keyword, boolean fallback) {
    if (entry.task().keywords().get(keyword).isEmpty()) {
      return fallback;
    }
    try {
      return flag(entry, keyword, scope(entry, Turn.ONLY)).orElse(fallback);
    } catch (LoadException | NotKnownYetException e) {
      return fallback;
    }
  }

  /** A number of seconds, hosts or attempts; zero where nothing is said. */
  int count(Entry entry, Keyword keyword) {
    if (entry.task().keywords().get(keyword).isEmpty()) {
      return 0;
    }
    return setting(entry, keyword, scope(entry, Turn.ONLY)).map(Integer::parseInt).orElse(0);
  }

  private Via via(Entry entry, Scope scope) {
    Optional<String> connection =
        setting(entry, Keyword.CONNECTION, scope).map(word -> word.equals("smart") ? "ssh" : word);
    Optional<String> user = setting(entry, Keyword.REMOTE_USER, scope);
    Optional<Host> other =
        setting(entry, Keyword.DELEGATE_TO, scope)
            .filter(name -> !name.equals(vars.host().name()))
            .map(name -> host(name, entry));
    // What a play says of the connection is about its own hosts.
    return other.isPresent() ? Via.of(other.get()) : new Via(vars.host(), connection, user);
  }

  private Host host(String name, Entry entry) {
    return stage
        .spec()
        .inventory()
        .host(name)
        .or(
            () ->
                List.of("localhost", "127.0.0.1", "::1").contains(name)
                    ? Optional.of(new Host(name, List.of(), entry.task().position()))
                    : Optional.empty())
        .orElseThrow(
            () -> {
              List<String> known =
                  stage.spec().inventory().hosts().stream().map(Host::name).toList();
              Problem problem =
                  Problem.at(
                      entry.task().keywords().get(Keyword.DELEGATE_TO).orElseThrow().position(),
                      "there is no host \"" + name + "\" to delegate to");
              return new LoadException(
                  problem.withRemedy(
                      Suggestion.didYouMean(name, known)
                          .orElse("name a host of the inventory, or localhost")));
            });
  }

  private Map<String, Object> environment(Task task, Scope scope) {
    Map<String, Object> environment = new LinkedHashMap<>();
    for (Node node : task.keywords().environment()) {
      Object value = templates.value(node, scope).orElse(Map.of());
      if (!(value instanceof Map<?, ?> variables)) {
        throw new LoadException(Problem.at(node.position(), "\"environment\" must be a mapping"));
      }
      variables.forEach((name, one) -> put(environment, name.toString(), one, node));
    }
    return environment;
  }

  private static void put(Map<String, Object> environment, String name, Object value, Node where) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new LoadException(
          Problem.at(where.position(), "\"" + name + "\" is no name of an environment variable")
              .withRemedy("use letters, digits and underscores"));
    }
    environment.put(name, value instanceof Secret ? value : String.valueOf(value));
  }

  // ---- loops ---------------------------------------------------------------------------------

  private Prepared loop(Entry entry, TaskRef ref, Scope scope) {
    Task task = entry.task();
    Loop loop = task.loop().orElseThrow();
    Optional<List<Object>> turns;
    try {
      turns = Optional.of(loops.turns(loop, scope));
    } catch (LoadException e) {
      // What the loop is over need not be there where the task is skipped anyway.
      if (!isOff(task, scope)) {
        throw e;
      }
      turns = Optional.empty();
    }
    if (turns.isEmpty()) {
      return new Prepared.Ready(List.of(item(entry, ref, scope, Turn.ONLY)), false);
    }
    List<Item> items = new ArrayList<>();
    for (int index = 0; index < turns.get().size(); index++) {
      Turn turn = Loops.turn(loop, turns.get(), index);
      Scope inner = scope.with(turn.variables());
      Object value = turns.get().get(index);
      String label =
          loop.label()
              .flatMap(one -> templates.value(one, inner))
              .map(String::valueOf)
              .orElseGet(() -> Loops.label(value));
      items.add(item(entry, ref(entry, name(task, inner), Optional.of(label)), inner, turn));
    }
    return new Prepared.Ready(items, true);
  }

  private boolean isOff(Task task, Scope scope) {
    try {
      return task.when().stream()
          .anyMatch(one -> !templates.condition(one.text(), one.position(), scope));
    } catch (LoadException | NotKnownYetException e) {
      return false;
    }
  }

  // ---- one turn ------------------------------------------------------------------------------

  private Item item(Entry entry, TaskRef ref, Scope scope, Turn turn) {
    Task task = entry.task();
    for (Node.Scalar condition : task.when()) {
      if (!templates.condition(condition.text(), condition.position(), scope)) {
        return new Item.Skip(ref, turn, condition.text() + " does not hold");
      }
    }
    if (task.control().orElse(null) instanceof Control.Include include) {
      return include(include, ref, scope, turn);
    }
    if (task.control().isPresent()) {
      return new Item.Ask(ref, turn);
    }
    Via via = via(entry, scope);
    Escalation escalation =
        new Escalation(
            flag(entry, Keyword.BECOME, scope), setting(entry, Keyword.BECOME_USER, scope));
    return new Item.Do(
        Work.of(
            ref,
            stage.become().apply(via, escalation),
            via,
            environment(task, scope),
            task.module(),
            arguments.of(task, scope)),
        turn);
  }

  private Item include(Control.Include include, TaskRef ref, Scope scope, Turn turn) {
    if (include.body().isPresent()) {
      return new Item.Include(ref, turn, include.name().text(), include.body().get());
    }
    String name = templates.value(include.name(), scope).map(String::valueOf).orElse("");
    Body body = include.bodies().load(name);
    return new Item.Include(ref, turn, name, body);
  }

  private TaskRef ref(Entry entry, String name, Optional<String> item) {
    Task task = entry.task();
    return new TaskRef(
        stage.play().name(),
        task.role().map(Role::name),
        name,
        task.moduleName(),
        task.position(),
        item,
        entry.handler());
  }

  /** The name with its variables; as it is written where they are not known. */
  String name(Task task, Scope scope) {
    if (!task.name().contains("${")) {
      return task.name();
    }
    Node name = new Node.Scalar(task.name(), false, Optional.empty(), task.position());
    try {
      return templates.value(name, scope).map(String::valueOf).orElse(task.name());
    } catch (LoadException | NotKnownYetException e) {
      return task.name();
    }
  }
}
