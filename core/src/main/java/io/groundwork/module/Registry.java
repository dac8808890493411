package io.groundwork.module;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The modules a playbook can name. Immutable. */
public final class Registry {

  private static final String BUILTIN = "ansible.builtin.";

  private final SortedMap<String, Module<?, ?>> modules;

  private Registry(Map<String, Module<?, ?>> modules) {
    this.modules = ImmutableSortedMap.copyOf(modules);
  }

  public static Registry of(Collection<Module<?, ?>> modules) {
    return new Registry(
        modules.stream()
            .collect(Collectors.toMap(module -> module.spec().name(), module -> module)));
  }

  /** All modules on the class path. */
  public static Registry load() {
    return of(
        ServiceLoader.load(Module.class).stream()
            .map(ServiceLoader.Provider::get)
            .<Module<?, ?>>map(module -> module)
            .toList());
  }

  /** The module of this name; {@code ansible.builtin.copy} is {@code copy}. */
  public Optional<Module<?, ?>> find(String name) {
    String shortName = name.startsWith(BUILTIN) ? name.substring(BUILTIN.length()) : name;
    return Optional.ofNullable(modules.get(shortName));
  }

  /** All modules by name. */
  public SortedMap<String, Module<?, ?>> all() {
    return modules;
  }
}
