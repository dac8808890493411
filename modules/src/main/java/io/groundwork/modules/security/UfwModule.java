package io.groundwork.modules.security;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The firewall of Ubuntu: whether it is on, what it does by default, and one rule. */
public final class UfwModule implements Module<UfwRequest, UfwState> {

  private static final Snippet PROBE = Firewalls.snippet("ufw.probe.sh");
  private static final Snippet SET = Snippet.resource(UfwModule.class, "ufw.set.sh");

  private static final Spec SPEC =
      Spec.of(
              "ufw",
              "Turns the firewall ufw on and off and adds and removes its rules",
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "Whether the firewall is on, now and after a boot; reset also forgets every"
                          + " rule. It goes on only with a rule that lets this login in.")
                  .choices("enabled", "disabled", "reloaded", "reset"),
              Parameter.of("default", Parameter.Type.STRING, "What becomes of the rest.")
                  .choices("allow", "deny", "reject")
                  .alias("policy"),
              Parameter.of("direction", Parameter.Type.STRING, "Which way, for default and rule.")
                  .choices("in", "incoming", "out", "outgoing", "routed"),
              Parameter.of("logging", Parameter.Type.STRING, "How much is logged.")
                  .choices("on", "off", "low", "medium", "high", "full", "true", "false"),
              Parameter.of("rule", Parameter.Type.STRING, "What becomes of what the rule is about.")
                  .choices("allow", "deny", "limit", "reject"),
              Parameter.of("delete", Parameter.Type.BOOLEAN, "Remove the rule instead.")
                  .fallback("false"),
              Parameter.of("route", Parameter.Type.BOOLEAN, "Whether it is about what is routed.")
                  .fallback("false"),
              Parameter.of(
                  "insert",
                  Parameter.Type.INTEGER,
                  "At which place the rule is added, from 1; one that is there stays where it is."),
              Parameter.of("from_ip", Parameter.Type.STRING, "From which address or network.")
                  .fallback("any")
                  .alias("from", "src"),
              Parameter.of("from_port", Parameter.Type.STRING, "From which port."),
              Parameter.of("to_ip", Parameter.Type.STRING, "To which address or network.")
                  .fallback("any")
                  .alias("dest", "to"),
              Parameter.of(
                      "to_port",
                      Parameter.Type.STRING,
                      "To which port, as 22, 8000:8010 or 80,443; several need proto.")
                  .alias("port"),
              Parameter.of("proto", Parameter.Type.STRING, "Which protocol.")
                  .choices("any", "tcp", "udp", "ipv6", "esp", "ah", "gre", "igmp")
                  .alias("protocol"),
              Parameter.of("name", Parameter.Type.STRING, "A profile of an application.")
                  .alias("app"),
              Parameter.of("interface", Parameter.Type.STRING, "Through which interface.")
                  .alias("if"),
              Parameter.of("interface_in", Parameter.Type.STRING, "Into which interface.")
                  .alias("if_in"),
              Parameter.of("interface_out", Parameter.Type.STRING, "Out of which interface.")
                  .alias("if_out"),
              Parameter.of("log", Parameter.Type.BOOLEAN, "Log new connections of the rule.")
                  .fallback("false"),
              Parameter.of("comment", Parameter.Type.STRING, "A remark on the rule."))
          .result("commands", "what ufw was told")
          .example(
              """
              - name: The database for the application's hosts alone
                ufw:
                  rule: allow
                  from_ip: 10.1.0.0/24
                  to_port: 5432
                  proto: tcp
                  comment: altcraft
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public UfwRequest wanted(Params params) {
    return UfwRequest.of(params);
  }

  @Override
  public Probe<UfwState> probe(UfwRequest wanted) {
    List<Object> values = new ArrayList<>();
    wanted
        .rule()
        .ifPresentOrElse(
            rule -> {
              values.add(rule.delete() ? "delete" : "rule");
              // The comment does not tell one rule from another when it is to go.
              values.addAll(rule.delete() ? rule.bare() : rule.words());
            },
            () -> values.add(""));
    return Probe.of(PROBE.call(values.toArray()), UfwState::parse)
        .reading(Resource.pkg("ufw"), Resource.command("ufw"), Resource.path("/etc/ufw/ufw.conf"));
  }

  @Override
  public Plan plan(UfwRequest wanted, UfwState is) {
    if (!is.usable()) {
      return Plan.of(
              Change.modifies(
                      "set up ufw",
                      SET.call(wanted.words().toArray()),
                      Diff.value("ufw", "absent", String.join(" ", wanted.words())))
                  .alteringAnything())
          .needing(
              List.of(
                  new Need(
                      Resource.command("ufw"),
                      "there is no ufw on this host; install its package before this task")));
    }
    if (!wanted.turnsOff()) {
      Optional<Problem> conflict = Firewalls.conflict("ufw", is.others());
      if (conflict.isPresent()) {
        return Plan.impossible(conflict.get());
      }
    }
    if (!is.trouble().isEmpty()) {
      return Plan.impossible(Problem.of("ufw does not take the rule: " + is.trouble()));
    }
    List<Change> changes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    rule(wanted, is, changes, reasons);
    policy(wanted, is, changes, reasons);
    logging(wanted, is, changes, reasons);
    state(wanted, is, changes, reasons);
    return !changes.isEmpty() && is.locksOut(wanted)
        ? Plan.impossible(lockout(is.loginPort()))
        : Plan.of(changes, String.join(", ", reasons));
  }

  private static Change tell(String summary, Diff diff, Object... words) {
    return Change.modifies(summary, SET.call(words), diff)
        .altering(Resource.path("/etc/ufw/ufw.conf"))
        .alteringAnything();
  }

  private static void rule(
      UfwRequest wanted, UfwState is, List<Change> changes, List<String> reasons) {
    if (wanted.rule().isEmpty()) {
      return;
    }
    UfwRequest.Rule rule = wanted.rule().get();
    String text = rule.text();
    if (rule.delete() == !is.ruleThere()) {
      reasons.add("rule \"" + text + "\" is " + (is.ruleThere() ? "there" : "not there"));
      return;
    }
    changes.add(
        rule.delete()
            ? tell(
                "remove the rule " + text,
                Diff.value("rule " + text, "there", "absent"),
                rule.deletion().toArray())
            : tell(
                "add the rule " + text,
                Diff.value("rule " + text, "absent", "there"),
                rule.words().toArray()));
  }

  private static void policy(
      UfwRequest wanted, UfwState is, List<Change> changes, List<String> reasons) {
    if (wanted.policy().isEmpty()) {
      return;
    }
    String direction = wanted.policyDirection();
    String present = is.policies().getOrDefault(direction, "");
    String policy = wanted.policy().get();
    if (present.equals(policy)) {
      reasons.add("default for " + direction + " is " + policy);
      return;
    }
    changes.add(
        tell(
            "set the default for " + direction + " to " + policy,
            Diff.value("default " + direction, present, policy),
            "default",
            policy,
            direction));
  }

  private static void logging(
      UfwRequest wanted, UfwState is, List<Change> changes, List<String> reasons) {
    if (wanted.logging().isEmpty()) {
      return;
    }
    String level = wanted.logging().get();
    // "on" is any level but off.
    if (level.equals(is.logging()) || (level.equals("on") && !is.logging().equals("off"))) {
      reasons.add("logging is " + is.logging());
      return;
    }
    changes.add(
        tell(
            "set logging to " + level,
            Diff.value("logging", is.logging(), level),
            "logging",
            level));
  }

  private static Problem lockout(String port) {
    return Problem.of("ufw would lock out this login: no rule would allow port " + port)
        .withRemedy("add one before: ufw: {rule: allow, to_port: " + port + ", proto: tcp}");
  }

  private static void state(
      UfwRequest wanted, UfwState is, List<Change> changes, List<String> reasons) {
    String on = is.enabled() ? "enabled" : "disabled";
    switch (wanted.state().orElse("")) {
      case "enabled" -> {
        if (is.enabled()) {
          reasons.add("ufw is enabled");
        } else {
          changes.add(tell("turn ufw on", Diff.value("ufw", "disabled", "enabled"), "enable"));
        }
      }
      case "disabled" -> {
        if (is.enabled()) {
          changes.add(tell("turn ufw off", Diff.value("ufw", on, "disabled"), "disable"));
        } else {
          reasons.add("ufw is disabled");
        }
      }
      case "reset" -> {
        if (is.enabled() || !is.added().isEmpty()) {
          changes.add(
              tell(
                  "turn ufw off and forget its rules",
                  Diff.value("ufw", on + ", " + is.added().size() + " rules", "disabled, no rules"),
                  "reset"));
        } else {
          reasons.add("ufw is disabled and has no rules");
        }
      }
      case "reloaded" -> {
        if (is.enabled()) {
          changes.add(Change.runs("reload ufw", SET.call("reload")).alteringAnything());
        } else {
          reasons.add("ufw is disabled, so there is nothing to reload");
        }
      }
      default -> {}
    }
  }

  @Override
  public Map<String, Object> result(UfwRequest wanted, UfwState is, List<Execution> executions) {
    return Map.of("commands", "ufw " + String.join(" ", wanted.words()).toLowerCase(Locale.ROOT));
  }
}
