package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.HashMap;
import java.util.Map;

/**
 * What systemd says of a unit.
 *
 * @param systemd whether the host runs systemd at all
 * @param load LoadState: loaded, not-found, masked, bad-setting, error …
 * @param active ActiveState: active, inactive, failed, activating …
 * @param file UnitFileState: enabled, disabled, static, generated …; empty without a unit file
 * @param passing whether it does its work and is inactive again
 */
record UnitState(boolean systemd, String load, String active, String file, boolean passing) {

  static UnitState parse(Reading reading) {
    if (reading.state().equals("no-systemd")) {
      return new UnitState(false, "", "", "", false);
    }
    Map<String, String> values = new HashMap<>();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(reading.state())) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("unexpected line about a unit: " + line);
      }
      values.put(line.substring(0, equals), line.substring(equals + 1));
    }
    String enabled = values.getOrDefault("Enabled", "");
    return new UnitState(
        true,
        value(values, "LoadState"),
        value(values, "ActiveState"),
        enabled.isEmpty() ? value(values, "UnitFileState") : enabled,
        values.getOrDefault("Type", "").equals("oneshot")
            && values.getOrDefault("RemainAfterExit", "").equals("no"));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("systemd does not tell the unit's " + name);
    }
    return value;
  }

  boolean isFound() {
    return !load.equals("not-found");
  }

  boolean isMasked() {
    return load.equals("masked") || file.equals("masked") || file.equals("masked-runtime");
  }

  /** "activating" is not running: a unit that dies and is restarted all the time shows it too. */
  boolean isRunning() {
    return active.equals("active") || active.equals("reloading") || active.equals("refreshing");
  }

  boolean isStopped() {
    return active.equals("inactive") || active.equals("failed");
  }

  /** Only until the next boot: neither what enabled nor what disabled means. */
  boolean isForNow() {
    return file.endsWith("-runtime");
  }

  /** A unit file that is only linked to is as good as disabled, and to disable it would lose it. */
  boolean isDisabled() {
    return isMasked()
        || switch (file) {
          case "", "disabled", "bad", "linked", "linked-runtime" -> true;
          default -> false;
        };
  }

  boolean isEnabled() {
    return file.equals("enabled");
  }

  /** Without an install section of its own, or not by a file: neither enabled nor disabled. */
  boolean isNeverEnabled() {
    return switch (file) {
      case "static", "generated", "transient", "indirect", "alias" -> true;
      default -> false;
    };
  }
}
