package io.groundwork.requirements.check;

import io.groundwork.facts.OperatingSystem;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Fields;
import java.util.List;
import java.util.Optional;

/** Whether a product that is placed on the host runs on its operating system. */
record ProductSystemCheck(Product product) implements Check {

  static final CheckKind KIND =
      new CheckKind("product_system", List.of("product"), ProductSystemCheck::load);

  private static final Snippet.Call CALL = OperatingSystem.call();

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    Optional<String> name = figures.requiredText("product");
    if (name.isPresent() && !tables.products().containsKey(name.get())) {
      problems.add(
          Problem.at(figures.position("product"), "there is no product \"" + name.get() + "\"")
              .withRemedy(
                  Suggestion.didYouMean(name.get(), tables.products().keySet())
                      .orElse("there are " + String.join(", ", tables.products().keySet()))));
    }
    return name.map(tables.products()::get).map(ProductSystemCheck::new);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "cat /etc/os-release";
  }

  @Override
  public String wanted(HostInfo host) {
    return "a system that " + product.title() + " " + product.documented() + " runs on";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    OperatingSystem system = readings.get(CALL, OperatingSystem::parse);
    if (system.version().isEmpty()) {
      return new Verdict.Unknown(
          system.prettyName(), "it tells no version, so nobody says what runs on it");
    }
    Optional<Support> support =
        product.systems().stream().filter(line -> line.concerns(system)).findFirst();
    if (support.isEmpty()) {
      return new Verdict.Unknown(
          system.prettyName(), "nobody says whether " + product.title() + " runs on this system");
    }
    String note = support.get().note();
    return switch (support.get().standing()) {
      case SERVED, OTHER -> new Verdict.Met(system.prettyName(), note);
      case REFUSED -> new Verdict.NotMet(system.prettyName(), note);
      case UNVERIFIED -> new Verdict.Unknown(system.prettyName(), note);
    };
  }
}
