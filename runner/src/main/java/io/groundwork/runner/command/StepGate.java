package io.groundwork.runner.command;

import io.groundwork.engine.Gate;
import io.groundwork.engine.Proposal;
import io.groundwork.runner.report.ProposalText;
import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.text.Problem;
import java.util.Locale;
import java.util.Optional;

/** Asks a person before each change; what another gate refuses is not even asked. */
final class StepGate implements Gate {

  private static final String QUESTION = "  Make it? [y]es, [n]o, [a]ll from here on, [q]uit: ";

  private final Gate inner;
  private final Keyboard keyboard;
  private final RunContext context;
  private final ProposalText text;
  private boolean all;
  private boolean quit;

  StepGate(Gate inner, Keyboard keyboard, RunContext context, boolean diff) {
    this.inner = inner;
    this.keyboard = keyboard;
    this.context = context;
    this.text = new ProposalText(context.terminal(), diff);
  }

  // One question at a time: several hosts come here side by side.
  @Override
  public synchronized Answer ask(Proposal proposal) {
    Answer before = inner.ask(proposal);
    if (all || !(before instanceof Answer.Make)) {
      return before;
    }
    if (quit) {
      return new Answer.Stop();
    }
    context.reporter().say(text.lines(proposal));
    return context.reporter().quietly(() -> Interrupts.unheard(this::answer));
  }

  private Answer answer() {
    while (true) {
      Optional<String> line = keyboard.line(QUESTION);
      switch (line.map(word -> word.strip().toLowerCase(Locale.ROOT)).orElse("q")) {
        case "y", "yes" -> {
          return new Answer.Make();
        }
        case "a", "all" -> {
          all = true;
          return new Answer.Make();
        }
        case "n", "no" -> {
          return new Answer.Leave("not confirmed");
        }
        case "q", "quit" -> {
          quit = true;
          context.run().interrupt();
          return new Answer.Stop();
        }
        default -> {
          // Asked again: nothing is made by mistake.
        }
      }
    }
  }

  @Override
  public Optional<Problem> refusal(String host) {
    return inner.refusal(host);
  }

  @Override
  public boolean oneByOne() {
    return !all;
  }
}
