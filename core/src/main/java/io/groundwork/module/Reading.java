package io.groundwork.module;

import java.util.Objects;

/**
 * What a probe's snippet printed. It is data from a host: parse it, never render or evaluate it.
 *
 * <p>A snippet prints the state it is asked about, then may call {@code context} and print what
 * helps to plan but does not belong to that state: whether the parent directory exists, the old
 * content for the diff. Only the state is the guard of a change; the context may move meanwhile.
 *
 * @param state what stands before {@code context}, UTF-8, without trailing newlines
 * @param context what stands after it; empty when {@code context} was not called
 */
public record Reading(String state, String context) {

  public static final Reading NOTHING = new Reading("", "");

  public Reading {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(context, "context");
  }
}
