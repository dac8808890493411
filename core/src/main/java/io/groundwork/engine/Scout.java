package io.groundwork.engine;

import io.groundwork.engine.WindowReader.Reader;
import io.groundwork.playbook.Play;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks past the play that is under way, on one host: what later plays have to read travels along
 * with what it is asked anyway. It only reads, and what it worked out is worked out again when its
 * turn has come. With the first change of a run it ends, as what it read may not be so any more.
 */
final class Scout {

  private final Map<Play, Walk> later = new LinkedHashMap<>();

  /** Adds a play that is still to come, as a dry run's walk with readings of the host's own. */
  void add(Play play, Walk walk) {
    later.put(play, walk);
  }

  /** A play is under way now, and those before it are over. */
  @SuppressWarnings("ReferenceEquality")
  void begins(Play play) {
    List<Play> over = new ArrayList<>();
    for (Play one : later.keySet()) {
      over.add(one);
      if (one == play) {
        over.forEach(later::remove);
        return;
      }
    }
  }

  /** Whether a play to come has handlers, of which the host may keep a note. */
  boolean anyHandlers() {
    return later.values().stream().anyMatch(walk -> walk.handlers().exist());
  }

  /** What is still to be read of the plays to come, as far as that can be told by now. */
  Map<Reader, Set<HostRun.Key>> missing() {
    Map<Reader, Set<HostRun.Key>> missing = new LinkedHashMap<>();
    for (Walk walk : later.values()) {
      walk.ahead()
          .forEach(
              (reader, keys) ->
                  missing.computeIfAbsent(reader, one -> new LinkedHashSet<>()).addAll(keys));
    }
    return missing;
  }
}
