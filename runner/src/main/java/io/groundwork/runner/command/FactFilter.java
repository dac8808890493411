package io.groundwork.runner.command;

import io.groundwork.engine.CutException;
import io.groundwork.engine.HostReader;
import io.groundwork.facts.FactSource;
import io.groundwork.facts.Facts;
import io.groundwork.module.Read;
import io.groundwork.runner.report.HostFacts;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.BecomeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Facts chosen by a glob over their names; only the families that have one are read.
 *
 * @param sources the families to read
 */
record FactFilter(Pattern names, List<FactSource> sources) {

  private static final String PREFIX = "ansible_";

  static FactFilter of(String glob) {
    Pattern names = Pattern.compile(regex(glob.startsWith(PREFIX) ? glob : PREFIX + glob));
    List<FactSource> sources =
        Facts.catalogue().stream()
            .filter(
                source ->
                    source.provides().stream()
                        .anyMatch(fact -> names.matcher(PREFIX + fact).matches()))
            .toList();
    if (sources.isEmpty()) {
      throw new LoadException(
          Problem.of("no fact matches \"" + glob + "\"")
              .withRemedy("\"groundwork facts HOST\" shows all of them"));
    }
    return new FactFilter(names, sources);
  }

  private static String regex(String glob) {
    return glob.chars()
        .mapToObj(
            c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(String.valueOf((char) c));
                })
        .collect(Collectors.joining());
  }

  /** The facts by name, all in one round trip. */
  HostFacts read(HostReader reader) throws CutException, BecomeException {
    List<Read> reads =
        reader.read(sources.stream().map(source -> source.probe().call().orElseThrow()).toList());
    Map<String, Object> facts = new TreeMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      FactSource source = sources.get(i);
      if (reads.get(i) instanceof Read.Failed failed) {
        unreadable.put(source.name(), failed.errors());
      } else if (reads.get(i) instanceof Read.Done done) {
        take(source, done, facts, unreadable);
      }
    }
    return new HostFacts(facts, unreadable);
  }

  private void take(
      FactSource source,
      Read.Done done,
      Map<String, Object> facts,
      Map<String, String> unreadable) {
    try {
      source
          .probe()
          .parser()
          .apply(done.reading())
          .forEach(
              (name, value) -> {
                if (names.matcher(PREFIX + name).matches()) {
                  facts.put(PREFIX + name, value);
                }
              });
    } catch (IllegalArgumentException e) {
      unreadable.put(source.name(), String.valueOf(e.getMessage()));
    }
  }
}
