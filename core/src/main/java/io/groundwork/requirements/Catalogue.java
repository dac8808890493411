package io.groundwork.requirements;

import io.groundwork.requirements.check.Check;
import io.groundwork.requirements.check.CheckKind;
import io.groundwork.requirements.check.Checks;
import io.groundwork.requirements.check.Tables;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The documented requirements, loaded from data.
 *
 * @param document the title and edition of the document they are from
 * @param tables the document's tables
 * @param rules the requirements with their checks, in the order of the data
 */
public record Catalogue(String document, Tables tables, List<Rule> rules) {

  private static final List<String> KEYS =
      Stream.concat(
              Stream.concat(Stream.of("document"), TablesReader.KEYS.stream()),
              Stream.of("requirements"))
          .toList();
  private static final List<String> REQUIREMENT_KEYS =
      List.of(
          "id",
          "title",
          "quote",
          "section",
          "applies_to",
          "severity",
          "check",
          "figures",
          "remedy");

  public Catalogue {
    rules = List.copyOf(rules);
  }

  /**
   * Loads the data file.
   *
   * @throws LoadException with every problem found, each with its place
   */
  public static Catalogue load(Path file) {
    return of(Yaml.load(file), file.toString());
  }

  /**
   * The same from a text.
   *
   * @param source what to call the text in positions
   */
  public static Catalogue parse(String text, String source) {
    return of(Yaml.parse(text, source), source);
  }

  /** The ids of the requirements, in the order of the data. */
  public List<String> ids() {
    return rules.stream().map(rule -> rule.requirement().id()).toList();
  }

  /**
   * The same with these requirements and no other.
   *
   * @param where where they are asked for
   * @throws LoadException when there is none of that id
   */
  public Catalogue only(List<String> ids, Position where) {
    Problems problems = new Problems();
    ids.stream()
        .filter(id -> !ids().contains(id))
        .forEach(
            id ->
                problems.add(
                    Problem.at(where, "there is no requirement \"" + id + "\"")
                        .withRemedy(
                            Suggestion.didYouMean(id, ids())
                                .orElse("there are " + String.join(", ", ids())))));
    problems.throwIfAny();
    return new Catalogue(
        document,
        tables,
        rules.stream().filter(rule -> ids.contains(rule.requirement().id())).toList());
  }

  /** The same with what must be met, and nothing else. */
  public Catalogue musts() {
    return new Catalogue(
        document,
        tables,
        rules.stream().filter(rule -> rule.requirement().severity() == Severity.MUST).toList());
  }

  private static Catalogue of(Optional<Node> root, String source) {
    Node node =
        root.orElseThrow(
            () ->
                new LoadException(
                    Problem.at(Position.of(source), "the file of requirements is empty")));
    Problems problems = new Problems();
    Fields fields = Fields.of(node, "the file of requirements", KEYS, problems);
    TablesReader reader = new TablesReader(problems);
    Optional<String> document = fields.requiredText("document");
    Tables tables = reader.read(fields);
    fields.required("requirements");
    List<Rule> rules = new Loader(tables, reader, problems).rules(fields.list("requirements"));
    problems.throwIfAny();
    return new Catalogue(document.orElse(""), tables, rules);
  }

  /** Reads the requirements, once the tables they refer to are known. */
  private record Loader(Tables tables, TablesReader reader, Problems problems) {

    private List<Rule> rules(List<Node> nodes) {
      List<Rule> rules = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (Node node : nodes) {
        Fields fields = Fields.of(node, "a requirement", REQUIREMENT_KEYS, problems);
        Optional<Rule> rule = rule(fields);
        rule.filter(one -> !ids.add(one.requirement().id()))
            .ifPresent(
                one ->
                    problems.add(
                        Problem.at(
                            fields.position("id"),
                            "there is already a requirement \"" + one.requirement().id() + "\"")));
        rule.ifPresent(rules::add);
      }
      return rules;
    }

    private Optional<Rule> rule(Fields fields) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (String key : List.of("id", "title", "quote", "section", "remedy")) {
        fields.requiredText(key).ifPresent(text -> texts.put(key, text.strip()));
      }
      checkId(fields, texts.getOrDefault("id", "unnamed"));
      List<String> roles = roles(fields);
      Optional<Severity> severity = severity(fields);
      Optional<Check> check = check(fields, texts.getOrDefault("id", "unnamed"));
      if (texts.size() < 5 || roles.isEmpty() || severity.isEmpty() || check.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Rule(
              new Requirement(
                  texts.get("id"),
                  texts.get("title"),
                  texts.get("quote"),
                  texts.get("section"),
                  roles,
                  severity.get(),
                  fields.text("check").orElseThrow(),
                  texts.get("remedy")),
              check.get()));
    }

    private void checkId(Fields fields, String id) {
      if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
        problems.add(
            Problem.at(
                fields.position("id"),
                "\"" + id + "\" is no id: lower case, words joined by hyphens"));
      }
    }

    private List<String> roles(Fields fields) {
      fields.required("applies_to");
      List<String> roles = new ArrayList<>();
      for (Node.Scalar role : fields.scalars("applies_to")) {
        if (reader.known(role.text(), tables.roles().keySet(), "role", role.position())) {
          roles.add(role.text());
        }
      }
      return roles;
    }

    private Optional<Severity> severity(Fields fields) {
      List<String> words = Stream.of(Severity.values()).map(Severity::word).toList();
      return fields
          .requiredText("severity")
          .filter(word -> reader.known(word, words, "severity", fields.position("severity")))
          .flatMap(Severity::of);
    }

    private Optional<Check> check(Fields fields, String id) {
      List<String> names = Checks.all().stream().map(CheckKind::name).toList();
      return fields
          .requiredText("check")
          .filter(name -> reader.known(name, names, "check", fields.position("check")))
          .flatMap(Checks::find)
          .flatMap(kind -> kind.factory().create(tables, figures(fields, kind, id), problems));
    }

    private Fields figures(Fields fields, CheckKind kind, String id) {
      Node none = new Node.Mapping(Map.of(), fields.position("figures"));
      return Fields.of(
          fields.node("figures").orElse(none), "the figures of " + id, kind.figures(), problems);
    }
  }
}
