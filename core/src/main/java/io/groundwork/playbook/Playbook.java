package io.groundwork.playbook;

import io.groundwork.module.Registry;
import io.groundwork.text.LoadException;
import io.groundwork.vault.Vault;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A playbook, checked as far as it can be without a host.
 *
 * @param file where it was loaded from
 * @param plays its plays, in order
 */
public record Playbook(Path file, List<Play> plays) {

  public Playbook {
    Objects.requireNonNull(file, "file");
    plays = List.copyOf(plays);
  }

  /**
   * Loads a playbook with its roles and variable files. Roles are looked for in {@code roles/}
   * beside the playbook.
   *
   * @throws LoadException with every problem found: unknown keys, modules, parameters, roles,
   *     handlers, each with its place and a suggestion
   */
  public static Playbook load(Path file, Registry registry) {
    return load(file, registry, Vault.EMPTY);
  }

  /**
   * The same where files, or values in them, are sealed.
   *
   * @param vault opens sealed files at once, and sealed values when they are read
   */
  public static Playbook load(Path file, Registry registry, Vault vault) {
    return new PlaybookLoader(file, registry, vault).load();
  }

  /**
   * Which names its tasks may set for later ones. Where a name of an include needs a host, that may
   * be any.
   */
  public Predicate<String> settable() {
    Set<String> names = new HashSet<>();
    boolean open = false;
    for (Play play : plays) {
      for (Task task : Stream.concat(play.tasks().stream(), play.handlers().stream()).toList()) {
        open |= collect(task, names);
      }
    }
    return open ? name -> true : names::contains;
  }

  private static boolean collect(Task task, Set<String> names) {
    task.register().ifPresent(names::add);
    if (task.module().spec().open()) {
      names.addAll(task.args().keySet());
    }
    if (!(task.control().orElse(null) instanceof Control.Include include)) {
      return false;
    }
    boolean open = include.body().isEmpty();
    for (Line line : include.body().map(Body::lines).orElse(List.of())) {
      open |= collect(line.task(), names);
    }
    return open;
  }
}
