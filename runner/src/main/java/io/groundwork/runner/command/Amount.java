package io.groundwork.runner.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Large whole numbers from 1 on: 5000000, 5_000_000, 5M, 500k. */
final class Amount implements ITypeConverter<Long> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kKmM]?)");
  private static final long MOST = 1_000_000_000_000L;

  @Override
  public Long convert(String value) {
    Matcher form = FORM.matcher(value.strip().replace("_", ""));
    if (form.matches()) {
      long unit =
          switch (form.group(2)) {
            case "k", "K" -> 1000;
            case "m", "M" -> 1_000_000;
            default -> 1;
          };
      long number = Long.parseLong(form.group(1)) * unit;
      if (number >= 1 && number <= MOST) {
        return number;
      }
    }
    throw new TypeConversionException(
        "\"" + value + "\" is no number from 1 on, such as 500000, 5_000_000 or 5M");
  }
}
