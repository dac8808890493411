package io.groundwork.module;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a module is called and takes and gives.
 *
 * @param name as it is written in a task
 * @param summary one sentence: what it makes true
 * @param parameters in the order they should be read
 * @param freeForm the parameter that a task may give as its whole text, as in {@code command: ls}
 * @param open whether it takes parameters of any further name, as {@code set_fact} does
 * @param results what {@code register} gets, besides {@code changed} and {@code failed}
 * @param examples YAML a reader can copy, at least one
 * @param refused parameters that Ansible has and this module has not, and what to do instead of
 *     each
 */
public record Spec(
    String name,
    String summary,
    List<Parameter> parameters,
    Optional<String> freeForm,
    boolean open,
    List<Result> results,
    List<String> examples,
    Map<String, String> refused) {

  /** A value that {@code register} gets. */
  public record Result(String name, String description) {}

  public Spec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(summary, "summary");
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(freeForm, "freeForm");
    results = List.copyOf(results);
    examples = List.copyOf(examples);
    refused = Map.copyOf(refused);
  }

  public static Spec of(String name, String summary, Parameter... parameters) {
    return new Spec(
        name,
        summary,
        List.of(parameters),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Map.of());
  }

  public Spec freeForm(String parameter) {
    return new Spec(
        name, summary, parameters, Optional.of(parameter), open, results, examples, refused);
  }

  /** This spec, taking values of any type under any further name. */
  public Spec withOpenNames() {
    return new Spec(name, summary, parameters, freeForm, true, results, examples, refused);
  }

  public Spec result(String resultName, String description) {
    List<Result> more =
        ImmutableList.<Result>builder()
            .addAll(results)
            .add(new Result(resultName, description))
            .build();
    return new Spec(name, summary, parameters, freeForm, open, more, examples, refused);
  }

  public Spec example(String yaml) {
    List<String> more = ImmutableList.<String>builder().addAll(examples).add(yaml).build();
    return new Spec(name, summary, parameters, freeForm, open, results, more, refused);
  }

  /** This spec with further parameters behind its own. */
  public Spec and(List<Parameter> further) {
    List<Parameter> all =
        ImmutableList.<Parameter>builder().addAll(parameters).addAll(further).build();
    return new Spec(name, summary, all, freeForm, open, results, examples, refused);
  }

  /** This spec, which says of a parameter of Ansible's that it has not what to do instead. */
  public Spec refusing(String parameter, String remedy) {
    return refusing(Map.of(parameter, remedy));
  }

  /** The same for several parameters. */
  public Spec refusing(Map<String, String> further) {
    Map<String, String> all = new TreeMap<>(refused);
    all.putAll(further);
    return new Spec(name, summary, parameters, freeForm, open, results, examples, all);
  }

  /** The parameter with this name or alias. */
  public Optional<Parameter> parameter(String nameOrAlias) {
    return parameters.stream()
        .filter(p -> p.name().equals(nameOrAlias) || p.aliases().contains(nameOrAlias))
        .findFirst();
  }
}
