package io.groundwork.modules.postgresql;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cluster as it is set up on a host.
 *
 * @param port empty when there is no cluster
 * @param installed whether the server of this version is installed
 * @param filled whether there is data where the cluster has it, or would have it
 * @param takenBy the other cluster that is set up for the wanted port, as {@code 15/main}
 * @param made what was settled when it was made; empty where it does not run and so cannot tell
 */
record ClusterState(
    OptionalLong port,
    boolean installed,
    boolean filled,
    Optional<String> takenBy,
    Optional<Made> made) {

  /** What a cluster keeps for life. */
  record Made(boolean checksums, String encoding, String locale) {}

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  ClusterState {
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(takenBy, "takenBy");
    Objects.requireNonNull(made, "made");
  }

  boolean exists() {
    return port.isPresent();
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static ClusterState parse(Reading reading) {
    List<String> state = LINES.splitToList(reading.state());
    List<String> around = LINES.splitToList(reading.context());
    OptionalLong port = OptionalLong.empty();
    if (!state.equals(List.of("absent"))) {
      String text =
          value(state, "port")
              .filter(number -> state.get(0).equals("present") && number.matches("[0-9]{1,5}"))
              .orElseThrow(() -> new IllegalArgumentException("a cluster " + state));
      port = OptionalLong.of(Long.parseLong(text));
    }
    Optional<Made> made =
        value(around, "checksums")
            .map(
                checksums ->
                    new Made(
                        checksums.equals("on"),
                        value(around, "encoding").orElse(""),
                        value(around, "locale").orElse("")));
    return new ClusterState(
        port,
        around.contains("installed"),
        around.contains("filled"),
        value(around, "taken"),
        made);
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> line.substring(key.length() + 1))
        .findFirst();
  }
}
