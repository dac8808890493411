package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The attributes of all that is below a directory. */
final class TreePlan {

  private static final Snippet TREE = Snippet.resource(TreePlan.class, "tree.sh");

  private TreePlan() {}

  static Plan of(WantedPath wanted, PathState is) {
    WantedAttributes attributes = wanted.attributes();
    List<Diff> diffs = diffs(attributes, is);
    if (diffs.isEmpty()) {
      return Plan.holds("all below " + wanted.path() + " is as wanted")
          .needing(attributes.needs(is));
    }
    boolean owner = is.below().stream().anyMatch(one -> attributes.otherOwner(one, is.around()));
    boolean group = is.below().stream().anyMatch(one -> attributes.otherGroup(one, is.around()));
    List<Object> values = new ArrayList<>();
    values.add(wanted.path());
    values.add(owner ? attributes.owner().orElse("") : "");
    values.add(group ? attributes.group().orElse("") : "");
    modes(attributes, is)
        .forEach(
            (present, clauses) -> {
              values.add(present.substring(0, 1));
              values.add(present.substring(1));
              values.add(clauses);
            });
    String subjects = String.join(" and ", diffs.stream().map(Diff::subject).toList());
    return Plan.of(
            Change.modifies(
                    "set " + subjects + " of all below " + wanted.path(),
                    TREE.call(values.toArray()),
                    diffs)
                .altering(Resource.path(wanted.path())))
        .needing(attributes.needs(is));
  }

  /** One difference for each attribute, over all that differ in it. */
  private static List<Diff> diffs(WantedAttributes attributes, PathState is) {
    Map<String, Set<String>> before = new TreeMap<>();
    Map<String, Set<String>> after = new TreeMap<>();
    for (PathState.Attributes one : is.below()) {
      for (Diff diff : attributes.diffs(one, is.around())) {
        before.computeIfAbsent(diff.subject(), key -> new LinkedHashSet<>()).add(diff.before());
        after.computeIfAbsent(diff.subject(), key -> new LinkedHashSet<>()).add(diff.after());
      }
    }
    return before.entrySet().stream()
        .map(
            entry ->
                Diff.value(
                    entry.getKey(),
                    String.join(", ", entry.getValue()),
                    String.join(", ", after.getOrDefault(entry.getKey(), Set.of()))))
        .toList();
  }

  /** Type and present mode of what differs, to the clauses that mend it. */
  private static Map<String, String> modes(WantedAttributes attributes, PathState is) {
    Map<String, String> modes = new TreeMap<>();
    for (PathState.Attributes one : is.below()) {
      int wanted = attributes.modeOf(one);
      if (wanted == one.mode()) {
        continue;
      }
      for (String type : types(one.type())) {
        modes.put(type + Mode.show(one.mode()), clauses(wanted));
      }
    }
    return modes;
  }

  /** The letters {@code find} has for a type. */
  private static List<String> types(PathState.Type type) {
    return switch (type) {
      case DIRECTORY -> List.of("d");
      case FILE -> List.of("f");
      default -> List.of("b", "c", "p", "s");
    };
  }

  /** The mode as clauses that also take set-id bits away, which octal digits do not everywhere. */
  private static String clauses(int mode) {
    return "u="
        + letters(mode >> 6)
        + ",g="
        + letters(mode >> 3)
        + ",o="
        + letters(mode)
        + ((mode & 04000) != 0 ? ",u+s" : ",u-s")
        + ((mode & 02000) != 0 ? ",g+s" : ",g-s")
        + ((mode & 01000) != 0 ? ",+t" : ",-t");
  }

  private static String letters(int bits) {
    return ((bits & 4) != 0 ? "r" : "")
        + ((bits & 2) != 0 ? "w" : "")
        + ((bits & 1) != 0 ? "x" : "");
  }
}
