package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskRef;
import io.groundwork.inventory.Host;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
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
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Works out what a task means for one host: its condition, its loop, its parameters. */
final class Preparer {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Stage stage;
  private final HostVars vars;
  private final Templates templates;

  Preparer(Stage stage, HostVars vars) {
    this.stage = stage;
    this.vars = vars;
    this.templates = stage.templates();
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
        .map(
            text -> List.of("true", "yes", "on").contains(text.toLowerCase(java.util.Locale.ROOT)));
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
                      io.groundwork.text.Suggestion.didYouMean(name, known)
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
      turns = Optional.of(turns(loop, scope));
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
      Turn turn = turn(loop, turns.get(), index);
      Scope inner = scope.with(turn.variables());
      Object value = turns.get().get(index);
      String label =
          loop.label()
              .flatMap(one -> templates.value(one, inner))
              .map(String::valueOf)
              .orElseGet(() -> label(value));
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

  private List<Object> turns(Loop loop, Scope scope) {
    Object value = templates.value(loop.over(), scope).orElse(List.of());
    return switch (loop.kind()) {
      case LOOP, WITH_LIST -> list(loop, value);
      case WITH_ITEMS -> flattened(value);
      case WITH_DICT -> pairs(loop, value);
    };
  }

  private static List<Object> list(Loop loop, Object value) {
    if (value instanceof List<?> items) {
      return new ArrayList<>(items);
    }
    Problem problem =
        Problem.at(loop.over().position(), "\"" + loop.kind().word() + "\" must be a list");
    throw new LoadException(
        problem.withRemedy(
            value instanceof Map
                ? "use \"with_dict\" for a mapping: each turn has item.key and item.value"
                : "write a list, or one ${…} whose value is a list"));
  }

  private static List<Object> flattened(Object value) {
    if (!(value instanceof List<?> items)) {
      return List.of(value);
    }
    List<Object> flat = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof List<?> inner) {
        flat.addAll(inner);
      } else {
        flat.add(item);
      }
    }
    return flat;
  }

  private static List<Object> pairs(Loop loop, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new LoadException(
          Problem.at(loop.over().position(), "\"with_dict\" must be a mapping")
              .withRemedy("use \"loop\" for a list"));
    }
    List<Object> pairs = new ArrayList<>();
    map.forEach((key, one) -> pairs.add(Map.of("key", key, "value", one)));
    return pairs;
  }

  private static Turn turn(Loop loop, List<Object> all, int index) {
    Map<String, Binding> variables = new HashMap<>();
    Map<String, Object> result = new HashMap<>();
    variables.put(loop.loopVar(), Binding.Known.of(all.get(index)));
    variables.put("ansible_loop_var", Binding.Known.of(loop.loopVar()));
    result.put(loop.loopVar(), all.get(index));
    result.put("ansible_loop_var", loop.loopVar());
    loop.indexVar()
        .ifPresent(
            name -> {
              variables.put(name, Binding.Known.of((long) index));
              variables.put("ansible_index_var", Binding.Known.of(name));
              result.put(name, (long) index);
              result.put("ansible_index_var", name);
            });
    if (loop.extended()) {
      Map<String, Object> where = new LinkedHashMap<>();
      where.put("index", index + 1L);
      where.put("index0", (long) index);
      where.put("revindex", (long) all.size() - index);
      where.put("revindex0", (long) all.size() - index - 1);
      where.put("first", index == 0);
      where.put("last", index == all.size() - 1);
      where.put("length", (long) all.size());
      where.put("allitems", all);
      variables.put("ansible_loop", Binding.Known.of(where));
      result.put("ansible_loop", where);
    }
    return new Turn(variables, result);
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
    Map<String, Params.Given> given = new LinkedHashMap<>();
    task.args()
        .forEach(
            (name, one) -> {
              Params.Given value = given(task, name, one.value(), scope);
              if (!value.value().equals(Optional.of(HostVars.OMIT))) {
                given.put(name, value);
              }
            });
    Params params = Params.of(task.module().spec(), given, task.position(), sources(task, scope));
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
            params),
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

  private Params.Given given(Task task, String name, Node node, Scope scope) {
    Parameter.Type type =
        task.module().spec().parameter(name).map(Parameter::type).orElse(Parameter.Type.ANY);
    Optional<Object> value =
        switch (type) {
          case CONDITIONS -> Optional.of(conditions(node, scope));
          case EXPRESSION -> Optional.of(expression(node, scope));
          default -> templates.value(node, scope);
        };
    return new Params.Given(value, node.position());
  }

  /** An expression with its value. */
  private Object expression(Node node, Scope scope) {
    Node.Scalar bare = scalar(node);
    Node whole =
        new Node.Scalar("${" + bare.text() + "}", false, Optional.empty(), bare.position());
    Map<String, Object> evaluated = new LinkedHashMap<>();
    evaluated.put("expression", bare.text());
    templates.value(whole, scope).ifPresent(value -> evaluated.put("value", value));
    return evaluated;
  }

  /** Each expression with whether it holds: modules judge, but only templates evaluate. */
  private Object conditions(Node node, Scope scope) {
    List<Node> expressions =
        node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    List<Object> conditions = new ArrayList<>();
    for (Node expression : expressions) {
      if (!(expression instanceof Node.Scalar scalar)) {
        throw new LoadException(
            Problem.at(
                expression.position(), "a condition is an expression, not " + expression.kind()));
      }
      conditions.add(
          Map.of(
              "expression",
              scalar.text(),
              "holds",
              templates.condition(scalar.text(), scalar.position(), scope)));
    }
    return conditions;
  }

  private static Node.Scalar scalar(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar;
    }
    throw new LoadException(
        Problem.at(node.position(), "this must be an expression, not " + node.kind()));
  }

  private LocalSources sources(Task task, Scope scope) {
    return new LocalSources(
        places(task, Role::files, "files"),
        places(task, Role::templates, "templates"),
        vars.vault(),
        templates,
        scope,
        task.position());
  }

  private List<Path> places(Task task, Function<Role, List<Path>> own, String folder) {
    return Stream.concat(
            task.role().map(own).stream().flatMap(List::stream),
            Stream.of(stage.play().directory().resolve(folder), stage.play().directory()))
        .toList();
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

  private static String label(Object turn) {
    if (turn instanceof Map<?, ?> map) {
      Object name = map.get("name");
      return name == null
          ? String.join(", ", map.keySet().stream().map(String::valueOf).toList())
          : name.toString();
    }
    return String.valueOf(turn);
  }
}
