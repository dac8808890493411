package io.groundwork.module;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a module is called and takes and gives.
 *
 * @param name as it is written in a task
 * @param summary one sentence: what it makes true
 * @param parameters in the order they should be read
 * @param freeForm the parameter that a task may give as its whole text, as in {@code command: ls}
 * @param refused parameters of Ansible's that it does not take, with what to do instead
 * @param open whether it takes parameters of any further name, as {@code set_fact} does
 * @param results what {@code register} gets, besides {@code changed} and {@code failed}
 * @param examples YAML a reader can copy, at least one
 */
public record Spec(
    String name,
    String summary,
    List<Parameter> parameters,
    Optional<String> freeForm,
    Map<String, String> refused,
    boolean open,
    List<Result> results,
    List<String> examples) {

  /** A value that {@code register} gets. */
  public record Result(String name, String description) {}

  public Spec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(summary, "summary");
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(freeForm, "freeForm");
    refused = Map.copyOf(refused);
    results = List.copyOf(results);
    examples = List.copyOf(examples);
  }

  public static Spec of(String name, String summary, Parameter... parameters) {
    return new Spec(
        name,
        summary,
        List.of(parameters),
        Optional.empty(),
        Map.of(),
        false,
        List.of(),
        List.of());
  }

  public Spec freeForm(String parameter) {
    return new Spec(
        name, summary, parameters, Optional.of(parameter), refused, open, results, examples);
  }

  /** This spec, taking values of any type under any further name. */
  public Spec withOpenNames() {
    return new Spec(name, summary, parameters, freeForm, refused, true, results, examples);
  }

  public Spec result(String resultName, String description) {
    List<Result> more =
        ImmutableList.<Result>builder()
            .addAll(results)
            .add(new Result(resultName, description))
            .build();
    return new Spec(name, summary, parameters, freeForm, refused, open, more, examples);
  }

  public Spec example(String yaml) {
    List<String> more = ImmutableList.<String>builder().addAll(examples).add(yaml).build();
    return new Spec(name, summary, parameters, freeForm, refused, open, results, more);
  }

  /** This spec with further parameters behind its own. */
  public Spec and(List<Parameter> further) {
    List<Parameter> all =
        ImmutableList.<Parameter>builder().addAll(parameters).addAll(further).build();
    return new Spec(name, summary, all, freeForm, refused, open, results, examples);
  }

  /** This spec, saying what to do instead of a parameter that only Ansible takes. */
  public Spec refusing(String parameter, String instead) {
    Map<String, String> more =
        ImmutableMap.<String, String>builder().putAll(refused).put(parameter, instead).build();
    return new Spec(name, summary, parameters, freeForm, more, open, results, examples);
  }

  /** The parameter with this name or alias. */
  public Optional<Parameter> parameter(String nameOrAlias) {
    return parameters.stream()
        .filter(p -> p.name().equals(nameOrAlias) || p.aliases().contains(nameOrAlias))
        .findFirst();
  }
}
