package io.groundwork.modules.files;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression written as in Python, which is what Ansible's playbooks hold, compiled to
 * one of Java that finds the same.
 *
 * @param pattern its groups have Python's numbers and no names
 * @param names the number of each named group
 * @param multiline whether it was made to look at many lines, by {@code (?m)} or from outside
 */
record PythonRegex(Pattern pattern, Map<String, Integer> names, boolean multiline) {

  PythonRegex {
    Objects.requireNonNull(pattern, "pattern");
    names = ImmutableMap.copyOf(names);
  }

  /**
   * An expression over bytes or texts of one line.
   *
   * @throws PatternSyntaxException when Python would not take it, or Java cannot do it
   */
  static PythonRegex of(String python) {
    return new Translation(python, false, false).regex(0);
  }

  /**
   * An expression over a text of many lines, in which letters are not only those of English.
   *
   * @param multiline whether {@code ^} and {@code $} are at every line
   * @param dotall whether a dot is also a line break
   */
  static PythonRegex of(String python, boolean multiline, boolean dotall) {
    return new Translation(python, multiline, dotall).regex(Pattern.UNICODE_CHARACTER_CLASS);
  }

  Matcher matcher(CharSequence text) {
    return pattern.matcher(text);
  }

  boolean isIn(CharSequence text) {
    return matcher(text).find();
  }

  /** The number of a group that is given by number or name; empty when there is none. */
  Optional<Integer> group(String nameOrNumber) {
    if (nameOrNumber.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(nameOrNumber);
      return Optional.of(number).filter(one -> one <= matcher("").groupCount());
    }
    return Optional.ofNullable(names.get(nameOrNumber));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonRegex that
        && pattern.pattern().equals(that.pattern.pattern())
        && pattern.flags() == that.pattern.flags()
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(pattern.pattern(), pattern.flags(), names);
  }

  /** One pass over an expression. */
  private static final class Translation {

