package io.groundwork.vars;

import freemarker.core.InvalidReferenceException;
import freemarker.core.NonBooleanException;
import freemarker.core.NonHashException;
import freemarker.core.NonNumericalException;
import freemarker.core.NonStringException;
import freemarker.core.NonStringOrTemplateOutputException;
import freemarker.core.ParseException;
import freemarker.core.StopException;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Models.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what Freemarker says in a page. */
final class TemplateErrors {

  private static final Pattern SEEN = Pattern.compile("evaluated to an? (?:\\w+\\+)*(\\w+)");
  private static final Pattern COMPARED =
      Pattern.compile(
          "Left hand operand is an? (\\w+).*Right hand operand is an? (\\w+)", Pattern.DOTALL);
  private static final Pattern UNEXPECTED = Pattern.compile("Encountered \"(.*?)\", but was");
  private static final Pattern UNCLOSED = Pattern.compile("You have an unclosed (\\S+)\\.");
  private static final Pattern BUILT_IN = Pattern.compile("Unknown built-in: \"(\\w+)\"");
  private static final Pattern DIRECTIVE = Pattern.compile("Unknown directive: (#\\w+)");
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern SHELL_NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Map<String, String> KINDS =
      Map.of(
          "sequence", "a list",
          "extended_hash", "a mapping",
          "hash", "a mapping",
          "string", "a text",
          "number", "a number",
          "boolean", "true or false",
          "method", "a function",
          "misc_template_model", "a macro",
          "macro", "a macro",
          "collection", "a list");

  private TemplateErrors() {}

