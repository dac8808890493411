package io.groundwork.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.groundwork.module.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What real hosts printed, in files named after their operating system and its version. */
public final class Fixtures {

  private Fixtures() {}

  /** The reading kept in a file beside a test, such as {@code os/debian-12.txt}. */
  public static Reading reading(Class<?> beside, String file) {
    try {
      String text = Resources.toString(Resources.getResource(beside, file), UTF_8);
      return state(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operating system by the name of its file: {@code debian-12}. */
  public static Reading os(String name) {
    return reading(Fixtures.class, "os/" + name + ".txt");
  }

  /** A reading as the engine makes it: without the line breaks at the end, and no others. */
  public static Reading state(String text) {
    return new Reading(text.replaceFirst("\\n+$", ""), "");
  }
}
