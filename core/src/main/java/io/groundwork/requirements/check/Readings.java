package io.groundwork.requirements.check;

import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one host answered.
 *
 * @param answers the answer to each call
 */
public record Readings(Map<Snippet.Call, Read> answers) {

  /** Why a measurement is missing. */
  static final String ONLY_DEEP = "it takes time and room, so it is measured with --deep only";

  public Readings {
    answers = Map.copyOf(answers);
  }

  /**
   * The parsed answer to a call.
   *
   * @throws UnreadableException when the host could not tell, or told what cannot be understood
   */
  <T> T get(Snippet.Call call, Function<Reading, T> parser) throws UnreadableException {
    Read read = answers.get(call);
    if (read instanceof Read.Failed failed) {
      throw new UnreadableException(failed.errors().strip());
    }
    if (!(read instanceof Read.Done done)) {
      throw new UnreadableException(call.snippet().name() + " was not run");
    }
    try {
      return parser.apply(done.reading());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableException(
          call.snippet().name() + " printed what cannot be understood: " + e.getMessage());
    }
  }

  /** The same for what a verdict can do without. */
  <T> Optional<T> find(Snippet.Call call, Function<Reading, T> parser) {
    try {
      return Optional.of(get(call, parser));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /**
   * The parsed answer to a measurement.
   *
   * @throws UnreadableException also when it was not made
   */
  <T> T measured(DeepStep step, Function<Reading, T> parser) throws UnreadableException {
    if (!answers.containsKey(step.call())) {
      throw new UnreadableException(ONLY_DEEP);
    }
    return get(step.call(), parser);
  }

  /** These and more. */
  public Readings with(Map<Snippet.Call, Read> more) {
    Map<Snippet.Call, Read> all = new HashMap<>(answers);
    all.putAll(more);
    return new Readings(all);
  }
}
