package io.groundwork.vars;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells those who come from Ansible how Freemarker writes what they wrote in Jinja. */
final class Jinja {

  private static final Pattern IN_TEXT =
      Pattern.compile("(?<!\\$)\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}?|<#\\w+([^>]*)>");
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"|'[^']*'");

  /** Freemarker takes a single "|" for "or", and would quietly do something else. */
  private static final Pattern FILTER =
      Pattern.compile(
          "(?<!\\|)\\|\\s*(default|d|bool|int|float|length|count|lower|upper|title|capitalize|trim"
              + "|join|first|last|list|dict2items|items2dict|string|replace|to_json|to_nice_json"
              + "|to_yaml|to_nice_yaml|from_json|from_yaml|b64encode|b64decode|regex_\\w+|map"
              + "|select|selectattr|reject|rejectattr|sort|unique|union|difference|intersect"
              + "|combine|flatten|quote|mandatory|basename|dirname|hash|password_hash|ternary"
              + "|random|min|max|sum|abs|round|ipaddr|version|is_\\w+)\\b");

  private record Idiom(Pattern pattern, String remedy) {
    Idiom(String pattern, String remedy) {
      this(Pattern.compile(pattern), remedy);
    }
  }

  private static final List<Idiom> IDIOMS =
      List.of(
          new Idiom("\\{\\{", "name a variable without {{ }}"),
          new Idiom("\\bis\\s+(not\\s+defined|undefined)\\b", "\"x is not defined\" is !(x??)"),
          new Idiom("\\bis\\s+defined\\b", "\"x is defined\" is x??"),
          new Idiom("\\|\\s*(default|d)\\b", "\"x | default('a')\" is x!\"a\""),
          new Idiom("\\|\\s*bool\\b", "\"x | bool\" is x, or x == \"yes\""),
          new Idiom("\\|\\s*int\\b", "\"x | int\" is x?number"),
          new Idiom("\\|\\s*length\\b", "\"x | length\" is x?size or x?length"),
          new Idiom("\\|\\s*\\w", "a filter \"x | f\" is a built-in, x?f"),
          new Idiom("\\band\\b", "\"and\" is &&"),
          new Idiom("\\bor\\b", "\"or\" is ||"),
          new Idiom("\\bnot\\s+in\\b", "\"x not in y\" is !y?seq_contains(x)"),
          new Idiom("\\bin\\b", "\"x in y\" is y?seq_contains(x)"),
          new Idiom("\\bnot\\b", "\"not x\" is !x"),
          new Idiom("\\bis\\b", "tests with \"is\" are built-ins, as x?is_string"));

  private Jinja() {}

  /** Refuses a text with {@code {{ … }}} or {@code {% … %}}, which would be taken as it stands. */
  static void refuse(Scalar scalar) {
    String text = scalar.text();
    boolean suspect = text.contains("{{") || text.contains("{%");
    if (!suspect || text.contains("<#noparse>") || !IN_TEXT.matcher(text).find()) {
      return;
    }
    throw new LoadException(
        Problem.at(scalar.position(), "{{ … }} and {% … %} are not Groundwork's template language")
            .withRemedy(
                "write ${x} for {{ x }} and <#if x>…</#if> for {% if x %}; a text meant as "
                    + "it is carries the tag !unsafe, or stands in <#noparse>…</#noparse>"));
  }

  /** Refuses a filter in an expression. */
  static void refuseFilter(String text, boolean expression, Position where) {
    if (text.indexOf('|') < 0 || text.contains("<#noparse>") || text.matches("(?s).*\\br[\"'].*")) {
      return;
    }
    String code = withoutStrings(expressions(text, expression));
    if (FILTER.matcher(code).find()) {
      Problem problem = Problem.at(where, "a filter with \"|\" is Jinja, not Freemarker");
      throw new LoadException(remedy(code).map(problem::withRemedy).orElse(problem));
    }
  }

  /** What stands in a text's interpolations and directives. */
  static String expressions(String text, boolean expression) {
    if (expression) {
      return text;
    }
    StringBuilder all = new StringBuilder();
    Matcher matcher = EXPRESSION.matcher(text);
    while (matcher.find()) {
      all.append(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).append(' ');
    }
    return all.toString();
  }

  private static String withoutStrings(String code) {
    return STRING.matcher(code).replaceAll("\"\"");
  }

  /** How to write the expression instead, if it has something of Jinja in it. */
  static Optional<String> remedy(String expression) {
    String code = withoutStrings(expression);
    List<String> remedies = new ArrayList<>();
    for (Idiom idiom : IDIOMS) {
      if (idiom.pattern().matcher(code).find()) {
        remedies.add(idiom.remedy());
        code = idiom.pattern().matcher(code).replaceAll(" ");
      }
    }
    return remedies.isEmpty()
        ? Optional.empty()
        : Optional.of("write it in Freemarker: " + String.join("; ", remedies));
  }
}
