package io.groundwork.runner.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was read from a host.
 *
 * @param facts values by name
 * @param unreadable the families that could not be read, with the reason
 */
public record HostFacts(Map<String, Object> facts, Map<String, String> unreadable) {
  public HostFacts {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
  }
}
