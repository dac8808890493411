package io.groundwork.modules.control;

import io.groundwork.module.Params;
import java.time.Duration;

/** Parameters that are whole seconds. */
final class Times {

  private Times() {}

  static Duration positive(Params params, String name) {
    if (params.integer(name) < 1) {
      throw params.problem(name, "takes a positive number of seconds");
    }
    return Duration.ofSeconds(params.integer(name));
  }

  static Duration atLeastZero(Params params, String name) {
    if (params.integer(name) < 0) {
      throw params.problem(name, "takes a number of seconds");
    }
    return Duration.ofSeconds(params.integer(name));
  }
}
