package io.groundwork.engine;

import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Play;
import io.groundwork.transport.Become;
import io.groundwork.vars.Templates;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A play on one batch of its hosts: what all of them share.
 *
 * @param dry whether it is only to be told what would be done
 * @param asIs whether each task is judged by what is there now, whatever came of those before it
 * @param hosts the names of all hosts of the play
 * @param batch those of the present batch
 * @param alive those of them that did not fail so far
 * @param become whom to become where, for what a task says
 * @param interrupted whether the operator wants it to end
 */
record Stage(
    Play play,
    RunSpec spec,
    Selection selection,
    boolean dry,
    boolean asIs,
    Templates templates,
    List<String> hosts,
    List<String> batch,
    Supplier<List<String>> alive,
    BiFunction<Via, Escalation, Become> become,
    BooleanSupplier interrupted) {

  Stage {
    Objects.requireNonNull(play, "play");
    hosts = List.copyOf(hosts);
    batch = List.copyOf(batch);
  }
}
