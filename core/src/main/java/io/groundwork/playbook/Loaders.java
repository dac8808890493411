package io.groundwork.playbook;

import io.groundwork.module.Registry;
import io.groundwork.text.Problems;
import io.groundwork.vault.Vault;
import java.nio.file.Path;

/** The readers of the parts of one playbook, and where they put what is wrong. */
final class Loaders {

  private final Registry registry;
  private final Path directory;
  private final Vault vault;
  private final Problems problems = new Problems();
  private final TaskLoader tasks;
  private final RoleLoader roles;
  private final ListLoader lists;

  /**
   * @param directory the playbook's
   * @param vault opens sealed files
   */
  Loaders(Registry registry, Path directory, Vault vault) {
    this.registry = registry;
    this.directory = directory;
    this.vault = vault;
    this.tasks = new TaskLoader(registry, problems);
    this.roles = new RoleLoader(this);
    this.lists = new ListLoader(this, tasks, roles);
  }

  /** The same with nothing wrong yet. */
  Loaders fresh() {
    return new Loaders(registry, directory, vault);
  }

  Path directory() {
    return directory;
  }

  Vault vault() {
    return vault;
  }

  Problems problems() {
    return problems;
  }

  TaskLoader tasks() {
    return tasks;
  }

  RoleLoader roles() {
    return roles;
  }

  ListLoader lists() {
    return lists;
  }
}
