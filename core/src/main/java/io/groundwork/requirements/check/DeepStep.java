package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.time.Duration;
import java.util.Objects;

/**
 * One measurement that takes time and room on a host.
 *
 * @param title what is measured, for people
 * @param time about how long it takes
 * @param bytes how much room it needs meanwhile
 * @param call measures; it is bounded in time and room, and leaves nothing behind
 */
public record DeepStep(String title, Duration time, long bytes, Snippet.Call call) {
  public DeepStep {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(call, "call");
  }
}
