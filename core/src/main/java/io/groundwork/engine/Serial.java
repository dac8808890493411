package io.groundwork.engine;

import io.groundwork.playbook.Play;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides a play's hosts into the batches that run one after the other. */
final class Serial {

  private Serial() {}

  /** The batches, in order: one of all hosts where the play does not say otherwise. */
  static List<List<HostRun>> batches(
      Play play, List<HostRun> hosts, Templates templates, RunSpec spec) {
    List<HostRun> left = new ArrayList<>(ordered(play.batches().order(), hosts));
    List<Integer> sizes = sizes(play, hosts.size(), templates, spec);
    List<List<HostRun>> batches = new ArrayList<>();
    while (!left.isEmpty()) {
      int size = sizes.isEmpty() ? 0 : sizes.get(Math.min(batches.size(), sizes.size() - 1));
      List<HostRun> next = left.subList(0, size <= 0 ? left.size() : Math.min(size, left.size()));
      batches.add(List.copyOf(next));
      next.clear();
    }
    return batches;
  }

  private static List<HostRun> ordered(Play.Order order, List<HostRun> hosts) {
    List<HostRun> all = new ArrayList<>(hosts);
    Comparator<HostRun> byName = Comparator.comparing(run -> run.host().name());
    switch (order) {
      case INVENTORY -> {
        // They come so.
      }
      case REVERSE_INVENTORY -> Collections.reverse(all);
      case SORTED -> all.sort(byName);
      case REVERSE_SORTED -> all.sort(byName.reversed());
      case SHUFFLE -> Collections.shuffle(all);
    }
    return all;
  }

  private static List<Integer> sizes(Play play, int hosts, Templates templates, RunSpec spec) {
    Map<String, Binding> seen = new HashMap<>();
    play.vars().forEach((name, node) -> seen.put(name, new Binding.Written(node)));
    spec.extraVars().forEach((name, value) -> seen.put(name, Binding.Known.of(value)));
    List<Integer> sizes = new ArrayList<>();
    for (Node.Scalar written : play.batches().serial()) {
      Object value = templates.value(written, Scope.of(seen)).orElse(0L);
      if (value instanceof List<?> several) {
        several.forEach(one -> sizes.add(size(one.toString(), hosts, written)));
      } else {
        sizes.add(size(value.toString(), hosts, written));
      }
    }
    return sizes;
  }

  private static int size(String text, int hosts, Node.Scalar written) {
    if (!text.matches("[0-9]{1,9}%?")) {
      throw new LoadException(
          Problem.at(
              written.position(),
              "\"serial\" must be a number or a share like 30%, not \"" + text + "\""));
    }
    if (!text.endsWith("%")) {
      return Integer.parseInt(text);
    }
    int percent = Integer.parseInt(text.substring(0, text.length() - 1));
    return Math.max(1, hosts * percent / 100);
  }
}
