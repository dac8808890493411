package io.groundwork.facts;

import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One family of facts: what one snippet reads.
 *
 * @param name the family's name, such as {@code memory}
 * @param provides the names of its facts, without the prefix {@code ansible_}; the probe gives
 *     every one of them
 * @param probe reads the facts; the values are String, Long, Boolean, List or Map
 */
public record FactSource(String name, List<String> provides, Probe<Map<String, Object>> probe) {

  public FactSource {
    Objects.requireNonNull(name, "name");
    provides = List.copyOf(provides);
    Objects.requireNonNull(probe, "probe");
  }

  static FactSource of(
      String name, List<String> provides, Function<Reading, Map<String, Object>> parser) {
    Snippet snippet = Snippet.resource(FactSource.class, name + ".sh");
    return new FactSource(name, provides, Probe.of(snippet.call(), parser));
  }
}
