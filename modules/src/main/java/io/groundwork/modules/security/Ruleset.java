package io.groundwork.modules.security;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of one table of nftables, as text.
 *
 * @param family such as inet
 * @param table its name
 * @param text what defines the table, and nothing else
 */
record Ruleset(String family, String table, String text) {

  private static final Pattern PORT = Pattern.compile("\\bdport\\b\\s+(!=\\s*)?(\\{[^}]*\\}|\\S+)");
  private static final Pattern NARROWING =
      Pattern.compile("\\b(ct|icmp|icmpv6|l4proto|iif|iifname|sport|udp|oif|oifname|mark|fib)\\b");

  Ruleset {
    String other = stranger(family, table, text);
    if (!other.isEmpty()) {
      throw new IllegalArgumentException(
          "may hold nothing but table " + family + " " + table + ", not \"" + other + "\"");
    }
  }

  /** The first statement outside the table that does not belong there; empty if there is none. */
  private static String stranger(String family, String table, String text) {
    String own = "table " + family + " " + table;
    boolean found = false;
    for (String statement : statements(text)) {
      String head = statement.replaceAll("\\s+", " ").strip();
      if (head.equals(own + " {")) {
        found = true;
      } else if (!head.startsWith("define ")) {
        return head;
      }
    }
    return found ? "" : "no such table";
  }

  /** What stands outside of braces, each up to its opening brace. */
  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int depth = 0;
    for (String raw : bare(text).split("\n", -1)) {
      for (int index = 0; index < raw.length(); index++) {
        char c = raw.charAt(index);
        if (c == '{' && depth++ == 0) {
          current.append(c);
          statements.add(current.toString());
          current.setLength(0);
        } else if (c == '}') {
          depth--;
        } else if (depth == 0) {
          current.append(c);
        }
      }
      if (depth == 0) {
        for (String one : current.toString().split(";", -1)) {
          if (!one.isBlank()) {
            statements.add(one.strip());
          }
        }
        current.setLength(0);
      }
    }
    if (depth != 0) {
      statements.add("braces that do not match");
    }
    // A set in a definition opens a brace too.
    return statements.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  private static String bare(String text) {
    return text.replaceAll("(?m)#.*$", "");
  }

  /** The file: it takes the place of the table that is there, in one step. */
  String file() {
    return "table "
        + family
        + " "
        + table
        + "\ndelete table "
        + family
        + " "
        + table
        + "\n"
        + text.strip()
        + "\n";
  }

  /**
   * Whether new connections to this port of the host would be dropped, as far as the text tells: a
   * chain for what comes in that drops by default, and no rule that accepts the port.
   */
  boolean locksOut(String port) {
    String rules = bare(text);
    boolean drops =
        Pattern.compile("hook\\s+input\\b[^}]*?policy\\s+drop\\b", Pattern.DOTALL)
            .matcher(rules)
            .find();
    return drops
        && rules
            .lines()
            .flatMap(line -> List.of(line.split(";")).stream())
            .noneMatch(rule -> accepts(rule, port));
  }

  private static boolean accepts(String rule, String port) {
    if (!rule.matches("(?s).*\\b(accept|jump|goto|vmap)\\b.*") || rule.contains("policy ")) {
      return false;
    }
    Matcher matcher = PORT.matcher(rule);
    if (!matcher.find()) {
      return !NARROWING.matcher(rule).find();
    }
    String ports = matcher.group(2);
    return matcher.group(1) != null
        || ports.startsWith("@")
        || ports.startsWith("$")
        || ports.contains("@")
        || holds(ports, port);
  }

  private static boolean holds(String ports, String port) {
    for (String one : ports.replaceAll("[{}\\s]", "").split(",")) {
      String[] ends = one.split("-");
      if (one.equals(port) || (one.equals("ssh") && port.equals("22"))) {
        return true;
      }
      if (ends.length == 2
          && ends[0].matches("[0-9]{1,5}")
          && ends[1].matches("[0-9]{1,5}")
          && Integer.parseInt(ends[0]) <= Integer.parseInt(port)
          && Integer.parseInt(port) <= Integer.parseInt(ends[1])) {
        return true;
      }
    }
    return false;
  }
}
