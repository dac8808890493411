package io.groundwork.modules.packages;

import io.groundwork.module.Diff;
import io.groundwork.module.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a package manager would do, as it says itself.
 *
 * @param diffs each package that comes, changes or goes
 * @param trouble why it would refuse, if it would
 * @param older those that an older version would take the place of
 */
record Transaction(List<Diff> diffs, List<String> trouble, List<Diff> older) {

  static final Transaction EMPTY = new Transaction(List.of(), List.of(), List.of());

  Transaction {
    diffs = List.copyOf(diffs);
    trouble = List.copyOf(trouble);
    older = List.copyOf(older);
  }

  /** Whether this line of a probe belongs to a transaction. */
  static boolean owns(String word) {
    return Set.of("inst", "down", "remv", "del", "trouble").contains(word);
  }

  /** This one and what a further line says. */
  Transaction and(String line, List<String> words) {
    List<Diff> more = new ArrayList<>(diffs);
    List<String> refusals = new ArrayList<>(trouble);
    List<Diff> downgrades = new ArrayList<>(older);
    String kind = words.get(0);
    if (kind.equals("trouble")) {
      refusals.add(line.substring("trouble".length()).strip());
    } else if (kind.equals("inst") && words.size() == 4) {
      String before = words.get(2).equals("-") ? "absent" : words.get(2);
      more.add(Diff.value(words.get(1), before, words.get(3)));
    } else if (kind.equals("down") && words.size() == 4) {
      downgrades.add(Diff.value(words.get(1), words.get(2), words.get(3)));
      more.add(downgrades.get(downgrades.size() - 1));
    } else if (kind.equals("remv") && words.size() == 3) {
      more.add(Diff.value(words.get(1), words.get(2), "absent"));
    } else if (kind.equals("del") && words.size() == 3) {
      String version = words.get(2).equals("-") ? "" : " " + words.get(2);
      more.add(Diff.value(words.get(1) + version, "kept", "absent"));
    } else {
      throw new IllegalArgumentException("unexpected line about packages: " + line);
    }
    return new Transaction(more, refusals, downgrades);
  }

  boolean isEmpty() {
    return diffs.isEmpty();
  }

  /** What it does besides these packages. */
  List<Diff> besides(Set<String> names) {
    return diffs.stream().filter(diff -> !names.contains(diff.subject())).toList();
  }

  List<Resource> resources() {
    return diffs.stream().map(diff -> Resource.pkg(diff.subject())).toList();
  }
}
