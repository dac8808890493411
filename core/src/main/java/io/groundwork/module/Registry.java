package io.groundwork.module;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The modules a playbook can name. Immutable. */
public final class Registry {

  private static final String BUILTIN = "ansible.builtin.";

  /** By class name: {@code lineinfile} and {@code line_in_file} are of LineInFileModule. */
  private final Map<String, Supplier<Module<?, ?>>> likely;

  private final Supplier<SortedMap<String, Module<?, ?>>> modules;

  private Registry(Map<String, Supplier<Module<?, ?>>> likely, List<Supplier<Module<?, ?>>> all) {
    this.likely = Map.copyOf(likely);
    this.modules = Suppliers.memoize(() -> byName(all));
  }

  private static SortedMap<String, Module<?, ?>> byName(List<Supplier<Module<?, ?>>> all) {
    return ImmutableSortedMap.copyOf(
        all.stream()
            .map(Supplier::get)
            .collect(Collectors.toMap(module -> module.spec().name(), module -> module)));
  }

  public static Registry of(Collection<Module<?, ?>> modules) {
    List<Supplier<Module<?, ?>>> all =
        modules.stream().<Supplier<Module<?, ?>>>map(module -> () -> module).toList();
    Registry registry = new Registry(Map.of(), all);
    registry.all(); // two of one name are refused here
    return registry;
  }

  /**
   * All modules on the class path. One is made when it is first asked for: a run uses a few of
   * them, and finds them by the names of their classes.
   */
  @SuppressWarnings("rawtypes") // a class object, which the loader wants, has no type arguments
  public static Registry load() {
    Map<String, Supplier<Module<?, ?>>> likely = new HashMap<>();
    List<Supplier<Module<?, ?>>> all =
        ServiceLoader.load(Module.class).stream()
            .<Supplier<Module<?, ?>>>map(
                provider -> {
                  Supplier<Module<?, ?>> module = Suppliers.memoize(() -> provider.get());
                  likely.putIfAbsent(word(provider.type().getSimpleName()), module);
                  return module;
                })
            .toList();
    return new Registry(likely, all);
  }

  private static String word(String name) {
    String bare = name.endsWith("Module") ? name.substring(0, name.length() - 6) : name;
    return bare.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The module of this name; {@code ansible.builtin.copy} is {@code copy}. */
  public Optional<Module<?, ?>> find(String name) {
    String shortName = name.startsWith(BUILTIN) ? name.substring(BUILTIN.length()) : name;
    Supplier<Module<?, ?>> found = likely.get(word(shortName));
    if (found != null && found.get().spec().name().equals(shortName)) {
      return Optional.of(found.get());
    }
    return Optional.ofNullable(all().get(shortName));
  }

  /** All modules by name. */
  public SortedMap<String, Module<?, ?>> all() {
    return modules.get();
  }
}
