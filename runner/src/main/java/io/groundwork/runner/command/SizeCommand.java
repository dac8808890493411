package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.requirements.Sizer;
import io.groundwork.requirements.Sizing;
import io.groundwork.requirements.SkeletonInventory;
import io.groundwork.requirements.check.Scheme;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.SizeJson;
import io.groundwork.runner.report.SizeText;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes what hosts a platform needs. */
@Command(
    name = "size",
    header = {"Compute the hosts that a platform needs, by the documented requirements.", ""},
    description = {
      "",
      "Shows cores, memory, disks, spool and addresses with the arithmetic, and says where the"
          + " document has no figures. No host is asked.",
      ""
    },
    customSynopsis = "groundwork size --customers N --daily N [OPTION]...",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it was computed", "1:the command line cannot be used"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork size --customers 5M --daily 1M",
      "  groundwork size --customers 8M --daily 5M --topology cluster",
      "  groundwork size --customers 5M --daily 1M --inventory-out inventory.yml"
    })
final class SizeCommand implements Callable<Integer> {

  private final Terminal own;

  @Option(
      names = "--customers",
      paramLabel = "N",
      required = true,
      converter = Amount.class,
      description = "Customers in the database; 5M is 5000000, 500k 500000.")
  private long customers;

  @Option(
      names = "--daily",
      paramLabel = "N",
      required = true,
      converter = Amount.class,
      description = "Messages a day.")
  private long daily;

  @Option(
      names = "--topology",
      paramLabel = "TOPOLOGY",
      defaultValue = "two",
      description =
          "single: one host; two: control and sending; separate: a host for each kind of server;"
              + " cluster: fail-safe. Default: ${DEFAULT-VALUE}.")
  private Scheme topology = Scheme.TWO;

  @Option(
      names = "--inventory-out",
      paramLabel = "FILE",
      description = "Write an inventory of these hosts to fill in; a file that exists stays.")
  private Path inventory;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description = "Other requirements than Altcraft's.")
  private Path requirements;

  @Mixin private OutputOptions output;

  SizeCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    Terminal terminal = output.terminal(own);
    Sizer sizer = new Sizer(Requirements.load(Optional.ofNullable(requirements)).tables());
    Sizing sizing = sizer.size(customers, daily, topology);
    if (inventory != null) {
      write(SkeletonInventory.text(sizing));
    }
    if (output.json()) {
      JsonDocument.write(terminal.out(), SizeJson.document(sizing));
    } else {
      new SizeText(terminal).lines(sizing).forEach(terminal.out()::println);
    }
    return ExitCode.DONE;
  }

  private void write(String text) {
    try {
      Files.writeString(inventory, text, UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new LoadException(
          Problem.of(inventory + " exists").withRemedy("name another file, or remove it"));
    } catch (IOException e) {
      throw new LoadException(
          Problem.of("cannot write " + inventory + ": " + e.getMessage())
              .withRemedy("name a file in a directory that you may write to"));
    }
  }
}
