package io.groundwork.playbook;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A keyword with one value that plays, roles, blocks and tasks share: what an outer level says
 * holds for all inside that say nothing themselves.
 */
public enum Keyword {
  BECOME(Type.FLAG),
  BECOME_USER(Type.TEXT),
  BECOME_METHOD(Type.TEXT, "sudo"),
  REMOTE_USER(Type.TEXT),
  CONNECTION(Type.TEXT, "ssh", "smart", "local"),
  IGNORE_ERRORS(Type.FLAG),
  IGNORE_UNREACHABLE(Type.FLAG),
  CHECK_MODE(Type.FLAG),
  NO_LOG(Type.FLAG),
  RUN_ONCE(Type.FLAG),
  ANY_ERRORS_FATAL(Type.FLAG),
  THROTTLE(Type.COUNT),
  TIMEOUT(Type.COUNT),
  DELEGATE_TO(Type.TEXT);

  /** What a keyword's value is. */
  enum Type {
    FLAG("true or false", "(?i)true|false|yes|no|on|off"),
    COUNT("a whole number", "[0-9]{1,9}"),
    TEXT("a text", "(?s).+");

    private final String label;
    private final Pattern pattern;

    Type(String label, String pattern) {
      this.label = label;
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** What a play takes: it does things on its own hosts. */
  static final Set<Keyword> OF_PLAYS = EnumSet.complementOf(EnumSet.of(DELEGATE_TO));

  /** What everything else takes. */
  static final Set<Keyword> OF_ALL = EnumSet.allOf(Keyword.class);

  private final Type type;
  private final List<String> choices;

  Keyword(Type type, String... choices) {
    this.type = type;
    this.choices = List.of(choices);
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words(Set<Keyword> keywords) {
    return Arrays.stream(values()).filter(keywords::contains).map(Keyword::word).toList();
  }

  /** Those that are given, their values checked where no rendering is needed. */
  static Map<Keyword, Node.Scalar> read(Fields fields, Set<Keyword> taken, Problems problems) {
    Map<Keyword, Node.Scalar> given = new EnumMap<>(Keyword.class);
    for (Keyword keyword : taken) {
      Optional<Node.Scalar> scalar = fields.scalar(keyword.word());
      if (scalar.isEmpty()) {
        continue;
      }
      if (Templates.isDynamic(scalar.get())) {
        problems.gather(() -> new Templates(new io.groundwork.text.Redactor()).check(scalar.get()));
      } else {
        keyword.problem(scalar.get().text(), scalar.get()).ifPresent(problems::add);
      }
      given.put(keyword, scalar.get());
    }
    return given;
  }

  /** What is wrong with a value, if anything is. */
  public Optional<Problem> problem(String value, Node.Scalar written) {
    String expected = choices.isEmpty() ? type.label : String.join(" or ", choices);
    boolean fits =
        choices.isEmpty() ? type.pattern.matcher(value).matches() : choices.contains(value);
    return fits
        ? Optional.empty()
        : Optional.of(
            Problem.at(
                written.position(),
                "\"" + word() + "\" must be " + expected + ", not \"" + value + "\""));
  }
}
