package io.groundwork.engine;

import io.groundwork.engine.Prepared.Turn;
import io.groundwork.playbook.Loop;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes loops apart, as Ansible does. */
final class Loops {

  private final Templates templates;

  Loops(Templates templates) {
    this.templates = templates;
  }

  /** The values of its turns. */
  List<Object> turns(Loop loop, Scope scope) {
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

  /** What one of the turns sets. */
  static Turn turn(Loop loop, List<Object> all, int index) {
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

  /** What a turn is called where nobody says it. */
  static String label(Object turn) {
    if (turn instanceof Map<?, ?> map) {
      Object name = map.get("name");
      return name == null
          ? String.join(", ", map.keySet().stream().map(String::valueOf).toList())
          : name.toString();
    }
    return String.valueOf(turn);
  }
}
