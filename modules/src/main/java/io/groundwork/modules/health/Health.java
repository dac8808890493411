package io.groundwork.modules.health;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a product said when it was asked.
 *
 * @param version of the server that answers; empty when none does as it should
 * @param details what else it told, by name
 * @param complaint why it does not answer, or how it refuses
 */
public record Health(Optional<String> version, Map<String, String> details, String complaint) {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  public Health {
    Objects.requireNonNull(version, "version");
    details = Map.copyOf(details);
    Objects.requireNonNull(complaint, "complaint");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static Health parse(Reading reading) {
    List<String> lines = LINES.splitToList(reading.state());
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (first.equals("down") || first.equals("refused")) {
      return new Health(Optional.empty(), Map.of(), reading.context().strip());
    }
    if (!first.matches("up [!-~]{1,100}")) {
      throw new IllegalArgumentException("\"" + first + "\"");
    }
    Map<String, String> details = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int blank = line.indexOf(' ');
      if (blank < 1) {
        throw new IllegalArgumentException("a line \"" + line + "\"");
      }
      details.put(line.substring(0, blank), line.substring(blank + 1));
    }
    return new Health(Optional.of(first.substring("up ".length())), details, "");
  }

  /** What register gets. */
  Map<String, Object> result() {
    Map<String, Object> result = new LinkedHashMap<>(details);
    result.put("is_available", version.isPresent());
    version.ifPresent(one -> result.put("version", one));
    return result;
  }
}
