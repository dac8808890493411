package io.groundwork.requirements;

import io.groundwork.requirements.check.Check;
import io.groundwork.requirements.check.CheckKind;
import io.groundwork.requirements.check.Checks;
import io.groundwork.requirements.check.Scheme;
import io.groundwork.requirements.check.Tables;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the requirements, once the tables they refer to are known. */
final class RequirementsReader {

  private static final List<String> KEYS =
      List.of(
          "id",
          "title",
          "quote",
          "section",
          "applies_to",
          "tiers",
          "topologies",
          "severity",
          "check",
          "figures",
          "remedy");

  private final Tables tables;
  private final Problems problems;
  private final Slips slips;
  private final Set<String> ids = new HashSet<>();

  RequirementsReader(Tables tables, Problems problems) {
    this.tables = tables;
    this.problems = problems;
    this.slips = new Slips(problems);
  }

  List<Rule> rules(List<Node> nodes) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : nodes) {
      rule(Fields.of(node, "a requirement", KEYS, problems)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Rule> rule(Fields fields) {
    Map<String, String> texts = texts(fields, List.of("id", "title", "section", "remedy"));
    List<String> quotes = quotes(fields);
    Optional<Requirement.Scope> scope = scope(fields);
    Optional<Severity> severity = severity(fields);
    Optional<Check> check = check(fields, texts.getOrDefault("id", "unnamed"));
    if (texts.size() < 4 || scope.isEmpty() || severity.isEmpty() || check.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(
            new Requirement(
                texts.get("id"),
                texts.get("title"),
                quotes,
                texts.get("section"),
                scope.get(),
                severity.get(),
                fields.text("check").orElseThrow(),
                texts.get("remedy")),
            check.get()));
  }

  /** Reads the statements that no machine can judge. */
  List<ForPeople> forPeople(List<Node> nodes) {
    List<ForPeople> statements = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          Fields.of(node, "a statement", List.of("id", "quote", "section", "reason"), problems);
      Map<String, String> texts = texts(fields, List.of("id", "section", "reason"));
      List<String> quotes = quotes(fields);
      if (texts.size() == 3) {
        statements.add(
            new ForPeople(texts.get("id"), quotes, texts.get("section"), texts.get("reason")));
      }
    }
    return statements;
  }

  private Map<String, String> texts(Fields fields, List<String> keys) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : keys) {
      fields.requiredText(key).ifPresent(text -> texts.put(key, text.strip()));
    }
    String id = texts.getOrDefault("id", "unnamed");
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add(
          Problem.at(
              fields.position("id"),
              "\"" + id + "\" is no id: lower case, words joined by hyphens"));
    }
    if (texts.containsKey("id") && !ids.add(id)) {
      problems.add(
          Problem.at(fields.position("id"), "there is already a requirement \"" + id + "\""));
    }
    return texts;
  }

  private static List<String> quotes(Fields fields) {
    fields.required("quote");
    return fields.texts("quote").stream().map(String::strip).toList();
  }

  private Optional<Requirement.Scope> scope(Fields fields) {
    fields.required("applies_to");
    List<String> roles = words(fields, "applies_to", tables.roles().keySet(), "role");
    List<String> tierWords = lower(Stream.of(Tier.MINIMUM, Tier.RECOMMENDED));
    List<Tier> tiers =
        new ArrayList<>(
            words(fields, "tiers", tierWords, "tier").stream()
                .map(word -> Tier.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList());
    tiers.add(Tier.AUTO);
    List<Scheme> schemes =
        words(fields, "topologies", lower(Stream.of(Scheme.values())), "topology").stream()
            .flatMap(word -> Scheme.of(word).stream())
            .toList();
    Requirement.Scope all = Requirement.Scope.of(roles);
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Requirement.Scope(
                roles,
                fields.has("tiers") ? tiers : all.tiers(),
                fields.has("topologies") ? schemes : all.schemes()));
  }

  private List<String> words(Fields fields, String key, Collection<String> known, String what) {
    return fields.scalars(key).stream()
        .filter(word -> slips.known(word.text(), known, what, word.position()))
        .map(Node.Scalar::text)
        .toList();
  }

  private static List<String> lower(Stream<? extends Enum<?>> constants) {
    return constants.map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
  }

  private Optional<Severity> severity(Fields fields) {
    List<String> words = Stream.of(Severity.values()).map(Severity::word).toList();
    return fields
        .requiredText("severity")
        .filter(word -> slips.known(word, words, "severity", fields.position("severity")))
        .flatMap(Severity::of);
  }

  private Optional<Check> check(Fields fields, String id) {
    List<String> names = Checks.all().stream().map(CheckKind::name).toList();
    return fields
        .requiredText("check")
        .filter(name -> slips.known(name, names, "check", fields.position("check")))
        .flatMap(Checks::find)
        .flatMap(kind -> kind.factory().create(tables, figures(fields, kind, id), problems));
  }

  private Fields figures(Fields fields, CheckKind kind, String id) {
    Node none = new Node.Mapping(Map.of(), fields.position("figures"));
    return Fields.of(
        fields.node("figures").orElse(none), "the figures of " + id, kind.figures(), problems);
  }
}
