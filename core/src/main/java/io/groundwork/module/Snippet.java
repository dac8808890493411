package io.groundwork.module;

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
import java.util.stream.Collectors;

/**
 * A POSIX {@code sh} snippet in a resource file, used as a function: its values come as {@code $1},
 * {@code $2}, ….
 *
 * <p>It runs in a subshell with {@code LC_ALL=C}, {@code set -u} and standard input closed. The
 * functions of {@code prelude.sh} are there for it.
 *
 * @param name the resource's name, for messages
 * @param text the snippet
 */
public record Snippet(String name, String text) {

  public Snippet {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /**
   * Loads a snippet.
   *
   * @param beside the class whose package the file is in
   * @param file such as {@code "file.probe.sh"}
   */
  public static Snippet resource(Class<?> beside, String file) {
    try {
      return new Snippet(
          file, Resources.toString(Resources.getResource(beside, file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This snippet with values for {@code $1}, {@code $2}, …: each a String or a {@link Secret}. */
  public Call call(Object... values) {
    return new Call(this, List.of(values), Map.of());
  }

  /**
   * A snippet with its values.
   *
   * @param values each a String or a {@link Secret}
   * @param environment variables set for it alone, each a String or a {@link Secret}
   */
  public record Call(Snippet snippet, List<Object> values, Map<String, Object> environment) {

    public Call {
      Objects.requireNonNull(snippet, "snippet");
      values = List.copyOf(values);
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
      for (Object value : values) {
        if (!(value instanceof String || value instanceof Secret)) {
          throw new IllegalArgumentException(
              snippet.name() + ": a value is a text or a secret, not " + value.getClass());
        }
      }
    }

    /** The same with these variables set. */
    public Call with(Map<String, Object> variables) {
      return variables.isEmpty() ? this : new Call(snippet, values, variables);
    }

    /** Shell text that sets the variables, secrets in clear; empty when there are none. */
    public String exports() {
      return environment.entrySet().stream()
          .map(entry -> "export " + entry.getKey() + "=" + Shell.quote(clear(entry.getValue())))
          .map(export -> export + "; ")
          .collect(Collectors.joining());
    }

    private static String clear(Object value) {
      return value instanceof Secret secret ? secret.reveal() : (String) value;
    }

    /** The values quoted for the shell, secrets in clear: for a script on standard input only. */
    public String words() {
      return values.stream().map(Call::clear).map(Shell::quote).collect(Collectors.joining(" "));
    }
  }
}
