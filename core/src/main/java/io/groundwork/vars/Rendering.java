package io.groundwork.vars;

import freemarker.core.Environment;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Compiler.Compiled;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Node.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of {@link Templates}: what is being rendered at the moment, so that a variable that
 * needs itself is found, and whether the present text has read a secret. Not thread-safe.
 */
final class Rendering {

  private static final int DEEPEST = 50;

  private final Compiler compiler;
  private final Redactor redactor;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Map<Key, Optional<Object>> rendered = new HashMap<>();
  private boolean secretRead;

  Rendering(Compiler compiler, Redactor redactor) {
    this.compiler = compiler;
    this.redactor = redactor;
  }

  /** A scalar in a scope; both by identity, since equal texts may stand in different places. */
  private record Key(Scalar scalar, Scope scope) {
    @Override
    @SuppressWarnings("ReferenceEquality") // the very same scalar, and cheap for long texts
    public boolean equals(Object other) {
      return other instanceof Key key && key.scalar == scalar && key.scope == scope;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(scalar) + System.identityHashCode(scope);
    }
  }

  private record Step(Key key, String path) {}

  /** Where an error of a template lies, given its line and column in the text. */
  interface Places {
    Position at(int line, int column);
  }

  /** The value of a node, rendered throughout. */
  Optional<Object> value(Node node, Scope scope, String path, boolean secret) {
    if (node instanceof Scalar scalar) {
      return scalar(scalar, scope, path, secret);
    }
    if (node instanceof Sequence sequence) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < sequence.items().size(); i++) {
        value(sequence.items().get(i), scope, path + "[" + i + "]", secret).ifPresent(items::add);
      }
      return Optional.of(Collections.unmodifiableList(items));
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : ((Mapping) node).entries().entrySet()) {
      String key = entry.getKey();
      refuseDynamic(key, entry.getValue().keyPosition());
      value(entry.getValue().value(), scope, member(path, key), secret || SecretNames.matches(key))
          .ifPresent(value -> entries.put(key, value));
    }
    return Optional.of(Collections.unmodifiableMap(entries));
  }

  static String member(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static void refuseDynamic(String key, Position where) {
    if (Templates.isDynamic(key)) {
      throw new LoadException(
          Problem.at(where, "a key cannot hold ${…}: \"" + key + "\"")
              .withRemedy("only values are rendered"));
    }
  }

  private Optional<Object> scalar(Scalar scalar, Scope scope, String path, boolean secret) {
    if (scalar.isSealed()) {
      return Optional.of(told(scalar.open()));
    }
    boolean hidden = secret || scalar.isSecret();
    if (scalar.tag().isPresent()) {
      return Optional.of(hiddenIf(hidden, scalar.text()));
    }
    if (!Templates.isDynamic(scalar)) {
      Jinja.refuse(scalar);
      return scalar.value().map(value -> hiddenIf(hidden, value));
    }
    Key key = new Key(scalar, scope);
    Optional<Object> known = rendered.get(key);
    if (known == null) {
      known = guarded(key, path);
      rendered.put(key, known);
    }
    return known.map(value -> hiddenIf(hidden, value));
  }

  /** Makes a text or number secret, and those in a list or mapping; booleans are no secrets. */
  private Object hidden(Object value) {
    if (value instanceof String || value instanceof Long) {
      return told(Secret.of(value.toString()));
    }
    if (value instanceof List<?> items) {
      return items.stream().map(this::hidden).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> all = new LinkedHashMap<>();
      entries.forEach((k, v) -> all.put(k, hidden(v)));
      return Collections.unmodifiableMap(all);
    }
    return value;
  }

  /** The value, made secret if it has to be. */
  Object hiddenIf(boolean secret, Object value) {
    return secret ? hidden(value) : value;
  }

  private Secret told(Secret secret) {
    redactor.add(secret);
    return secret;
  }

  private Optional<Object> guarded(Key key, String path) {
    for (Step step : steps) {
      if (step.key().equals(key)) {
        throw cycle(key, path);
      }
    }
    if (steps.size() >= DEEPEST) {
      throw new LoadException(
          Problem.at(
              key.scalar().position(),
              "more than " + DEEPEST + " variables that need each other, one inside the other"));
    }
    steps.addLast(new Step(key, path));
    try {
      return evaluate(key.scalar(), key.scope());
    } finally {
      steps.removeLast();
    }
  }

  private LoadException cycle(Key key, String path) {
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    boolean inside = false;
    for (Step step : steps) {
      inside |= step.key().equals(key);
      if (inside) {
        names.add(step.path().isEmpty() ? path : step.path());
        places.add(names.get(names.size() - 1) + " at " + step.key().scalar().position());
      }
    }
    names.add(path);
    return new LoadException(
        Problem.at(
                key.scalar().position(),
                "\"" + path + "\" needs itself: " + String.join(" -> ", names))
            .withRemedy(String.join(", ", places)));
  }

  private Optional<Object> evaluate(Scalar scalar, Scope scope) {
    Compiled compiled = compiled(compiler, scalar);
    boolean outer = secretRead;
    secretRead = false;
    try {
      return run(compiled, scope, scalar::at);
    } finally {
      secretRead = outer;
    }
  }

  /** The value of a bare expression. */
  Optional<Object> expression(String expression, Scope scope, Places places) {
    return run(compiled(compiler, expression, places), scope, places);
  }

  /** The text of a template file. */
  String text(String text, Scope scope, Places places) {
    Compiled compiled = compiled(() -> compiler.text(text), text, 0, places);
    BoundedText out = new BoundedText();
    try {
      processed(compiled, new Models(this).root(scope), out, places);
      return out.toString();
    } catch (TemplateException e) {
      throw failure(e, compiled, scope, places);
    }
  }

  /** A value's template. */
  static Compiled compiled(Compiler compiler, Scalar scalar) {
    String text = scalar.text();
    return compiler
        .knownValue(text)
        .orElseGet(
            () -> {
              Jinja.refuse(scalar);
              Jinja.refuseFilter(text, false, scalar.position());
              return compiled(() -> compiler.value(text), text, 0, scalar::at);
            });
  }

  /** The template of a bare expression. */
  static Compiled compiled(Compiler compiler, String text, Places places) {
    return compiler
        .knownExpression(text)
        .orElseGet(
            () -> {
              Jinja.refuseFilter(text, true, places.at(1, 1));
              return compiled(
                  () -> compiler.expression(text), text, Compiler.EXPRESSION_SHIFT, places);
            });
  }

  /** A step of the compiler that may refuse. */
  interface Compilation {
    Compiled compile() throws ParseException, Compiler.RefusedException;
  }

  /**
   * Compiles, and says what is wrong in our words.
   *
   * @param shift how many columns of the first line are ours
   */
  static Compiled compiled(Compilation compilation, String text, int shift, Places places) {
    try {
      return compilation.compile();
    } catch (ParseException e) {
      throw new LoadException(TemplateErrors.syntax(e, text, shift, places));
    } catch (Compiler.RefusedException e) {
      int column = e.line() == 1 ? Math.max(1, e.column() - shift) : e.column();
      throw new LoadException(Problem.at(places.at(e.line(), column), e.getMessage()));
    }
  }

  private Optional<Object> run(Compiled compiled, Scope scope, Places places) {
    BoundedText out = new BoundedText();
    Models models = new Models(this);
    try {
      Environment environment = processed(compiled, models.root(scope), out, places);
      if (!compiled.typed()) {
        String text = out.toString();
        return Optional.of(secretRead ? Secret.of(text) : text);
      }
      TemplateModel result = environment.getCurrentNamespace().get(Compiler.RESULT);
      return PlainValue.of(result).map(value -> secretRead ? withoutTelling(value) : value);
    } catch (InvalidReferenceException e) {
      if (compiled.typed() && models.isNull(scope, TemplateErrors.blamed(e))) {
        return Optional.empty();
      }
      throw failure(e, compiled, scope, places);
    } catch (TemplateException e) {
      throw failure(e, compiled, scope, places);
    }
  }

  /** Texts made of a secret are secret, but not added to what is masked wherever it occurs. */
  private static Object withoutTelling(Object value) {
    if (value instanceof String text) {
      return Secret.of(text);
    }
    if (value instanceof List<?> items) {
      return items.stream().map(Rendering::withoutTelling).toList();
    }
    return value;
  }

  private static Environment processed(
      Compiled compiled, TemplateModel root, BoundedText out, Places places)
      throws TemplateException {
    try {
      Environment environment = compiled.template().createProcessingEnvironment(root, out);
      environment.process();
      return environment;
    } catch (BoundedText.TooLongException e) {
      throw endless(places, e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw endless(places, "a macro or function of this template calls itself without end", e);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a text in memory", e);
    }
  }

  private static LoadException endless(Places places, String summary, Throwable cause) {
    LoadException e =
        new LoadException(
            Problem.at(places.at(1, 1), summary).withRemedy("give its loop or recursion an end"));
    e.initCause(cause);
    return e;
  }

  private LoadException failure(
      TemplateException e, Compiled compiled, Scope scope, Places places) {
    Problem problem = TemplateErrors.explain(e, compiled.shift(), places, new Models(this), scope);
    // Freemarker quotes values in some of its messages.
    return new LoadException(
        new Problem(
            redactor.mask(problem.summary()),
            problem.where(),
            problem.remedy().map(redactor::mask)));
  }

  /** The value behind a name, as Freemarker sees it; null for a null, as Freemarker wants it. */
  TemplateModel model(Binding binding, Scope scope, String path, boolean secret, Models models)
      throws TemplateModelException {
    if (binding instanceof Binding.Pending pending) {
      throw new NotKnownYetException(path, pending.why());
    }
    if (binding instanceof Binding.Nested nested) {
      return models.members(nested.members(), path);
    }
    if (binding instanceof Binding.Known known) {
      return models.of(known.value().map(value -> hiddenIf(secret, value)), path);
    }
    return models.of(((Binding.Written) binding).node(), scope, path, secret);
  }

  /** Notes that the text being rendered depends on a secret. */
  String reveal(Secret secret) {
    secretRead = true;
    return told(secret).reveal();
  }

  /** The value itself; a secret in it is told to the redactor. */
  Object tell(Object value) {
    return value instanceof Secret secret ? told(secret) : value;
  }
}
