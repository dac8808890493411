package io.groundwork.vars;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Node.Sequence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Renders what operators write with Freemarker, locked down: no class access, no {@code ?new},
 * {@code ?api}, {@code ?interpret} or {@code ?eval}, no {@code <#include>}; scalars, lists and
 * mappings only; numbers in computer form. Thread-safe.
 *
 * <p>A variable written by an operator is rendered when it is read, with the variables that the
 * reader sees; what was computed or came from a host is data and never rendered. A text that shall
 * hold a {@code ${…}} for somebody else says {@code ${r"${HOME}"}}, stands between {@code
 * <#noparse>} and {@code </#noparse>}, or carries the tag {@code !unsafe}.
 *
 * <p>A variable, or member of one, is secret when it holds a {@link Secret} or its name ends in
 * password, passphrase, passwd, _pass, secret, token, private_key, api_key, secret_key or
 * access_key. In an expression a secret behaves as its text. A text in whose making the text of a
 * secret was read is a secret itself; numbers and booleans are not. The redactor learns every
 * secret that is read, and ignores those of fewer than four characters.
 *
 * <p>Every method throws {@link NotKnownYetException} when a value of a later part of the run is
 * read, and {@link LoadException}, with file, line, column and the expression, for an undefined
 * variable (with a suggestion) or any other template error.
 */
public final class Templates {

  // One for all: the loader, the check before a run and the run itself meet the same texts, which
  // are the operator's own, so there are only so many. It holds no values.
  private static final Compiler COMPILER = new Compiler();

  private final Redactor redactor;

  /**
   * @param redactor is told of every secret that is read
   */
  public Templates(Redactor redactor) {
    this.redactor = Objects.requireNonNull(redactor, "redactor");
  }

  /**
   * Loads what rendering needs. Not needed, but a first template comes sooner when this is done
   * beside other things.
   */
  public static void prepare() {
    new Templates(new Redactor()).render("", "${1 + 1} ${\"a\"}", Scope.EMPTY);
  }

  /** Masks this from now on, in whatever is shown. */
  public void hide(Secret secret) {
    redactor.add(secret);
  }

  /** Whether the node or anything in it has a {@code ${…}}. */
  public static boolean isDynamic(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.tag().isEmpty() && isDynamic(scalar.text());
    }
    return node instanceof Sequence sequence
        ? sequence.items().stream().anyMatch(Templates::isDynamic)
        : ((Mapping) node).entries().values().stream().anyMatch(e -> isDynamic(e.value()));
  }

  static boolean isDynamic(String text) {
    return text.contains("${") || text.contains("<#");
  }

  /**
   * The node's value, rendered throughout. A text that is one {@code ${…}} and nothing else keeps
   * the type of its expression; a text with a secret in it becomes a {@link Secret}. A {@code
   * ${x!}} whose x is not there is null. Nulls inside lists and mappings are left out.
   *
   * @return a String, Long, Boolean, Secret, or a List or Map of these; empty for a null
   */
  public Optional<Object> value(Node node, Scope scope) {
    return new Rendering(COMPILER, redactor).value(node, scope, "", false);
  }

  /**
   * Whether a bare expression, as in {@code when:}, holds. True and false are also the texts true,
   * yes, on, false, no and off.
   *
   * @param where where the expression's first character stands
   * @throws LoadException also when its value is neither true nor false
   */
  public boolean condition(String expression, Position where, Scope scope) {
    String bare = expression.strip();
    Optional<Boolean> word = truth(bare);
    if (word.isPresent()) {
      return word.get();
    }
    Rendering.Places places = line(where);
    refuseInterpolation(bare, where);
    Optional<Object> value = new Rendering(COMPILER, redactor).expression(bare, scope, places);
    return value
        .flatMap(Templates::truthOf)
        .orElseThrow(() -> new LoadException(noTruth(bare, where, value)));
  }

  /** The rendered text of a template file. Secrets in it are known to the redactor. */
  public String render(String source, String text, Scope scope) {
    return new Rendering(COMPILER, redactor)
        .text(text, scope, (line, column) -> new Position(source, line, column));
  }

  /**
   * Whether everything in the node can be read as a template, without rendering it.
   *
   * @throws LoadException with every syntax error and every key with a {@code ${…}}
   */
  public void check(Node node) {
    Problems problems = new Problems();
    check(node, problems);
    problems.throwIfAny();
  }

  /** The same for a bare expression, see {@link #condition}. */
  public void checkCondition(String expression, Position where) {
    String bare = expression.strip();
    if (truth(bare).isEmpty()) {
      refuseInterpolation(bare, where);
      Rendering.compiled(COMPILER, bare, line(where));
    }
  }

  /** The same for a template file, see {@link #render}. */
  public void checkText(String source, String text) {
    Rendering.compiled(
        () -> COMPILER.text(text), text, 0, (line, column) -> new Position(source, line, column));
  }

  private void check(Node node, Problems problems) {
    if (node instanceof Sequence sequence) {
      sequence.items().forEach(item -> check(item, problems));
    } else if (node instanceof Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                problems.gather(() -> Rendering.refuseDynamic(key, entry.keyPosition()));
                check(entry.value(), problems);
              });
    } else if (node instanceof Scalar scalar && scalar.tag().isEmpty()) {
      problems.gather(() -> check(scalar));
    }
  }

  private void check(Scalar scalar) {
    if (isDynamic(scalar)) {
      Rendering.compiled(COMPILER, scalar);
    } else {
      Jinja.refuse(scalar);
    }
  }

  private static Rendering.Places line(Position where) {
    return (line, column) ->
        line == 1 ? new Position(where.file(), where.line(), where.column() + column - 1) : where;
  }

  private static void refuseInterpolation(String expression, Position where) {
    if (expression.startsWith("${") && expression.endsWith("}")) {
      throw new LoadException(
          Problem.at(where, "a condition is an expression as it stands, without ${…}")
              .withRemedy("write " + expression.substring(2, expression.length() - 1).strip()));
    }
  }

  private static Optional<Boolean> truthOf(Object value) {
    if (value instanceof Boolean bool) {
      return Optional.of(bool);
    }
    return value instanceof String text ? truth(text) : Optional.empty();
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Problem noTruth(String expression, Position where, Optional<Object> value) {
    Problem problem =
        Problem.at(
            where,
            "\""
                + expression
                + "\" is "
                + value.map(Templates::kind).orElse("null")
                + ", not true or false");
    return value.filter(v -> v instanceof List || v instanceof Map).isPresent()
        ? problem.withRemedy("ask whether it holds something: " + expression + "?has_content")
        : problem.withRemedy("compare it, as in " + expression + " == \"…\"");
  }

  private static String kind(Object value) {
    if (value instanceof Long) {
      return "a number";
    }
    if (value instanceof Secret) {
      return "a secret";
    }
    return value instanceof List ? "a list" : value instanceof Map ? "a mapping" : "a text";
  }
}
