package io.groundwork.playbook;

import io.groundwork.yaml.Node;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task says about its own outcome. Conditions see the result under the name it is registered
 * by; all of a list have to hold.
 *
 * @param changedWhen when it counts as changed; its module decides when this is empty
 * @param failedWhen when it counts as failed, likewise
 * @param until when it need not be tried again
 * @param retries how often it is tried again
 * @param delay seconds between two attempts
 */
public record Judgement(
    List<Node.Scalar> changedWhen,
    List<Node.Scalar> failedWhen,
    List<Node.Scalar> until,
    Optional<Node.Scalar> retries,
    Optional<Node.Scalar> delay) {

  public static final Judgement NONE =
      new Judgement(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  public Judgement {
    changedWhen = List.copyOf(changedWhen);
    failedWhen = List.copyOf(failedWhen);
    until = List.copyOf(until);
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(delay, "delay");
  }

  /** Whether it may be tried more than once. */
  public boolean repeats() {
    return !until.isEmpty() || retries.isPresent();
  }
}
