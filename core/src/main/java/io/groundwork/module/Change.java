package io.groundwork.module;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.io.ByteSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One step from what is to what is wanted.
 *
 * @param summary for people: what it does, in the imperative ("create /etc/x", "install y 1.2")
 * @param diffs what will differ
 * @param effect what kind of step it is
 * @param call the snippet that does it; it exits 0 when it is done, else says why on standard error
 * @param payload bytes the snippet gets from the prelude's {@code payload} function
 * @param alters what it brings, changes or removes on the host, for the tasks after it
 * @param altersAnything whether it may alter more than it can name, as the installation of a
 *     package or a command does
 * @param leaves what will be there after it, where that can be told: see {@link Outlook}
 * @param reconnect how the host is reached again, when the connection goes with the change
 */
public record Change(
    String summary,
    List<Diff> diffs,
    Effect effect,
    Snippet.Call call,
    Optional<ByteSource> payload,
    Set<Resource> alters,
    boolean altersAnything,
    Map<Resource, Object> leaves,
    Optional<Reconnect> reconnect) {

  /** What kind of step a change is. */
  public enum Effect {
    /** Moves the state; the engine reads the state again and insists that it is as wanted. */
    MODIFIES,
    /** Runs something whose effect no probe can confirm: a command, a restart. */
    RUNS,
    /** Changes nothing, only waits or looks; it never counts as changed. */
    WAITS
  }

  public Change {
    Objects.requireNonNull(summary, "summary");
    diffs = List.copyOf(diffs);
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(payload, "payload");
    alters = Set.copyOf(alters);
    leaves = Map.copyOf(leaves);
    Objects.requireNonNull(reconnect, "reconnect");
    if (effect == Effect.MODIFIES && diffs.isEmpty()) {
      throw new IllegalArgumentException("a change without a diff: " + summary);
    }
  }

  /** A change that leaves the connection alone. */
  public Change(
      String summary,
      List<Diff> diffs,
      Effect effect,
      Snippet.Call call,
      Optional<ByteSource> payload,
      Set<Resource> alters,
      boolean altersAnything,
      Map<Resource, Object> leaves) {
    this(summary, diffs, effect, call, payload, alters, altersAnything, leaves, Optional.empty());
  }

  public static Change modifies(String summary, Snippet.Call call, Diff... diffs) {
    return modifies(summary, call, List.of(diffs));
  }

  public static Change modifies(String summary, Snippet.Call call, List<Diff> diffs) {
    return new Change(
        summary, diffs, Effect.MODIFIES, call, Optional.empty(), Set.of(), false, Map.of());
  }

  public static Change runs(String summary, Snippet.Call call) {
    return new Change(
        summary, List.of(), Effect.RUNS, call, Optional.empty(), Set.of(), false, Map.of());
  }

  public static Change waits(String summary, Snippet.Call call) {
    return new Change(
        summary, List.of(), Effect.WAITS, call, Optional.empty(), Set.of(), false, Map.of());
  }

  public Change withPayload(ByteSource content) {
    return new Change(
        summary,
        diffs,
        effect,
        call,
        Optional.of(content),
        alters,
        altersAnything,
        leaves,
        reconnect);
  }

  /** This change with these environment variables: each a String or a Secret. */
  public Change within(Map<String, Object> environment) {
    return new Change(
        summary,
        diffs,
        effect,
        call.within(environment),
        payload,
        alters,
        altersAnything,
        leaves,
        reconnect);
  }

  /** This change, known to bring, change or remove these. */
  public Change altering(Resource... resources) {
    return new Change(
        summary,
        diffs,
        effect,
        call,
        payload,
        Set.copyOf(List.of(resources)),
        altersAnything,
        leaves,
        reconnect);
  }

  /** This change, which may alter more than it can name. */
  public Change alteringAnything() {
    return new Change(summary, diffs, effect, call, payload, alters, true, leaves, reconnect);
  }

  /** This change, after which that will be there: what a dry run plans later tasks on. */
  public Change leaving(Resource resource, Object state) {
    return new Change(
        summary,
        diffs,
        effect,
        call,
        payload,
        Sets.union(alters, Set.of(resource)),
        altersAnything,
        ImmutableMap.<Resource, Object>builder().putAll(leaves).put(resource, state).buildOrThrow(),
        reconnect);
  }

  /** This change, after which the host has to be reached anew. Nothing goes in a batch with it. */
  public Change reconnecting(Reconnect way) {
    return new Change(
        summary, diffs, effect, call, payload, alters, altersAnything, leaves, Optional.of(way));
  }

  /** Whether it makes the task count as changed. */
  public boolean counts() {
    return effect != Effect.WAITS;
  }
}