  /** The expression an error is about, without parentheses around it. */
  static String blamed(TemplateException e) {
    String blamed = e.getBlamedExpressionString();
    String inner = blamed == null ? "" : blamed;
    while (inner.startsWith("(") && inner.endsWith(")")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return inner;
  }

  private static int blamedLength(TemplateException e) {
    return e.getBlamedExpressionString() == null ? 0 : e.getBlamedExpressionString().length();
  }

  static Problem explain(
      TemplateException e, int shift, Rendering.Places places, Models models, Scope scope) {
    int line = e.getLineNumber() == null ? 1 : Math.max(1, e.getLineNumber());
    int column = e.getColumnNumber() == null ? 1 : Math.max(1, e.getColumnNumber());
    String expression = blamed(e);
    // Of the parentheses around the expression, the first one is ours.
    int behind = shift == 0 || expression.length() == blamedLength(e) ? shift : shift - 1;
    Position where = places.at(line, line == 1 ? Math.max(1, column - behind) : column);
    String quoted = "\"" + expression + "\"";
    String message = e.getMessageWithoutStackTop();
    if (e instanceof InvalidReferenceException) {
      return missing(where, expression, models.root(scope), models.isNull(scope, expression));
    }
    if (e instanceof StopException) {
      return Problem.at(where, firstLine(message));
    }
    if (e instanceof NonBooleanException) {
      return Problem.at(where, quoted + " is " + kind(message) + ", not true or false")
          .withRemedy("compare it, as in " + expression + " == \"yes\"");
    }
    if (e instanceof NonNumericalException && SEEN.matcher(message).find()) {
      return Problem.at(where, quoted + " is " + kind(message) + ", not a number")
          .withRemedy("a text is made a number by " + expression + "?number");
    }
    if (e instanceof NonHashException) {
      return Problem.at(where, quoted + " is " + kind(message) + " and has no members");
    }
    if (e instanceof NonStringException || e instanceof NonStringOrTemplateOutputException) {
      return noText(where, expression, kind(message));
    }
    Matcher compared = COMPARED.matcher(message);
    if (compared.find()) {
      return Problem.at(
              where,
              quoted
                  + " compares "
                  + kindOf(compared.group(1))
                  + " with "
                  + kindOf(compared.group(2)))
          .withRemedy("make both numbers with ?number, or both texts with ?string");
    }
    return Problem.at(where, firstLine(message) + (expression.isEmpty() ? "" : " in " + quoted));
  }

  private static Problem noText(Position where, String expression, String kind) {
    Problem problem =
        Problem.at(where, "\"" + expression + "\" is " + kind + ", which has no place in a text");
    return switch (kind) {
      case "a list" -> problem.withRemedy("join it: ${" + expression + "?join(\", \")}");
      case "a mapping" -> problem.withRemedy("name one of its members");
      default -> problem;
    };
  }

  private static Problem missing(Position where, String expression, Named root, boolean isNull) {
    if (isNull) {
      return Problem.at(where, "\"" + expression + "\" is null")
          .withRemedy("say what to take instead: " + expression + "!\"…\"");
    }
    Problem problem = Problem.at(where, "\"" + expression + "\" is not defined");
    Optional<String> near = nearest(expression, root);
    if (near.isPresent()) {
      return problem.withRemedy("did you mean \"" + near.get() + "\"?");
    }
    return SHELL_NAME.matcher(expression).matches()
        ? problem.withRemedy(
            "define it; if the shell shall read it, write ${r\"${" + expression + "}\"}")
        : problem.withRemedy("define it, or say what to take instead: " + expression + "!\"…\"");
  }

  /** The name that may be meant, on the level where the given one is not found. */
  private static Optional<String> nearest(String expression, Named root) {
    if (!PATH.matcher(expression).matches()) {
      return Optional.empty();
    }
    Named at = root;
    List<String> walked = new ArrayList<>();
    for (String name : expression.split("\\.", -1)) {
      if (!at.names().contains(name)) {
        String prefix = walked.isEmpty() ? "" : String.join(".", walked) + ".";
        return Suggestion.closest(name, at.names()).map(near -> prefix + near);
      }
      walked.add(name);
      Optional<Named> next = member(at, name);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }

  private static Optional<Named> member(Named at, String name) {
    try {
      TemplateModel model = at.get(name);
      return model instanceof Named named ? Optional.of(named) : Optional.empty();
    } catch (TemplateModelException e) {
      return Optional.empty();
    }
  }

  private static String kind(String message) {
    Matcher seen = SEEN.matcher(message);
    return seen.find() ? kindOf(seen.group(1)) : "something else";
  }

  private static String kindOf(String type) {
    return KINDS.getOrDefault(type, "no value");
  }

  /**
   * A text that is no template.
   *
   * @param shift how many columns of the first line are ours
   */
  static Problem syntax(ParseException e, String text, int shift, Rendering.Places places) {
    int line = Math.max(1, e.getLineNumber());
    int column = Math.max(1, e.getColumnNumber());
    Position where = places.at(line, line == 1 ? Math.max(1, column - shift) : column);
    String message = e.getEditorMessage();
    Problem problem = said(where, message, shift > 0);
    Optional<String> jinja = Jinja.remedy(Jinja.expressions(text, shift > 0));
    return jinja.map(problem::withRemedy).orElse(problem);
  }

  private static Problem said(Position where, String message, boolean expression) {
    Matcher builtIn = BUILT_IN.matcher(message);
    if (builtIn.find()) {
      Problem problem = Problem.at(where, "there is no built-in ?" + builtIn.group(1));
      return Suggestion.closest(builtIn.group(1), builtIns())
          .map(near -> problem.withRemedy("did you mean \"?" + near + "\"?"))
          .orElse(problem);
    }
    Matcher directive = DIRECTIVE.matcher(message);
    if (directive.find()) {
      return Problem.at(where, "there is no directive <" + directive.group(1) + ">")
          .withRemedy("put <#noparse>…</#noparse> around what is not meant for Groundwork");
    }
    Matcher unclosed = UNCLOSED.matcher(message);
    if (unclosed.find()) {
      return Problem.at(where, unclosedName(unclosed.group(1), expression) + " is not closed");
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.find()) {
      boolean ours = expression && unexpected.group(1).matches("\\)|>|\\)>");
      return ours
          ? Problem.at(where, "the expression ends too early")
          : Problem.at(where, "\"" + unexpected.group(1) + "\" cannot stand here");
    }
    if (message.startsWith("Lexical error")) {
      return Problem.at(where, "a quote is not closed, or a character has no meaning here");
    }
    return Problem.at(where, firstLine(message));
  }

  private static String unclosedName(String opened, boolean expression) {
    String name = opened.replace("\"", "");
    if (name.startsWith("#")) {
      return "<" + name + ">";
    }
    return name.equals("{") && !expression ? "\"${\"" : "\"" + name + "\"";
  }

  private static Set<String> builtIns() {
    return new Configuration(Configuration.VERSION_2_3_35)
        .getSupportedBuiltInNames(Configuration.LEGACY_NAMING_CONVENTION);
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("this template cannot be rendered");
    return line.endsWith(".") || line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
  }
}
