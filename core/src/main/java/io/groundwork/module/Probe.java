package io.groundwork.module;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the present state of something without changing it.
 *
 * @param call the snippet that reads; empty when nothing on the host has to be read. It exits 0
 *     whenever it could tell the state, also when the thing is absent; any other status fails the
 *     task with what it wrote to standard error
 * @param reads what it looks at, so that a change to one of these earlier in the run is noticed
 * @param parser turns what the snippet printed into a value; throws {@link
 *     IllegalArgumentException} for what no host should print
 * @param foresight what the state will be once planned changes are made, given what was read and
 *     what they leave; empty when they do not concern it or it cannot be told
 * @param <I> the state
 */
public record Probe<I>(
    Optional<Snippet.Call> call,
    Set<Resource> reads,
    Function<Reading, I> parser,
    BiFunction<I, Outlook, Optional<I>> foresight) {

  public Probe {
    Objects.requireNonNull(call, "call");
    reads = Set.copyOf(reads);
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(foresight, "foresight");
  }

  public static <I> Probe<I> of(Snippet.Call call, Function<Reading, I> parser) {
    return new Probe<>(Optional.of(call), Set.of(), parser, Probe::unforeseen);
  }

  /** A probe that need not ask the host. */
  public static <I> Probe<I> none(I state) {
    return new Probe<>(Optional.empty(), Set.of(), reading -> state, Probe::unforeseen);
  }

  public Probe<I> reading(Resource... resources) {
    return new Probe<>(call, Set.copyOf(List.of(resources)), parser, foresight);
  }

  /** This probe, which can tell what planned changes will make of what it read. */
  public Probe<I> foreseeing(BiFunction<I, Outlook, Optional<I>> afterwards) {
    return new Probe<>(call, reads, parser, afterwards);
  }

  private static <I> Optional<I> unforeseen(I state, Outlook outlook) {
    return Optional.empty();
  }
}
