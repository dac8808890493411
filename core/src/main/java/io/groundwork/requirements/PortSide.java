package io.groundwork.requirements;

import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Listening;
import io.groundwork.requirements.check.Readings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One host's part in the trial of ports.
 *
 * @param host the host
 * @param readings what else it answered
 * @param listening what it listened on for the others; empty when it could not be told to
 * @param end how that ended; empty when that is not known
 * @param attempts for each endpoint it tried, what went wrong; empty when it could not try
 * @param silence why something of this is empty
 */
record PortSide(
    HostInfo host,
    Readings readings,
    Optional<Listening> listening,
    Optional<Listening.End> end,
    Optional<Map<String, String>> attempts,
    String silence) {

  /** The host may take some seconds from telling that it listens to doing so no more. */
  private static final double MARGIN = 2;

  PortSide {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(readings, "readings");
    Objects.requireNonNull(listening, "listening");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(attempts, "attempts");
    Objects.requireNonNull(silence, "silence");
  }

  /** A host that could not be asked. */
  static PortSide lost(HostInfo host, String why) {
    return new PortSide(
        host, new Readings(Map.of()), Optional.empty(), Optional.empty(), Optional.empty(), why);
  }

  /** Whether it stopped listening before all others had tried. */
  boolean overtime() {
    return listening.isPresent()
        && end.isPresent()
        && end.get().until() - listening.get().since() > Listening.SECONDS - MARGIN;
  }
}
