package io.groundwork.runner.command;

import java.nio.file.Path;
import java.util.Optional;

/** Where Groundwork keeps what it knows of its own runs on the operator's machine. */
final class StateDirectory {

  private StateDirectory() {}

  /** {@code $XDG_STATE_HOME/groundwork/runs}, {@code ~/.local/state/groundwork/runs} without. */
  static Path runs() {
    return own().resolve("runs");
  }

  /** The key that signs bundles, beside them. */
  static Path bundleKey() {
    return own().resolve("bundle-key.asc");
  }

  private static Path own() {
    // The property is for tests: a process cannot set its own environment.
    Path state =
        Optional.ofNullable(System.getProperty("groundwork.state"))
            .or(() -> Optional.ofNullable(System.getenv("XDG_STATE_HOME")))
            .filter(path -> path.startsWith("/"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
    return state.resolve("groundwork");
  }
}
