package io.groundwork.module;

import com.google.common.base.Splitter;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters of one task for one host: checked against the module's {@link Spec}, with
 * fallbacks filled in. A {@code wanted} that starts from here cannot meet a wrong type.
 */
public final class Params {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private final Spec spec;
  private final Map<String, Object> values;
  private final Map<String, Position> positions;
  private final Position task;
  private final Sources sources;

  private Params(
      Spec spec,
      Map<String, Object> values,
      Map<String, Position> positions,
      Position task,
      Sources sources) {
    this.spec = spec;
    this.values = values;
    this.positions = positions;
    this.task = task;
    this.sources = sources;
  }

  /**
   * One parameter as a task gives it.
   *
   * @param value rendered: a String, Long, Boolean, Secret, List or Map; empty for a null or, while
   *     loading, for what only rendering can tell
   * @param position where it stands
   */
  public record Given(Optional<Object> value, Position position) {
    public Given {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(position, "position");
    }
  }

  /**
   * Checks and completes what a task gives.
   *
   * @param given by name or alias; a null value counts as not given
   * @param task where the task stands
   * @throws LoadException with every problem: unknown, missing or doubled parameters, wrong types
   */
  public static Params of(Spec spec, Map<String, Given> given, Position task, Sources sources) {
    List<Problem> problems = problems(spec, given, task);
    if (!problems.isEmpty()) {
      throw new LoadException(problems);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Position> positions = new LinkedHashMap<>();
    given.forEach(
        (name, one) -> {
          Parameter parameter = spec.parameter(name).orElseGet(() -> further(name));
          positions.put(parameter.name(), one.position());
          one.value().ifPresent(value -> values.put(parameter.name(), convert(parameter, value)));
        });
    for (Parameter parameter : spec.parameters()) {
      if (parameter.required() && !values.containsKey(parameter.name())) {
        throw new LoadException(
            missing(spec, parameter, positions.getOrDefault(parameter.name(), task)));
      }
      parameter
          .fallback()
          .ifPresent(text -> values.putIfAbsent(parameter.name(), convert(parameter, text)));
    }
    return new Params(spec, values, positions, task, sources);
  }

  /**
   * What can be said against a task before its values are rendered: unknown, doubled and missing
   * parameters, and wrong values among those that are there.
   */
  public static List<Problem> problems(Spec spec, Map<String, Given> given, Position task) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, Given> entry : given.entrySet()) {
      String name = entry.getKey();
      Position where = entry.getValue().position();
      Optional<Parameter> parameter = spec.parameter(name);
      if (parameter.isEmpty()) {
        if (!spec.open()) {
          problems.add(unknown(spec, name, where));
        }
        continue;
      }
      String earlier = names.putIfAbsent(parameter.get().name(), name);
      if (earlier != null) {
        problems.add(
            Problem.at(
                    where,
                    spec.name() + ": \"" + name + "\" says again what \"" + earlier + "\" says")
                .withRemedy("give one of them"));
      }
      try {
        entry.getValue().value().ifPresent(value -> convert(parameter.get(), value));
      } catch (IllegalArgumentException e) {
        problems.add(Problem.at(where, spec.name() + ": \"" + name + "\" " + e.getMessage()));
      }
    }
    for (Parameter parameter : spec.parameters()) {
      if (parameter.required() && !names.containsKey(parameter.name())) {
        problems.add(missing(spec, parameter, task));
      }
    }
    return problems;
  }

  private static Parameter further(String name) {
    return Parameter.of(name, Parameter.Type.ANY, "a name of the operator's own");
  }

  private static Problem unknown(Spec spec, String name, Position where) {
    TreeSet<String> known = new TreeSet<>();
    for (Parameter parameter : spec.parameters()) {
      known.add(parameter.name());
      known.addAll(parameter.aliases());
    }
    return Problem.at(where, spec.name() + " has no parameter \"" + name + "\"")
        .withRemedy(
            Optional.ofNullable(spec.refused().get(name))
                .or(() -> Suggestion.didYouMean(name, known))
                .orElse("it takes " + String.join(", ", known)));
  }

  private static Problem missing(Spec spec, Parameter parameter, Position task) {
    return Problem.at(task, spec.name() + ": \"" + parameter.name() + "\" is missing")
        .withRemedy("give " + parameter.type().label() + ": " + parameter.description());
  }

  /** Message fragments of the exceptions follow the parameter's name. */
  private static Object convert(Parameter parameter, Object value) {
    Object converted =
        switch (parameter.type()) {
          case STRING -> text(value);
          case SECRET -> value instanceof Secret ? value : Secret.of(text(value));
          case BOOLEAN -> bool(value);
          case INTEGER -> integer(value);
          case LIST -> list(value);
          case MAP -> map(value);
          case PATH -> path(text(value));
          case MODE -> new Mode(text(value));
          case CONDITIONS -> conditions(value);
          case EXPRESSION -> expression(value);
          case ANY -> value;
        };
    if (!parameter.choices().isEmpty()) {
      List<?> chosen = converted instanceof List<?> many ? many : List.of(converted);
      chosen.forEach(choice -> requireChoice(parameter, String.valueOf(choice)));
    }
    return converted;
  }

  private static void requireChoice(Parameter parameter, String choice) {
    if (!parameter.choices().contains(choice)) {
      throw new IllegalArgumentException(
          "cannot be \""
              + choice
              + "\"; "
              + Suggestion.didYouMean(choice, parameter.choices())
                  .orElse("it is one of " + String.join(", ", parameter.choices())));
    }
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    throw new IllegalArgumentException("takes a text, not " + kind(value));
  }

  private static Boolean bool(Object value) {
    return switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1", "y", "t" -> true;
      case "false", "no", "off", "0", "n", "f" -> false;
      default -> throw new IllegalArgumentException("takes true or false, not \"" + value + "\"");
    };
  }

  private static Long integer(Object value) {
    String text = text(value);
    if (!INTEGER.matcher(text).matches()) {
      throw new IllegalArgumentException("takes a whole number, not \"" + text + "\"");
    }
    return Long.valueOf(text);
  }

  private static List<Object> list(Object value) {
    if (value instanceof List<?> items) {
      return List.copyOf(items);
    }
    if (value instanceof Map) {
      throw new IllegalArgumentException("takes a list, not a mapping");
    }
    return List.copyOf(COMMAS.splitToList(text(value)));
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> entries) {
      return entries;
    }
    throw new IllegalArgumentException("takes a mapping, not " + kind(value));
  }

  /** While loading the expressions are still texts; the engine gives them evaluated. */
  private static List<Object> conditions(Object value) {
    List<?> items = value instanceof List<?> many ? many : List.of(value);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("takes at least one condition");
    }
    return items.stream().map(Params::condition).toList();
  }

  private static Object condition(Object item) {
    if (item instanceof Map<?, ?> form
        && form.get("expression") instanceof String expression
        && form.get("holds") instanceof Boolean holds) {
      return new Condition(expression, holds);
    }
    return expressionText(item);
  }

  private static Object expression(Object value) {
    if (value instanceof Map<?, ?> form && form.get("expression") instanceof String expression) {
      return new Evaluated(expression, Optional.ofNullable(form.get("value")));
    }
    return expressionText(value);
  }

  private static String expressionText(Object value) {
    String text = text(value);
    if (text.isBlank()) {
      throw new IllegalArgumentException("takes an expression, not an empty text");
    }
    return text;
  }

  private static String path(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("takes an absolute path, not \"" + text + "\"");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds a NUL character, which no path can");
    }
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String kind(Object value) {
    return value instanceof List
        ? "a list"
        : value instanceof Map ? "a mapping" : "\"" + value + "\"";
  }

  /** Whether the task, or the parameter's fallback, gives this. */
  public boolean has(String name) {
    declared(name);
    return values.containsKey(name);
  }

  /** A text that is given, required or has a fallback. */
  public String string(String name) {
    return optional(name).orElseThrow(() -> absent(name));
  }

  public Optional<String> optional(String name) {
    return value(name).map(Params::text);
  }

  public boolean bool(String name) {
    return value(name).map(Boolean.class::cast).orElseThrow(() -> absent(name));
  }

  public Optional<Boolean> optionalBool(String name) {
    return value(name).map(Boolean.class::cast);
  }

  public long integer(String name) {
    return value(name).map(Long.class::cast).orElseThrow(() -> absent(name));
  }

  public OptionalLong optionalInteger(String name) {
    return value(name).map(value -> OptionalLong.of((Long) value)).orElseGet(OptionalLong::empty);
  }

  /** A list as texts; empty when it is not given. */
  public List<String> strings(String name) {
    return list(name).stream().map(Params::text).toList();
  }

  /** A list as it is; empty when it is not given. */
  public List<Object> list(String name) {
    return value(name).map(Params::list).orElseGet(List::of);
  }

  /** A mapping as it is; empty when it is not given. */
  public Map<String, Object> map(String name) {
    Map<String, Object> copy = new LinkedHashMap<>();
    value(name).ifPresent(value -> ((Map<?, ?>) value).forEach((k, v) -> copy.put((String) k, v)));
    return copy;
  }

  public Optional<Mode> mode(String name) {
    return value(name).map(Mode.class::cast);
  }

  public Optional<Secret> secret(String name) {
    return value(name).map(Secret.class::cast);
  }

  /** Any value as it is. */
  public Optional<Object> any(String name) {
    return value(name);
  }

  /**
   * Conditions as the engine found them; empty when they are not given.
   *
   * @throws IllegalStateException when they have not been evaluated
   */
  public List<Condition> conditions(String name) {
    List<?> items = (List<?>) value(name).orElseGet(List::of);
    return items.stream().map(item -> evaluated(name, item, Condition.class)).toList();
  }

  /**
   * An expression and its value.
   *
   * @throws IllegalStateException when it has not been evaluated
   */
  public Optional<Evaluated> evaluated(String name) {
    return value(name).map(item -> evaluated(name, item, Evaluated.class));
  }

  private <T> T evaluated(String name, Object item, Class<T> type) {
    if (!type.isInstance(item)) {
      throw new IllegalStateException(spec.name() + ": " + name + " has not been evaluated");
    }
    return type.cast(item);
  }

  /** What an open spec was given besides its declared parameters, in the order of the task. */
  public Map<String, Object> further() {
    Map<String, Object> further = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (spec.parameter(name).isEmpty()) {
            further.put(name, value);
          }
        });
    return further;
  }

  /** The operator's local files, as this task sees them. */
  public Sources sources() {
    return sources;
  }

  /**
   * A problem with one parameter, at its place, to throw from {@link Module#wanted}.
   *
   * @param name the parameter
   * @param summary what is wrong; the module's and the parameter's name are put in front
   */
  public LoadException problem(String name, String summary) {
    return new LoadException(
        Problem.at(
            positions.getOrDefault(name, task), spec.name() + ": \"" + name + "\" " + summary));
  }

  /** A problem with the parameters together. */
  public LoadException problem(String summary) {
    return new LoadException(Problem.at(task, spec.name() + ": " + summary));
  }

  private Optional<Object> value(String name) {
    declared(name);
    return Optional.ofNullable(values.get(name));
  }

  private void declared(String name) {
    if (spec.parameters().stream().noneMatch(parameter -> parameter.name().equals(name))) {
      throw new IllegalArgumentException(spec.name() + " declares no parameter " + name);
    }
  }

  private IllegalStateException absent(String name) {
    return new IllegalStateException(
        spec.name() + ": " + name + " is neither required nor has it a fallback; use optional()");
  }
}
