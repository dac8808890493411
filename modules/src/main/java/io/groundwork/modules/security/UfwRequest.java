package io.groundwork.modules.security;

import io.groundwork.module.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a task asks of ufw.
 *
 * @param state enabled, disabled, reloaded or reset
 * @param policy what becomes of what no rule is about
 * @param policyDirection incoming, outgoing or routed
 * @param logging the level
 * @param rule the rule
 */
record UfwRequest(
    Optional<String> state,
    Optional<String> policy,
    String policyDirection,
    Optional<String> logging,
    Optional<Rule> rule) {

  /**
   * A rule.
   *
   * @param delete whether it is to go
   * @param insert where it is added
   * @param head what stands before the rule itself: nothing or route
   * @param body the rule as ufw takes it, without the comment
   * @param comment a remark
   */
  record Rule(
      boolean delete,
      OptionalLong insert,
      List<String> head,
      List<String> body,
      Optional<String> comment) {

    Rule {
      head = List.copyOf(head);
      body = List.copyOf(body);
      Objects.requireNonNull(comment, "comment");
    }

    /** What ufw is told to add it. */
    List<String> words() {
      List<String> words = new ArrayList<>(head);
      insert.ifPresent(
          at -> {
            words.add("insert");
            words.add(String.valueOf(at));
          });
      words.addAll(body);
      comment.ifPresent(
          text -> {
            words.add("comment");
            words.add(text);
          });
      return words;
    }

    /** The rule alone. */
    List<String> bare() {
      List<String> words = new ArrayList<>(head);
      words.addAll(body);
      return words;
    }

    /** What ufw is told to remove it. */
    List<String> deletion() {
      List<String> words = new ArrayList<>(head);
      words.add("delete");
      words.addAll(body);
      return words;
    }

    String text() {
      return String.join(" ", bare());
    }
  }

  UfwRequest {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(policyDirection, "policyDirection");
    Objects.requireNonNull(logging, "logging");
    Objects.requireNonNull(rule, "rule");
  }

  /** Whether it only asks for less. */
  boolean turnsOff() {
    return state.filter(word -> word.equals("disabled") || word.equals("reset")).isPresent();
  }

  /** All of it, for people. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    rule.ifPresent(one -> words.addAll(one.delete() ? one.deletion() : one.words()));
    policy.ifPresent(word -> words.addAll(List.of("default", word, policyDirection)));
    logging.ifPresent(word -> words.addAll(List.of("logging", word)));
    state.ifPresent(
        word ->
            words.add(
                switch (word) {
                  case "enabled" -> "enable";
                  case "disabled" -> "disable";
                  case "reloaded" -> "reload";
                  default -> word;
                }));
    return words;
  }

  static UfwRequest of(Params params) {
    if (!params.has("state")
        && !params.has("default")
        && !params.has("rule")
        && !params.has("logging")) {
      throw params.problem("give one of state, default, logging and rule");
    }
    if (params.has("default") && params.has("rule")) {
      throw params.problem("takes default or rule, not both: make them two tasks");
    }
    Optional<String> direction = params.optional("direction");
    if (direction.isPresent() && !params.has("rule") && !params.has("default")) {
      throw params.problem("direction", "goes with rule or default");
    }
    return new UfwRequest(
        params.optional("state"),
        params.optional("default"),
        switch (direction.orElse("incoming")) {
          case "in", "incoming" -> "incoming";
          case "out", "outgoing" -> "outgoing";
          default -> "routed";
        },
        params
            .optional("logging")
            .map(word -> word.equals("true") ? "on" : word.equals("false") ? "off" : word),
        params.has("rule") ? Optional.of(rule(params)) : Optional.empty());
  }

  private static Rule rule(Params params) {
    check(params);
    boolean route = params.bool("route");
    List<String> body = new ArrayList<>();
    body.add(params.string("rule"));
    Optional<String> direction = params.optional("direction");
    params.optional("interface").ifPresent(name -> addInterface(params, body, name));
    if (params.has("interface_in") || params.has("interface_out")) {
      params.optional("interface_in").ifPresent(name -> body.addAll(List.of("in", "on", name)));
      params.optional("interface_out").ifPresent(name -> body.addAll(List.of("out", "on", name)));
    } else if (direction.isPresent() && !params.has("interface")) {
      body.add(direction.get().startsWith("in") ? "in" : "out");
    }
    if (params.bool("log")) {
      body.add("log");
    }
    params
        .optional("proto")
        .filter(word -> !word.equals("any"))
        .ifPresent(word -> body.addAll(List.of("proto", word)));
    body.addAll(List.of("from", params.string("from_ip")));
    params.optional("from_port").ifPresent(port -> body.addAll(List.of("port", port)));
    body.addAll(List.of("to", params.string("to_ip")));
    params.optional("to_port").ifPresent(port -> body.addAll(List.of("port", port)));
    params.optional("name").ifPresent(app -> body.addAll(List.of("app", app)));
    return new Rule(
        params.bool("delete"),
        params.bool("delete") ? OptionalLong.empty() : params.optionalInteger("insert"),
        route ? List.of("route") : List.of(),
        body,
        params.optional("comment"));
  }

  private static void addInterface(Params params, List<String> body, String name) {
    String direction =
        params
            .optional("direction")
            .orElseThrow(() -> params.problem("interface", "goes with direction"));
    body.addAll(List.of(direction.startsWith("in") ? "in" : "out", "on", name));
  }

  private static void check(Params params) {
    params
        .optionalInteger("insert")
        .ifPresent(
            at -> {
              if (at < 1) {
                throw params.problem("insert", "counts from 1");
              }
            });
    if (params.optional("direction").filter(word -> word.equals("routed")).isPresent()) {
      throw params.problem("direction", "of a rule is in or out; give route: true");
    }
    if (params.has("interface") && (params.has("interface_in") || params.has("interface_out"))) {
      throw params.problem("interface", "goes with direction, not with interface_in");
    }
    if (params.has("interface_in") && params.has("interface_out") && !params.bool("route")) {
      throw params.problem("interface_in and interface_out go together with route: true only");
    }
    for (String name : List.of("from_ip", "to_ip")) {
      if (!params.string(name).matches("any|[0-9A-Fa-f.:]+(/[0-9.]+)?")) {
        throw params.problem(
            name, "takes an address, a network or any, not \"" + params.string(name) + "\"");
      }
    }
    for (String name : List.of("from_port", "to_port")) {
      String port = params.optional(name).orElse("1");
      if (!port.matches("[0-9]+([:,][0-9]+)*|[a-z][a-z0-9-]*")) {
        throw params.problem(
            name, "takes a port, a range as 8000:8010 or a list, not \"" + port + "\"");
      }
      if (port.matches(".*[:,].*")
          && params.optional("proto").filter(p -> p.equals("tcp") || p.equals("udp")).isEmpty()) {
        throw params.problem(name, "with several ports needs proto: tcp or udp");
      }
    }
    for (String name : List.of("interface", "interface_in", "interface_out")) {
      if (!params.optional(name).orElse("x").matches("[A-Za-z0-9][A-Za-z0-9._@:-]*")) {
        throw params.problem(name, "takes the name of an interface");
      }
    }
    if (params.optional("comment").orElse("x").matches("(?s).*['\\n].*")) {
      throw params.problem("comment", "takes one line without \"'\"");
    }
    if (params.has("name") && params.has("to_port")) {
      throw params.problem("name", "says the port already; leave to_port out");
    }
  }
}
