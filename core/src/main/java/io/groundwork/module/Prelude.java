package io.groundwork.module;

/** The shell functions every snippet can rely on, in {@code prelude.sh}. */
public final class Prelude {

  private static final Snippet TEXT = Snippet.resource(Prelude.class, "prelude.sh");

  private Prelude() {}

  /** The functions' definitions, to stand once in front of the snippets of a script. */
  public static String text() {
    return TEXT.text();
  }
}
