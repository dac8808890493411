package io.groundwork.runner.command;

import io.groundwork.module.Module;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.SpecJson;
import io.groundwork.runner.report.SpecMarkdown;
import io.groundwork.runner.report.SpecText;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what modules there are and what they take. */
@Command(
    name = "doc",
    header = {"Tell what modules there are, and what one takes and gives.", ""},
    sortOptions = false,
    addMethodSubcommands = false,
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:there is no such module"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork doc",
      "  groundwork doc template",
      "  groundwork doc file --output json"
    })
final class DocCommand implements Callable<Integer> {

  private final Terminal own;

  @Parameters(arity = "0..1", paramLabel = "MODULE", description = "The module. Default: a list.")
  private String module;

  @Option(names = "--markdown", description = "As Markdown.")
  private boolean markdown;

  @Mixin private OutputOptions output;

  DocCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    show(Registry.load());
    return ExitCode.DONE;
  }

  void show(Registry registry) {
    Terminal terminal = output.terminal(own);
    Optional<Spec> one = Optional.ofNullable(module).map(name -> find(registry, name));
    List<Spec> specs =
        one.map(List::of)
            .orElseGet(() -> registry.all().values().stream().map(Module::spec).toList());
    if (output.json()) {
      JsonDocument.write(terminal.out(), SpecJson.document(specs));
    } else if (markdown) {
      terminal.out().print(SpecMarkdown.document(specs));
      terminal.out().flush();
    } else {
      SpecText text = new SpecText(terminal);
      List<Line> lines = one.map(text::page).orElseGet(() -> text.list(specs));
      lines.forEach(terminal.out()::println);
    }
  }

  private static Spec find(Registry registry, String name) {
    return registry
        .find(name)
        .map(Module::spec)
        .orElseThrow(
            () ->
                new LoadException(
                    Problem.of("there is no module \"" + name + "\"")
                        .withRemedy(
                            Suggestion.didYouMean(name, registry.all().keySet())
                                .orElse("\"groundwork doc\" lists all modules"))));
  }
}
