package io.groundwork.runner.report;

import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What is counted of a run, in the order in which it is shown. */
public enum Count {
  OK(HostRecap::ok),
  CHANGED(HostRecap::changed),
  SKIPPED(HostRecap::skipped),
  UNKNOWN(HostRecap::unknown),
  FAILED(HostRecap::failed),
  UNREACHABLE(host -> host.unreachable().isPresent() ? 1 : 0),
  RESCUED(HostRecap::rescued),
  IGNORED(HostRecap::ignored);

  private final ToIntFunction<HostRecap> reader;

  Count(ToIntFunction<HostRecap> reader) {
    this.reader = reader;
  }

  public int in(HostRecap host) {
    return reader.applyAsInt(host);
  }

  public int in(Recap recap) {
    return recap.hosts().stream().mapToInt(reader).sum();
  }

  /** Its name in every output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
