package io.groundwork.module;

import com.google.common.base.Suppliers;
import com.google.common.io.Resources;
import io.groundwork.text.Secret;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A POSIX {@code sh} snippet in a resource file, used as a function: its values come as {@code $1},
 * {@code $2}, ….
 *
 * <p>It runs in a subshell with {@code LC_ALL=C}, {@code set -u} and standard input closed. The
 * functions of {@code prelude.sh} are there for it.
 *
 * <p>Its text is read when it is first used: of all the modules a run uses a few.
 */
public final class Snippet {

  private final String name;
  private final Supplier<String> text;

  /**
   * A snippet that is there already.
   *
   * @param name the resource's name, for messages
   */
  public Snippet(String name, String text) {
    this(name, () -> text);
    Objects.requireNonNull(text, "text");
  }

  private Snippet(String name, Supplier<String> text) {
    this.name = Objects.requireNonNull(name, "name");
    this.text = text;
  }

  /**
   * A snippet in a file.
   *
   * @param beside the class whose package the file is in
   * @param file such as {@code "file.probe.sh"}
   */
  public static Snippet resource(Class<?> beside, String file) {
    return new Snippet(file, Suppliers.memoize(() -> read(beside, file)));
  }

  private static String read(Class<?> beside, String file) {
    try {
      return Resources.toString(Resources.getResource(beside, file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource's name, for messages. */
  public String name() {
    return name;
  }

  /** The shell's words. */
  public String text() {
    return text.get();
  }

  /** Whether it is the same text of the same name. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Snippet snippet
            && name.equals(snippet.name)
            && text().equals(snippet.text()));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  /** This snippet with values for {@code $1}, {@code $2}, …: each a String or a {@link Secret}. */
  public Call call(Object... values) {
    return new Call(this, List.of(values));
  }

  /**
   * A snippet with its values.
   *
   * @param values each a String or a {@link Secret}
   * @param environment variables it and what it starts find set: each a String or a {@link Secret}
   */
  public record Call(Snippet snippet, List<Object> values, Map<String, Object> environment) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Call {
      Objects.requireNonNull(snippet, "snippet");
      values = List.copyOf(values);
      values.forEach(value -> requireText(snippet, value));
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
      for (Map.Entry<String, Object> variable : environment.entrySet()) {
        if (!VARIABLE.matcher(variable.getKey()).matches()) {
          throw new IllegalArgumentException(
              "\"" + variable.getKey() + "\" cannot be the name of an environment variable");
        }
        requireText(snippet, variable.getValue());
      }
    }

    /** In the environment as it is. */
    public Call(Snippet snippet, List<Object> values) {
      this(snippet, values, Map.of());
    }

    private static void requireText(Snippet snippet, Object value) {
      if (!(value instanceof String || value instanceof Secret)) {
        throw new IllegalArgumentException(
            snippet.name() + ": a value is a text or a secret, not " + value.getClass());
      }
    }

    /**
     * This call with these environment variables, in place of those it had.
     *
     * @param variables each a String or a {@link Secret}
     */
    public Call within(Map<String, Object> variables) {
      return new Call(snippet, values, variables);
    }

    /** The values quoted for the shell, secrets in clear: for a script on standard input only. */
    public String words() {
      return values.stream().map(Call::word).collect(Collectors.joining(" "));
    }

    /**
     * The shell command that sets the environment for all that follows, secrets in clear; nothing
     * when there is none to set.
     */
    public String exports() {
      return environment.entrySet().stream()
          .map(one -> "export " + one.getKey() + "=" + word(one.getValue()) + "; ")
          .collect(Collectors.joining());
    }

    private static String word(Object value) {
      return Shell.quote(value instanceof Secret secret ? secret.reveal() : (String) value);
    }
  }
}
