package io.groundwork.modules.system;

import io.groundwork.module.Diff;
import io.groundwork.module.Params;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long an account and its password are good, as shadow has it; what is empty is left as it is.
 *
 * @param end the account's last day, counted from 1970; negative for none
 * @param least days before the password may be changed
 * @param most days after which it has to be changed
 */
record PasswordAge(OptionalLong end, OptionalLong least, OptionalLong most) {

  private static final long DAY_SECONDS = 86_400;
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  PasswordAge {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(least, "least");
    Objects.requireNonNull(most, "most");
  }

  static PasswordAge of(Params params) {
    OptionalLong seconds = params.optionalInteger("expires");
    OptionalLong end =
        seconds.isPresent()
            ? OptionalLong.of(Math.floorDiv(seconds.getAsLong(), DAY_SECONDS))
            : OptionalLong.empty();
    if (end.isPresent() && end.getAsLong() > LAST_DAY) {
      throw params.problem("expires", "takes seconds since 1970, and that is after the year 9999");
    }
    return new PasswordAge(
        end,
        params.optionalInteger("password_expire_min"),
        params.optionalInteger("password_expire_max"));
  }

  /** Whether anything is wanted that only shadow tells. */
  boolean isWanted() {
    return end.isPresent() || least.isPresent() || most.isPresent();
  }

  /** The account's last day as {@code useradd} and {@code usermod} take it; empty for none. */
  Optional<String> lastDay() {
    return end.isPresent() ? Optional.of(shown(end)) : Optional.empty();
  }

  /** How the last day differs from this one. */
  Optional<Diff> endDiff(PasswordAge present) {
    if (end.isEmpty() || shown(end).equals(shown(present.end))) {
      return Optional.empty();
    }
    return Optional.of(Diff.value("expires", named(present.end), named(end)));
  }

  private static String shown(OptionalLong day) {
    return day.isPresent() && day.getAsLong() >= 0
        ? LocalDate.ofEpochDay(day.getAsLong()).toString()
        : "";
  }

  private static String named(OptionalLong day) {
    return shown(day).isEmpty() ? "never" : shown(day);
  }

  /** How the days of the password differ; into the arguments what {@code chage} needs for it. */
  List<Diff> daysDiffs(PasswordAge present, List<Object> arguments) {
    List<Diff> diffs = new ArrayList<>();
    days("password_expire_min", "-m", present.least, least, diffs, arguments);
    days("password_expire_max", "-M", present.most, most, diffs, arguments);
    return diffs;
  }

  private static void days(
      String subject,
      String option,
      OptionalLong present,
      OptionalLong wanted,
      List<Diff> diffs,
      List<Object> arguments) {
    if (wanted.isEmpty() || wanted.equals(present)) {
      return;
    }
    String after = String.valueOf(wanted.getAsLong());
    String before = present.isPresent() ? String.valueOf(present.getAsLong()) : "";
    diffs.add(Diff.value(subject, before, after));
    arguments.add(option);
    arguments.add(after);
  }
}
