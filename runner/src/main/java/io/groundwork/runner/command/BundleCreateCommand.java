package io.groundwork.runner.command;

import io.groundwork.engine.RunSpec;
import io.groundwork.engine.Survey;
import io.groundwork.engine.Survey.Answer;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.modules.BuiltinPlaybooks;
import io.groundwork.modules.bundle.Bundle;
import io.groundwork.modules.bundle.BundleKey;
import io.groundwork.modules.bundle.CollectException;
import io.groundwork.modules.bundle.Collector;
import io.groundwork.modules.bundle.Manifest;
import io.groundwork.modules.bundle.Need;
import io.groundwork.modules.bundle.Needs;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.FactsText;
import io.groundwork.runner.report.HostFacts;

import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.text.Suggestion;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Targets;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Collects what hosts need into a bundle. */
@Command(
    name = "create",
    header = {"Collect all packages and files that the roles of the hosts need.", ""},
    description = {
      "",
      "A host of each system works out what a bare one needs, with all that it depends on, and"
          + " fetches it by its own way to the repositories; nothing is installed or left there."
          + " Keys, packages and files are held against their fingerprints and sums. What the"
          + " directory has already is not fetched again.",
      ""
    },
    customSynopsis = "groundwork bundle create [OPTION]... DIR",
    sortOptions = false,
    addMethodSubcommands = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it is there",
      "1:the command line, the inventory or the directory cannot be used; no host was touched",
      "2:something could not be fetched, or is not what it should be",
      "4:a host could not be reached or was lost",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork bundle create -i inventory.yml bundle",
      "  groundwork bundle create -i inventory.yml --from build1 --product kvrocks,ssdb bundle"
    })
final class BundleCreateCommand implements Callable<Integer> {

  /** Hosts of one system, and what they need together. */
  private record System(Host host, Set<Need> needs) {}

  /** How to get to hosts, and what shows it. */
  private record Way(ConnectionOptions options, Connector connector, Screen screen) {}

  private final Terminal own;

  @Parameters(paramLabel = "DIR", description = "Where it goes: a bundle, or nothing yet.")
  private Path directory;

  @Option(
      names = "--product",
      paramLabel = "NAME[,NAME]...",
      hideParamSyntax = true,
      split = ",",
      description = "Only what these roles need. Others stay in the bundle as they are.")
  private List<String> products = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "HOST",
      description =
          "The host of the inventory that fetches, in place of those that need it. They are not"
              + " asked then, and taken to be of its system.")
  private String from;

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description =
          "Variables that beat all others: name=value pairs, a mapping in YAML or JSON, or @FILE.")
  private List<String> extraVars = new ArrayList<>();

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  BundleCreateCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    Inventory inventory = hosts.load(own);
    Faults faults = Faults.of(own, false);
    faults.warn(inventory.warnings());
    ConnectionOptions options = login.options(own);
    try (BuiltinPlaybooks playbooks = BuiltinPlaybooks.open()) {
      Needs needs =
          new Needs(inventory, ExtraVars.parse(extraVars, inventory.vault()), playbooks);
      checkProducts(needs);
      Bundle bundle = Bundle.at(directory);
      try (BundleKey key = BundleKey.open(StateDirectory.bundleKey());
          Connector connector = Connectors.system();
          Screen screen = new Screen(own)) {
        return create(bundle, needs, key, new Way(options, connector, screen));
      }
    } catch (UnreachableException e) {
      faults.show(List.of(e.problem()));
      return ExitCode.UNREACHABLE;
    } catch (BecomeException e) {
      faults.show(List.of(e.problem()));
      return ExitCode.UNREACHABLE;
    } catch (CollectException e) {
      faults.show(List.of(e.problem()));
      return ExitCode.FAILED;
    } catch (IOException e) {
      faults.show(List.of(Problem.of(directory + " could not be written: " + e.getMessage())));
      return ExitCode.FAILED;
    }
  }

  private int create(Bundle bundle, Needs needs, BundleKey key, Way way)
      throws UnreachableException, BecomeException, CollectException, IOException {
    List<Answer<HostFacts>> answers =
        new Survey(needs.inventory(), way.options, RunSpec.DEFAULT_FORKS)
            .ask(
                asked(needs.inventory()),
                way.connector,
                host -> way.screen.busy(host.name(), "reading facts"),
                (host, scope, reader) -> FactFilter.of("*").read(reader));
    way.screen.idle();
    List<Answer<HostFacts>> unreached =
        answers.stream().filter(answer -> answer.problem().isPresent()).toList();
    if (!unreached.isEmpty()) {
      new FactsText(own).lines(unreached).forEach(own.err()::println);
      return ExitCode.UNREACHABLE;
    }
    Bundle made = bundle;
    for (Map.Entry<String, System> one : systems(needs, answers).entrySet()) {
      made = collect(made, one.getKey(), one.getValue(), key, needs.inventory(), way);
    }
    return ExitCode.DONE;
  }

  private void checkProducts(Needs needs) {
    for (String product : products) {
      if (!needs.products().contains(product)) {
        throw new LoadException(
            Problem.at(Position.of("--product"), "there is no role \"" + product + "\"")
                .withRemedy(
                    Suggestion.didYouMean(product, needs.products())
                        .orElse("there are " + String.join(", ", needs.products()))));
      }
    }
  }

  private List<Host> asked(Inventory inventory) {
    return from == null
        ? hosts.hosts(inventory)
        : inventory.select(from, Position.of("--from")).subList(0, 1);
  }

  private Map<String, System> systems(Needs needs, List<Answer<HostFacts>> answers) {
    Map<String, System> systems = new LinkedHashMap<>();
    for (Answer<HostFacts> answer : answers) {
      Map<String, Object> facts = new HashMap<>();
      answer
          .value()
          .orElseThrow()
          .facts()
          .forEach((name, value) -> facts.put(name.replaceFirst("^ansible_", ""), value));
      String name = facts.get("distribution_release") + "-" + facts.get("architecture");
      System system =
          systems.computeIfAbsent(name, one -> new System(answer.host(), new LinkedHashSet<>()));
      for (Host host : from == null ? List.of(answer.host()) : hosts.hosts(needs.inventory())) {
        needs.of(host, facts).stream()
            .filter(need -> products.isEmpty() || products.contains(need.product()))
            .forEach(system.needs::add);
      }
    }
    return systems;
  }

  private Bundle collect(
      Bundle bundle, String name, System system, BundleKey key, Inventory inventory, Way way)
      throws UnreachableException, BecomeException, CollectException, IOException {
    Host host = system.host;
    Templates templates = new Templates(new Redactor());
    Scope scope = inventory.scope(host);
    Become become =
        Targets.become(Optional.empty(), Optional.empty(), host, scope, templates, way.options);
    try (Connection connection =
        way.connector.connect(Targets.resolve(host, scope, templates, way.options))) {
      Bundle made =
          new Collector(bundle, name, key, what -> way.screen.busy(host.name(), what))
              .collect(system.needs, host.name(), connection, become);
      way.screen.idle();
      tell(name, made);
      return made;
    }
  }

  private void tell(String name, Bundle made) {
    Manifest.Contents contents = made.manifest().systems().get(name);
    long bytes = contents.files().values().stream().mapToLong(Manifest.Item::size).sum();
    own.out()
        .println(
            directory
                + " has what "
                + String.join(", ", contents.products().keySet())
                + " need on "
                + name
                + ": "
                + contents.files().size()
                + " files, "
                + (bytes >> 20)
                + " MB");
  }
}
