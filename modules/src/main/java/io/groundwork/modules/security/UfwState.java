package io.groundwork.modules.security;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How ufw stands.
 *
 * @param usable whether it is there
 * @param policies by direction: allow, deny or reject
 * @param ruleThere whether the rule in question is there
 * @param trouble why ufw does not take the rule
 * @param others firewalls that are at work besides it
 * @param added its rules as they were added
 * @param loginPort the port that this login came in by; empty when it is not known
 */
record UfwState(
    boolean usable,
    boolean enabled,
    String logging,
    Map<String, String> policies,
    boolean ruleThere,
    String trouble,
    List<String> others,
    List<String> added,
    String loginPort) {

  private static final Map<String, String> POLICIES =
      Map.of("ACCEPT", "allow", "DROP", "deny", "REJECT", "reject");

  /** Parses what {@code ufw.probe.sh} prints. */
  static UfwState parse(Reading reading) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    List<String> added = new ArrayList<>();
    Splitter lines = Splitter.on('\n').omitEmptyStrings();
    for (String line : lines.split(reading.state())) {
      int blank = line.indexOf(' ');
      Firewalls.active(line).ifPresent(others::add);
      values.put(
          blank < 0 ? line : line.substring(0, blank), blank < 0 ? "" : line.substring(blank + 1));
    }
    String login = "";
    for (String line : lines.split(reading.context())) {
      if (line.startsWith("added ")) {
        added.add(line.substring("added ".length()));
      } else if (line.startsWith("login ")) {
        login = line.substring(line.lastIndexOf(' ') + 1);
      }
    }
    boolean usable = !values.containsKey("no-ufw");
    if (usable && !values.containsKey("enabled")) {
      throw new IllegalArgumentException("unexpected lines about ufw: " + values);
    }
    Map<String, String> policies = new LinkedHashMap<>();
    for (String direction : List.of("incoming", "outgoing", "routed")) {
      policies.put(direction, POLICIES.getOrDefault(values.getOrDefault(direction, ""), ""));
    }
    return new UfwState(
        usable,
        values.getOrDefault("enabled", "").equals("yes"),
        values.getOrDefault("logging", ""),
        policies,
        values.getOrDefault("rule", "").equals("there"),
        values.getOrDefault("trouble", ""),
        others,
        added,
        login);
  }

  /** Whether the task would leave a firewall that does not let in again who is logged in. */
  boolean locksOut(UfwRequest wanted) {
    boolean on = wanted.state().map(state -> state.equals("enabled")).orElse(enabled);
    if (!on || wanted.turnsOff() || loginPort.isEmpty()) {
      return false;
    }
    String before = policies.getOrDefault("incoming", "");
    String after =
        wanted.policyDirection().equals("incoming") ? wanted.policy().orElse(before) : before;
    Optional<UfwRequest.Rule> rule = wanted.rule();
    boolean opens = rule.filter(one -> !one.delete() && letsIn(one.text())).isPresent();
    boolean closes = rule.filter(one -> one.delete() && letsIn(one.text())).isPresent();
    if (rule.filter(one -> one.insert().isPresent() && keepsOut(one.text())).isPresent()) {
      return true;
    }
    long doors = added.stream().filter(this::letsIn).count() - (closes && ruleThere ? 1 : 0);
    boolean shut = !enabled || closes || (before.equals("allow") && !after.equals("allow"));
    return shut && !after.equals("allow") && doors <= 0 && !opens;
  }

  /** Whether nobody comes to the login's port any more where this rule stands before others. */
  private boolean keepsOut(String rule) {
    return rule.matches("(deny|reject) .*\\bfrom any\\b.*")
        && letsIn("allow" + rule.substring(rule.indexOf(' ')));
  }

  /** As far as the text of a rule tells; one about other addresses is taken to be right. */
  private boolean letsIn(String rule) {
    if (!rule.matches("(allow|limit) (?!out\\b).*")) {
      return false;
    }
    boolean portless = !rule.contains("port ") && !rule.matches("\\S+ ([a-z]+ )?[0-9].*");
    Pattern port = Pattern.compile("(^|[^0-9.])" + Pattern.quote(loginPort) + "($|[^0-9.])");
    boolean ssh = loginPort.equals("22") && (rule.contains("SSH") || rule.matches(".*\\bssh\\b.*"));
    boolean anything = portless && rule.matches(".* (from|on) .*") && !rule.contains(" app ");
    return ssh || port.matcher(rule).find() || anything;
  }
}
