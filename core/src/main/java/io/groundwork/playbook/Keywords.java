package io.groundwork.playbook;

import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a play, a role, a block or a task says by keywords that the things inside it inherit.
 *
 * @param settings keywords with one value: an inner level's counts
 * @param when conditions: those of all levels have to hold
 * @param tags those of all levels together
 * @param vars an inner level's hide those of the same name further out
 * @param environment environment variables, each a mapping or one <code>${…}</code>; the later hide
 *     the earlier
 * @param notifies handlers to notify: those of all levels
 */
public record Keywords(
    Map<Keyword, Node.Scalar> settings,
    List<Node.Scalar> when,
    Set<String> tags,
    Map<String, Node> vars,
    List<Node> environment,
    List<Node.Scalar> notifies) {

  public static final Keywords NONE =
      new Keywords(Map.of(), List.of(), Set.of(), Map.of(), List.of(), List.of());

  public Keywords {
    settings = Map.copyOf(settings);
    when = List.copyOf(when);
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    vars = Map.copyOf(vars);
    environment = List.copyOf(environment);
    notifies = List.copyOf(notifies);
  }

  /** What counts for something that says this inside of something that says that. */
  Keywords inside(Keywords outer) {
    Map<Keyword, Node.Scalar> both = new EnumMap<>(Keyword.class);
    both.putAll(outer.settings);
    both.putAll(settings);
    Set<String> allTags = new TreeSet<>(outer.tags);
    allTags.addAll(tags);
    Map<String, Node> allVars = new LinkedHashMap<>(outer.vars);
    allVars.putAll(vars);
    return new Keywords(
        both,
        joined(outer.when, when),
        allTags,
        allVars,
        joined(outer.environment, environment),
        joined(outer.notifies, notifies));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** What is said by one keyword, if anything is. */
  public Optional<Node.Scalar> get(Keyword keyword) {
    return Optional.ofNullable(settings.get(keyword));
  }
}