    private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]+)\\)");
    private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d*)(,(\\d*))?}");
    private static final Pattern SCOPED = Pattern.compile("\\(\\?([aiLmsux]*)(?:-([imsx]+))?:");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
    private static final Pattern NAME_AGAIN = Pattern.compile("\\(\\?P=([A-Za-z_]\\w*)\\)");

    private final String python;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Deque<Boolean> outer = new ArrayDeque<>();
    private final boolean start;
    private boolean multiline;
    private int flags;
    private boolean ascii;
    private int groups;
    private int at;

    Translation(String python, boolean multiline, boolean dotall) {
      this.python = python;
      this.multiline = multiline;
      this.flags = Pattern.UNIX_LINES | (dotall ? Pattern.DOTALL : 0);
      Matcher global = FLAGS.matcher(python);
      while (global.region(at, python.length()).lookingAt()) {
        global.group(1).chars().forEach(this::flag);
        at = global.end();
      }
      this.start = this.multiline;
    }

    private void flag(int letter) {
      switch (letter) {
        case 'a' -> ascii = true;
        case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
        case 'm' -> multiline = true;
        case 's' -> flags |= Pattern.DOTALL;
        case 'x' -> flags |= Pattern.COMMENTS;
        case 'L' -> throw problem("(?L) is not supported");
        default -> {}
      }
    }

    PythonRegex regex(int further) {
      while (at < python.length()) {
        step();
      }
      int all = flags | (ascii ? 0 : further);
      return new PythonRegex(Pattern.compile(java.toString(), all), names, start);
    }

    private void step() {
      char c = python.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> open();
        case ')' -> {
          multiline = outer.isEmpty() ? multiline : outer.pop();
          take(")", 1);
        }
        // Java's ^ is not behind the last line break of a text, and Python's is.
        case '^' -> take(multiline ? "(?<![^\\n])" : "\\A", 1);
        case '$' -> take(multiline ? "(?![^\\n])" : "(?=\\n?\\z)", 1);
        case '{' -> quantifier();
        default -> take(String.valueOf(c), 1);
      }
    }

    private void take(String translated, int length) {
      java.append(translated);
      at += length;
    }

    private boolean comments() {
      return (flags & Pattern.COMMENTS) != 0;
    }

    private void quantifier() {
      Matcher quantifier = QUANTIFIER.matcher(python).region(at, python.length());
      if (!quantifier.lookingAt() || quantifier.group().equals("{}")) {
        take("\\{", 1);
        return;
      }
      String least = quantifier.group(1).isEmpty() ? "0" : quantifier.group(1);
      String rest = Optional.ofNullable(quantifier.group(2)).orElse("");
      take("{" + least + rest + "}", quantifier.end() - at);
    }

    private void open() {
      if (!python.startsWith("(?", at)) {
        groups++;
        outer.push(multiline);
        take("(", 1);
        return;
      }
      Matcher named = NAMED.matcher(python).region(at, python.length());
      Matcher again = NAME_AGAIN.matcher(python).region(at, python.length());
      Matcher scoped = SCOPED.matcher(python).region(at, python.length());
      if (named.lookingAt()) {
        groups++;
        if (names.put(named.group(1), groups) != null) {
          throw problem("the group " + named.group(1) + " is there twice");
        }
        outer.push(multiline);
        take("(", named.group().length());
      } else if (again.lookingAt()) {
        if (!names.containsKey(again.group(1))) {
          throw problem("there is no group " + again.group(1));
        }
        take("(?:\\" + names.get(again.group(1)) + ")", again.group().length());
      } else if (python.startsWith("(?#", at)) {
        int end = python.indexOf(')', at);
        if (end < 0) {
          throw problem("a comment is not closed");
        }
        at = end + 1;
      } else if (python.startsWith("(?(", at)) {
        throw problem("a condition on a group is not supported");
      } else if (scoped.lookingAt()) {
        outer.push(multiline);
        scope(scoped);
      } else {
        outer.push(multiline);
        int length = python.startsWith("(?<", at) ? 4 : 3;
        take(python.substring(at, Math.min(python.length(), at + length)), length);
      }
    }

    private void scope(Matcher scoped) {
      String on = scoped.group(1);
      String off = Optional.ofNullable(scoped.group(2)).orElse("");
      if (on.contains("m")) {
        multiline = true;
      } else if (off.contains("m")) {
        multiline = false;
      }
      String java17 = on.replaceAll("[aLmu]", "");
      String without = off.replace("m", "");
      take("(?" + java17 + (without.isEmpty() ? "" : "-" + without) + ":", scoped.end() - at);
    }

    private void set() {
      take("[", 1);
      if (python.startsWith("^", at)) {
        take("^", 1);
      }
      boolean first = true;
      while (at < python.length() && (first || python.charAt(at) != ']')) {
        first = false;
        char c = python.charAt(at);
        if (c == '\\') {
          escape(true);
        } else if ("[]&^".indexOf(c) >= 0 || (comments() && " \t\n#".indexOf(c) >= 0)) {
          take("\\" + c, 1);
        } else {
          take(String.valueOf(c), 1);
        }
      }
      if (at >= python.length()) {
        throw problem("a set is not closed");
      }
      take("]", 1);
    }

    private void escape(boolean inSet) {
      if (at + 1 >= python.length()) {
        throw problem("it ends in a backslash");
      }
      char c = python.charAt(at + 1);
      switch (c) {
        case 'Z' -> take("\\z", 2);
        case 'v' -> take("\\x0B", 2);
        case 'b' -> take(inSet ? "\\x08" : "\\b", 2);
        case 'U' -> {
          String hex = at + 10 <= python.length() ? python.substring(at + 2, at + 10) : "";
          if (!hex.matches("[0-9a-fA-F]{8}")) {
            throw problem("\\U takes eight hexadecimal digits");
          }
          take("\\x{" + hex + "}", 10);
        }
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(inSet);
        default -> {
          if (Character.isLetter(c) && "ABDSWdswafnrtuxNz".indexOf(c) < 0) {
            throw problem("\\" + c + " means nothing in Python");
          }
          take(python.substring(at, at + 2), 2);
        }
      }
    }

    /** An octal character or a group again. */
    private void number(boolean inSet) {
      Matcher octal = Pattern.compile("\\\\(0[0-7]{0,2}|[0-3][0-7]{2})").matcher(python);
      if (octal.region(at, python.length()).lookingAt()) {
        take(String.format("\\x%02X", Integer.parseInt(octal.group(1), 8)), octal.group().length());
        return;
      }
      int end = at + 2;
      if (end < python.length() && Character.isDigit(python.charAt(end))) {
        end++;
      }
      int group = Integer.parseInt(python.substring(at + 1, end));
      if (inSet || group > groups) {
        throw problem("there is no group " + group + " before it");
      }
      take("(?:\\" + group + ")", end - at);
    }

    private PatternSyntaxException problem(String description) {
      return new PatternSyntaxException(description, python, at);
    }
  }
}
