package io.groundwork.vars;

import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateElement;
import freemarker.core.TextBlock;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes Freemarker templates of texts and refuses what no text of an operator may do. Keeps what it
 * made: the texts come from the operator's files, so there are only so many. Thread-safe.
 */
final class Compiler {

  /** The variable a value template assigns its result to. */
  static final String RESULT = "groundwork_value";

  private static final String ASSIGN = "<#assign " + RESULT + "=(";

  /** How many columns of an expression's first line are ours. */
  static final int EXPRESSION_SHIFT = ASSIGN.length();

  /** What a string literal of the canonical form looks like; Freemarker escapes a plain "${". */
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  private static final Pattern REFUSED =
      Pattern.compile(
          "\\?(eval|eval_json|interpret|new|api|with_args|with_args_last|withArgs|withArgsLast"
              + "|evalJson)\\b|(\\.get_optional_template|\\.getOptionalTemplate)\\b"
              + "|^(#include|#import|#setting)\\b");

  /** A range without an end, other than to cut a text or list: a loop over it would not end. */
  private static final Pattern ENDLESS =
      Pattern.compile("(?<!\\.)\\.\\.\\s*(?=\\)|as\\b|,|;|\\}|\\?|$)");

  private final Map<String, Compiled> files = new ConcurrentHashMap<>();
  private final Map<String, Compiled> texts = new ConcurrentHashMap<>();
  private final Map<String, Compiled> expressions = new ConcurrentHashMap<>();

  /**
   * A template ready to be used.
   *
   * @param template writes its text, or assigns {@link #RESULT}
   * @param typed whether it assigns its result
   * @param shift how many columns its first line stands further right than in the operator's text
   */
  record Compiled(Template template, boolean typed, int shift) {}

  /** A template that uses what is refused. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    RefusedException(String what, int line, int column) {
      super(what);
      this.line = line;
      this.column = column;
    }

    int line() {
      return line;
    }

    int column() {
      return column;
    }
  }

  /** Made when the first template is: much of a run's start, and some runs have no template. */
  private static final class Shared {
    static final Configuration CONFIGURATION = configuration();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
    configuration.clearSharedVariables();
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setTemplateLoader(null);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setAttemptExceptionReporter((exception, environment) -> {});
    configuration.setWrapUncheckedExceptions(false);
    configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setTabSize(1);
    return configuration;
  }

  /** The value of this text, if it was made before. */
  Optional<Compiled> knownValue(String text) {
    return Optional.ofNullable(texts.get(text));
  }

  /** The expression of this text, if it was made before. */
  Optional<Compiled> knownExpression(String text) {
    return Optional.ofNullable(expressions.get(text));
  }

  /** A value: typed when the text is one interpolation and nothing else. */
  Compiled value(String text) throws ParseException, RefusedException {
    Compiled made = isWrapped(text) ? wrapped(text) : new Compiled(parse(text), false, 0);
    texts.put(text, made);
    return made;
  }

  private static boolean isWrapped(String text) {
    return text.startsWith("${") && text.endsWith("}");
  }

  /** A text from "${" to "}", which may still be several interpolations with text between them. */
  private static Compiled wrapped(String text) throws ParseException, RefusedException {
    try {
      Template template = parse(text);
      return typeName(template).equals("DollarVariable")
          ? typed(text)
          : new Compiled(template, false, 0);
    } catch (ParseException e) {
      // A list or mapping literal is no text, so Freemarker refuses it here, but it is a value.
      return literal(text).orElseThrow(() -> e);
    }
  }

  private static Optional<Compiled> literal(String text) throws RefusedException {
    try {
      return Optional.of(typed(text)).filter(Compiler::isOneAssignment);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Compiled typed(String text) throws ParseException, RefusedException {
    String expression = text.substring(2, text.length() - 1);
    return new Compiled(parse(ASSIGN + expression + ")>"), true, ASSIGN.length() - 2);
  }

  /** A bare expression. */
  Compiled expression(String text) throws ParseException, RefusedException {
    Compiled made = new Compiled(parse(ASSIGN + text + ")>"), true, ASSIGN.length());
    if (!isOneAssignment(made)) {
      throw new RefusedException("this is not one expression", 1, 1);
    }
    expressions.put(text, made);
    return made;
  }

  /** A template file: always a text. */
  Compiled text(String text) throws ParseException, RefusedException {
    Compiled known = files.get(text);
    if (known == null) {
      known = new Compiled(parse(text), false, 0);
      files.put(text, known);
    }
    return known;
  }

  private static Template parse(String text) throws ParseException, RefusedException {
    try {
      Template template = new Template("text", new StringReader(text), Shared.CONFIGURATION);
      refuse(root(template));
      return template;
    } catch (ParseException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
  }

  private static boolean isOneAssignment(Compiled compiled) {
    return typeName(compiled.template()).equals("Assignment");
  }

  private static String typeName(Template template) {
    return root(template).getClass().getSimpleName();
  }

  // The element tree is Freemarker's only view of a parsed template. It is marked as deprecated
  // for lack of a stable form, and is read here for nothing but its canonical descriptions.
  @SuppressWarnings("deprecation")
  private static TemplateElement root(Template template) {
    return template.getRootTreeNode();
  }

  @SuppressWarnings("deprecation")
  private static void refuse(TemplateElement element) throws RefusedException {
    if (!(element instanceof TextBlock)) {
      Optional<String> used = refused(element.getDescription());
      if (used.isPresent()) {
        throw new RefusedException(
            used.get() + " is not available in templates",
            element.getBeginLine(),
            element.getBeginColumn());
      }
    }
    for (int i = 0; i < element.getChildCount(); i++) {
      refuse((TemplateElement) element.getChildAt(i));
    }
  }

  /** What is refused in the canonical form of an element; texts that are mere constants are not. */
  private static Optional<String> refused(String canonical) {
    String code =
        LITERAL
            .matcher(canonical)
            .replaceAll(literal -> constant(literal.group()) ? "\"\"" : quoted(literal.group()));
    if (ENDLESS.matcher(code).find()) {
      return Optional.of("a range without an end");
    }
    Matcher matcher = REFUSED.matcher(code);
    return matcher.find() ? Optional.of(shown(matcher.group())) : Optional.empty();
  }

  private static String shown(String code) {
    return code.startsWith("#") ? "<" + code + ">" : code;
  }

  private static String quoted(String literal) {
    return Matcher.quoteReplacement(literal);
  }

  private static boolean constant(String literal) {
    return !literal.contains("${");
  }
}
