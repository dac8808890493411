package io.groundwork.engine;

import io.groundwork.transport.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Watches a batch of changes while it runs. */
final class Live implements Output {

  /** The longest silence about a change. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** How long the host may take to end a change by itself, once its time is up. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Frames frames;
  private final List<Batch.Guarded> steps;
  private final Watch watch;
  private Optional<String> waitingFor = Optional.empty();
  private int step = -1;
  private int number = -1;
  private Duration told = Duration.ZERO;
  private boolean gaveUp;

  Live(Frames frames, List<Batch.Guarded> steps, Watch watch) {
    this.frames = frames;
    this.steps = steps;
    this.watch = watch;
  }

  @Override
  public void out(byte[] bytes, int offset, int length) {
    frames.out(bytes, offset, length);
  }

  @Override
  public void err(byte[] bytes, int offset, int length) {
    frames.err(bytes, offset, length);
  }

  @Override
  public Optional<String> waiting() {
    Optional<String> garbled = frames.waiting();
    if (garbled.isPresent()) {
      return garbled;
    }
    Optional<String> holder = frames.holder().filter(now -> waitingFor.isEmpty());
    if (holder.isPresent()) {
      waitingFor = holder;
      watch.waits(Holder.of(holder.get()).toString());
    }
    return frames.running().flatMap(this::look);
  }

  @Override
  public boolean complete() {
    return frames.complete();
  }

  private Optional<String> look(Frames.Running now) {
    if (now.step() != step || now.number() != number) {
      step = now.step();
      number = now.number();
      told = Duration.ZERO;
    }
    Duration limit = steps.get(step).timeout();
    if (!limit.isZero() && now.elapsed().compareTo(limit.plus(GRACE)) > 0) {
      gaveUp = true;
      frames.giveUp((int) limit.toSeconds());
      return Optional.of("timed out after " + limit.toSeconds() + " s");
    }
    if (now.line().isPresent() || now.elapsed().minus(told).compareTo(HEARTBEAT) >= 0) {
      told = now.elapsed();
      watch.progress(step, number, now.elapsed(), now.line());
    }
    return Optional.empty();
  }

  /** Whether a change was given up because it took too long, and the host did not end it. */
  boolean gaveUp() {
    return gaveUp;
  }
}
