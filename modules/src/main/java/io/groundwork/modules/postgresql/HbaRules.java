package io.groundwork.modules.postgresql;

import io.groundwork.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules of a pg_hba.conf, as a task writes them, and as lines of the file. */
final class HbaRules {

  private static final Set<String> TYPES =
      new TreeSet<>(Set.of("local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"));
  private static final Set<String> METHODS =
      new TreeSet<>(
          Set.of("scram-sha-256", "md5", "peer", "cert", "ldap", "gss", "pam", "radius", "reject"));
  private static final Map<String, String> KEYS = keys();
  private static final Set<String> KEYWORD_ADDRESSES = Set.of("all", "samehost", "samenet");
  private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern IPV4_NET = Pattern.compile(IPV4 + "/[0-9]{1,2}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
  private static final Pattern IPV6_NET = Pattern.compile(IPV6 + "/[0-9]{1,3}");
  private static final Pattern HOST_NAME = Pattern.compile("\\.?[A-Za-z0-9]([A-Za-z0-9.-]*)");
  private static final Pattern BARE = Pattern.compile("[+]?[A-Za-z0-9_.$/-]+");
  private static final Pattern OPTIONS = Pattern.compile("[a-z]+=[^\\s\"]+( [a-z]+=[^\\s\"]+)*");

  private HbaRules() {}

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name : List.of("type", "databases", "users", "address", "method", "options")) {
      keys.put(name, name);
    }
    // Ansible's names.
    keys.put("contype", "type");
    keys.put("source", "address");
    keys.put("src", "address");
    return keys;
  }

  /**
   * The text of the file.
   *
   * @param rules mappings, in the order in which the server tries them
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static String render(List<?> rules) {
    Set<String> lines = new LinkedHashSet<>();
    int number = 0;
    for (Object rule : rules) {
      number++;
      if (!(rule instanceof Map<?, ?> given)) {
        throw new IllegalArgumentException("takes mappings; rule " + number + " is none");
      }
      try {
        lines.addAll(lines(named(given)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("has a rule " + number + " that " + e.getMessage(), e);
      }
    }
    StringBuilder text = new StringBuilder(ConfFile.HEADER);
    text.append("# The first line that fits a login decides; where none does, it is refused.\n");
    text.append(columns("# TYPE", "DATABASE", "USER", "ADDRESS", "METHOD")).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static Map<String, Object> named(Map<?, ?> given) {
    Map<String, Object> named = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          String name = KEYS.get(key.toString());
          if (name == null) {
            throw new IllegalArgumentException(
                "has \""
                    + key
                    + "\"; "
                    + Suggestion.didYouMean(key.toString(), KEYS.keySet())
                        .orElse("a rule has " + String.join(", ", KEYS.keySet())));
          }
          if (named.put(name, value) != null) {
            throw new IllegalArgumentException("gives \"" + name + "\" twice");
          }
        });
    return named;
  }

  private static List<String> lines(Map<String, Object> rule) {
    String type = choice(rule, "type", TYPES);
    String method = choice(rule, "method", METHODS);
    String databases = names(rule, "databases");
    String users = names(rule, "users");
    String options = options(rule);
    boolean local = type.equals("local");
    if (local && rule.containsKey("address")) {
      throw new IllegalArgumentException("is local and so has no address");
    }
    if (!local && method.equals("peer")) {
      throw new IllegalArgumentException("has the method peer, which only local logins have");
    }
    if (!local && !rule.containsKey("address")) {
      throw new IllegalArgumentException("has no address");
    }
    List<String> addresses = local ? List.of("") : texts(rule.get("address"));
    List<String> lines = new ArrayList<>();
    for (String address : addresses) {
      String source = local ? "" : address(address);
      lines.add(columns(type, databases, users, source, method) + options);
    }
    return lines;
  }

  private static String columns(
      String type, String databases, String users, String address, String method) {
    return String.format(
        Locale.ROOT, "%-10s %-15s %-15s %-23s %s", type, databases, users, address, method);
  }

  private static String choice(Map<String, Object> rule, String key, Set<String> choices) {
    Object value = rule.get(key);
    if (value == null) {
      throw new IllegalArgumentException("has no " + key);
    }
    String text = value.toString();
    if (!choices.contains(text)) {
      throw new IllegalArgumentException(
          "has the "
              + key
              + " \""
              + text
              + "\"; "
              + Suggestion.didYouMean(text, choices)
                  .orElse("it takes " + String.join(", ", choices)));
    }
    return text;
  }

  private static String names(Map<String, Object> rule, String key) {
    if (!rule.containsKey(key)) {
      throw new IllegalArgumentException("has no " + key + "; \"all\" is for any");
    }
    List<String> names = texts(rule.get(key)).stream().map(HbaRules::quoted).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("has empty " + key);
    }
    return String.join(",", names);
  }

  private static String quoted(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == '"')) {
      throw new IllegalArgumentException("has the name \"" + name + "\", which cannot be written");
    }
    return BARE.matcher(name).matches() ? name : '"' + name + '"';
  }

  private static String options(Map<String, Object> rule) {
    Object value = rule.get("options");
    if (value == null) {
      return "";
    }
    if (!OPTIONS.matcher(value.toString()).matches()) {
      throw new IllegalArgumentException("has options other than name=value name=value …");
    }
    return " " + value;
  }

  private static List<String> texts(Object value) {
    List<?> items = value instanceof List<?> list ? list : List.of(value);
    return items.stream().map(String::valueOf).toList();
  }

  /** An address without a mask is one host. */
  private static String address(String text) {
    if (IPV4.matcher(text).matches()) {
      return text + "/32";
    }
    if (IPV6.matcher(text).matches()) {
      return text + "/128";
    }
    boolean known =
        KEYWORD_ADDRESSES.contains(text)
            || IPV4_NET.matcher(text).matches()
            || IPV6_NET.matcher(text).matches()
            || HOST_NAME.matcher(text).matches();
    if (!known) {
      throw new IllegalArgumentException(
          "has the address \"" + text + "\"; it takes 192.0.2.1, 192.0.2.0/24 or a host name");
    }
    return text;
  }
}
