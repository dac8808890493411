package io.groundwork.runner.command;

import io.groundwork.engine.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which tasks, with which variables. */
final class SelectionOptions {

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAG[,TAG]...",
      hideParamSyntax = true,
      split = ",",
      description = "Only tasks with one of these tags.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--skip-tags",
      paramLabel = "TAG[,TAG]...",
      hideParamSyntax = true,
      split = ",",
      description = "Only tasks with none of these tags.")
  private List<String> skipTags = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description =
          "Variables that beat all others: name=value pairs, a mapping in YAML or JSON, or @FILE.")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "So many hosts at a time. Default: " + RunSpec.DEFAULT_FORKS + ".")
  private int forks = RunSpec.DEFAULT_FORKS;

  Set<String> tags() {
    return trimmed(tags);
  }

  Set<String> skipTags() {
    return trimmed(skipTags);
  }

  /** Takes a plan's tags. */
  void as(Set<String> only, Set<String> without) {
    tags = new ArrayList<>(only);
    skipTags = new ArrayList<>(without);
  }

  List<String> extraVars() {
    return extraVars;
  }

  int forks() {
    return forks;
  }

  private static Set<String> trimmed(List<String> words) {
    Set<String> kept = new LinkedHashSet<>();
    words.stream().map(String::strip).filter(word -> !word.isEmpty()).forEach(kept::add);
    return kept;
  }
}
