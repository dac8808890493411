package io.groundwork.module;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What has to happen after a change that takes the connection away, until the host counts as back.
 *
 * @param delay before the first attempt to connect
 * @param patience how long to try, the delay included
 * @param pause between two attempts
 * @param attempt how long one attempt to connect may take; empty for what the host has otherwise
 * @param rebooted whether the host must have started anew; the probe's state is its boot id then
 * @param test a snippet that has to succeed on the new connection
 * @param after how long to wait once all is well
 */
public record Reconnect(
    Duration delay,
    Duration patience,
    Duration pause,
    Optional<Duration> attempt,
    boolean rebooted,
    Optional<Snippet.Call> test,
    Duration after) {
  public Reconnect {
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(patience, "patience");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(attempt, "attempt");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(after, "after");
  }
}
