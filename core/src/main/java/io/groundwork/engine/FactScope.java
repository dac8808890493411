package io.groundwork.engine;

import com.google.common.collect.ImmutableSet;
import io.groundwork.facts.FactSource;
import io.groundwork.facts.Facts;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A host's facts, on demand: a fact nobody asks for is never read, and one that is asked for too
 * early is noted and travels with the next batch. Visible as {@code ansible_facts.x} and as {@code
 * ansible_x}. Used by one thread; others may look up what is settled.
 */
final class FactScope implements Scope {

  private static final String PREFIX = "ansible_";
  private static final String ALL = "ansible_facts";

  private final Map<String, Object> known = new ConcurrentHashMap<>();
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();
  private final Set<FactSource> wanted = new LinkedHashSet<>();
  private final Scope members = new Members();

  /** The families that were asked for and are not read yet. */
  Set<FactSource> wanted() {
    return wanted;
  }

  void put(FactSource source, Map<String, Object> values) {
    wanted.remove(source);
    known.putAll(values);
    // A fact that this host does not have is undefined from now on, not asked for again.
    source.provides().forEach(name -> unreadable.putIfAbsent(name, ""));
  }

  void putFailed(FactSource source, String why) {
    wanted.remove(source);
    source.provides().forEach(name -> unreadable.put(name, why));
  }

  /** Whether it is known what this fact is, or that there is none. */
  boolean isSettled(String name) {
    return known.containsKey(name) || unreadable.containsKey(name);
  }

  /** What is known of a fact without reading it. */
  Optional<Binding> settled(String name) {
    return isSettled(name) ? members.lookup(name) : Optional.empty();
  }

  /** Forgets everything: what is asked for again is read again. */
  void clear() {
    known.clear();
    unreadable.clear();
  }

  @Override
  public Optional<Binding> lookup(String name) {
    if (name.equals(ALL)) {
      return Optional.of(new Binding.Nested(members));
    }
    return name.startsWith(PREFIX)
        ? members.lookup(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  @Override
  public Set<String> names() {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().add(ALL);
    members.names().forEach(name -> names.add(PREFIX + name));
    return names.build();
  }

  private final class Members implements Scope {
    @Override
    public Optional<Binding> lookup(String name) {
      if (known.containsKey(name)) {
        return Optional.of(Binding.Known.of(known.get(name)));
      }
      Optional<FactSource> source = Facts.sourceOf(name);
      if (source.isEmpty()) {
        return Optional.empty();
      }
      if (unreadable.containsKey(name)) {
        String why = unreadable.get(name);
        return why.isEmpty()
            ? Optional.empty()
            : Optional.of(new Binding.Pending("the fact cannot be read: " + why));
      }
      wanted.add(source.get());
      return Optional.of(new Binding.Pending("the fact has to be read"));
    }

    @Override
    public Set<String> names() {
      return Facts.names();
    }
  }
}
