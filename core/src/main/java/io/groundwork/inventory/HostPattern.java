package io.groundwork.inventory;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which hosts a pattern names. As with Ansible all parts are joined first, then the parts with
 * {@code &} are applied, then those with {@code !}, whatever order they are written in.
 */
final class HostPattern {

  private static final Pattern SLICE =
      Pattern.compile("(.+)\\[(?:(-?[0-9]{1,6})|([0-9]{0,6})[:-]([0-9]{0,6}))]");

  private final Map<String, Group> groups;
  private final Map<String, Host> hosts;
  private final Position where;

  HostPattern(Map<String, Group> groups, Map<String, Host> hosts, Position where) {
    this.groups = groups;
    this.hosts = hosts;
    this.where = where;
  }

  /** The names, in inventory order. */
  Set<String> select(String pattern) {
    Set<String> selected = new LinkedHashSet<>();
    List<String> parts = split(pattern);
    List<String> plain =
        parts.stream().filter(part -> !part.startsWith("&") && !part.startsWith("!")).toList();
    if (parts.isEmpty()) {
      throw new LoadException(
          Problem.at(where, "the pattern \"" + pattern + "\" names no host")
              .withRemedy("\"all\" names every host"));
    }
    (plain.isEmpty() ? List.of("all") : plain).forEach(part -> selected.addAll(part(part)));
    for (String part : parts) {
      if (part.startsWith("&")) {
        selected.retainAll(part(part.substring(1)));
      }
    }
    for (String part : parts) {
      if (part.startsWith("!")) {
        selected.removeAll(part(part.substring(1)));
      }
    }
    Set<String> ordered = new LinkedHashSet<>(hosts.keySet());
    ordered.retainAll(selected);
    return ordered;
  }

  /** Splits at "," and ":", but not inside brackets, where ":" is a slice. */
  private static List<String> split(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int open = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      open += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (open <= 0 && (c == ',' || c == ':')) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }

  private List<String> part(String part) {
    if (part.startsWith("~")) {
      return regex(part);
    }
    Matcher slice = SLICE.matcher(part);
    return slice.matches() ? slice(part, slice) : named(part);
  }

  private List<String> regex(String part) {
    try {
      Pattern regex = Pattern.compile(part.substring(1));
      return found(part, name -> regex.matcher(name).lookingAt());
    } catch (PatternSyntaxException e) {
      throw new LoadException(
          Problem.at(where, "\"" + part + "\" is no regular expression: " + e.getDescription()));
    }
  }

  private List<String> glob(String part) {
    try {
      Pattern glob = Pattern.compile(expression(part));
      return found(part, name -> glob.matcher(name).matches());
    } catch (PatternSyntaxException e) {
      throw new LoadException(Problem.at(where, "\"" + part + "\" is no pattern of names"));
    }
  }

  private List<String> named(String part) {
    if (part.equals("*")) {
      return List.copyOf(hosts.keySet());
    }
    if (part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0) {
      return glob(part);
    }
    Group group = groups.get(part);
    if (group != null) {
      return group.hosts();
    }
    if (hosts.containsKey(part)) {
      return List.of(part);
    }
    if (Placement.isRole(part)) {
      return List.of();
    }
    TreeSet<String> known = new TreeSet<>(hosts.keySet());
    known.addAll(groups.keySet());
    throw new LoadException(
        Problem.at(where, "no host and no group is called \"" + part + "\"")
            .withRemedy(
                Suggestion.didYouMean(part, known)
                    .orElse("the inventory has " + String.join(", ", shortened(known)))));
  }

  private static List<String> shortened(Set<String> names) {
    List<String> first = new ArrayList<>(names.stream().limit(12).toList());
    if (names.size() > first.size()) {
      first.add("…");
    }
    return first;
  }

  private List<String> found(String part, Predicate<String> matches) {
    Set<String> found = new LinkedHashSet<>();
    boolean any = false;
    for (Group group : groups.values()) {
      if (matches.test(group.name())) {
        any = true;
        found.addAll(group.hosts());
      }
    }
    hosts.keySet().stream().filter(matches).forEach(found::add);
    if (!any && found.isEmpty()) {
      throw new LoadException(Problem.at(where, "no host and no group matches \"" + part + "\""));
    }
    return hosts.keySet().stream().filter(found::contains).toList();
  }

  private List<String> slice(String part, Matcher slice) {
    List<String> all = named(slice.group(1));
    if (slice.group(2) != null) {
      int at = Integer.parseInt(slice.group(2));
      int index = at < 0 ? all.size() + at : at;
      if (index < 0 || index >= all.size()) {
        throw outside(part, slice.group(1), all.size());
      }
      return List.of(all.get(index));
    }
    int first = slice.group(3).isEmpty() ? 0 : Integer.parseInt(slice.group(3));
    int last = slice.group(4).isEmpty() ? all.size() - 1 : Integer.parseInt(slice.group(4));
    if (first >= all.size()) {
      throw outside(part, slice.group(1), all.size());
    }
    return first > last ? List.of() : all.subList(first, Math.min(last + 1, all.size()));
  }

  private LoadException outside(String part, String name, int size) {
    String has = size == 1 ? "1 host" : size + " hosts";
    return new LoadException(
        Problem.at(where, "\"" + part + "\" names no host: \"" + name + "\" has " + has)
            .withRemedy("hosts count from 0"));
  }

  /** A shell pattern as a regular expression. */
  private static String expression(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (close > 0) {
        String inside = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(inside.startsWith("!") ? "^" + inside.substring(1) : inside);
        regex.append(']');
        i = close;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
