package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of kernel settings by key; what the kernel does not have is absent. */
record KernelSettings(Map<String, String> values) {

  private static final Snippet SNIPPET = Snippet.resource(KernelSettings.class, "settings.sh");
  private static final Pattern LINE = Pattern.compile("([a-z_.-]+) (.+)");

  KernelSettings {
    values = Map.copyOf(values);
  }

  static Snippet.Call call(List<String> keys) {
    return SNIPPET.call(keys.toArray());
  }

  static KernelSettings parse(Reading reading) {
    Map<String, String> values = new TreeMap<>();
    for (String line : Lines.of(reading.state())) {
      Matcher setting = Lines.match(LINE, line.strip());
      if (!setting.group(2).equals("-")) {
        values.put(setting.group(1), setting.group(2).strip());
      }
    }
    return new KernelSettings(values);
  }

  /** The value of a setting. */
  String get(String key) throws UnreadableException {
    String value = values.get(key);
    if (value == null) {
      throw new UnreadableException("this host does not show " + key);
    }
    return value;
  }

  /** The value of a setting that is a number; numbers above the largest count as that. */
  long number(String key) throws UnreadableException {
    String value = get(key);
    if (value.equals("unlimited")) {
      return Long.MAX_VALUE;
    }
    if (!value.matches("[0-9]{1,20}")) {
      throw new UnreadableException(key + " is \"" + value + "\" there, no number");
    }
    return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
  }
}
