package io.groundwork.requirements;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The documented requirements, loaded from data.
 *
 * @param document the title and edition of the document they are from
 * @param tables the document's tables
 * @param rules the requirements with their checks, in the order of the data
 * @param forPeople the statements that no machine can judge
 */
public record Catalogue(
    String document, Tables tables, List<Rule> rules, List<ForPeople> forPeople) {

  private static final List<String> KEYS =
      Stream.concat(
              Stream.concat(Stream.of("document"), TablesReader.KEYS.stream()),
              Stream.of("requirements", "for_people"))
          .toList();

  public Catalogue {
    rules = List.copyOf(rules);
    forPeople = List.copyOf(forPeople);
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
    return with(rule -> ids.contains(rule.requirement().id()));
  }

  /** The same with the requirements that pass, and nothing else. */
  public Catalogue with(Predicate<Rule> wanted) {
    return new Catalogue(document, tables, rules.stream().filter(wanted).toList(), forPeople);
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
    RequirementsReader requirements = new RequirementsReader(tables, problems);
    List<Rule> rules = requirements.rules(fields.list("requirements"));
    List<ForPeople> forPeople = requirements.forPeople(fields.list("for_people"));
    problems.throwIfAny();
    return new Catalogue(document.orElse(""), tables, rules, forPeople);
  }
}
