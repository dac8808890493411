package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Optional;

/** Lines of a name and the rest of the line as its value. */
record Fields(ImmutableListMultimap<String, String> values) {

  static Fields parse(Reading reading) {
    ImmutableListMultimap.Builder<String, String> values = ImmutableListMultimap.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(reading.state())) {
      int blank = line.indexOf(' ');
      values.put(
          blank < 0 ? line : line.substring(0, blank), blank < 0 ? "" : line.substring(blank + 1));
    }
    return new Fields(values.build());
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  List<String> all(String name) {
    return values.get(name);
  }

  Optional<String> optional(String name) {
    return values.get(name).stream().findFirst();
  }

  String get(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("the host does not tell \"" + name + "\""));
  }

  boolean yes(String name) {
    return get(name).equals("yes");
  }
}
