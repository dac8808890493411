package io.groundwork.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All facts there are. They have Ansible's names, and its meaning unless their family says so. */
public final class Facts {

  private static final List<FactSource> CATALOGUE =
      List.of(
          DistributionFacts.SOURCE,
          KernelFacts.SOURCE,
          NameFacts.SOURCE,
          MemoryFacts.SOURCE,
          ProcessorFacts.SOURCE,
          NetworkFacts.SOURCE,
          DnsFacts.SOURCE,
          MountFacts.SOURCE,
          VirtualizationFacts.SOURCE,
          SoftwareFacts.SOURCE,
          DateFacts.SOURCE,
          UserFacts.SOURCE,
          LoginFacts.SOURCE);

  private static final Map<String, FactSource> BY_FACT = byFact();

  private Facts() {}

  /** All families, in the order to show them. */
  public static List<FactSource> catalogue() {
    return CATALOGUE;
  }

  /** The family that provides a fact, given by its name without {@code ansible_}. */
  public static Optional<FactSource> sourceOf(String fact) {
    return Optional.ofNullable(BY_FACT.get(fact));
  }

  /** The names of all facts, without the prefix {@code ansible_}. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_FACT.keySet());
  }

  private static Map<String, FactSource> byFact() {
    Map<String, FactSource> sources = new LinkedHashMap<>();
    for (FactSource source : CATALOGUE) {
      for (String fact : source.provides()) {
        sources.put(fact, source);
      }
    }
    return sources;
  }
}
