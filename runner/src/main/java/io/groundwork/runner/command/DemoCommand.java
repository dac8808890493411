package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.demo.LabDemo;
import io.groundwork.runner.demo.SmallDemo;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows Groundwork at work. */
@Command(
    name = "demo",
    header = {"See Groundwork at work.", ""},
    description = {
      "",
      "As root on Debian or Ubuntu: brings up four hosts on this machine, then checks, plans and"
          + " applies the platform's PostgreSQL there and proves it. The hosts need about a minute"
          + " the first time; \"examples/lab/lab down\" removes them. Anywhere else, or with"
          + " --small: plans and applies a few files in a temporary directory over an SSH server"
          + " inside this process.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every step held", "2:a step did not"},
    footerHeading = "%nExamples:%n",
    footer = {"  sudo groundwork demo", "  groundwork demo --small"})
final class DemoCommand implements Callable<Integer> {

  private final Terminal own;

  @Option(names = "--small", description = "The small form, whatever this machine can do.")
  private boolean small;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  DemoCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("groundwork.home", ""));
    Optional<String> hindrance =
        small ? Optional.of("--small asks for it") : LabDemo.hindrance(home.toAbsolutePath());
    boolean held;
    if (hindrance.isPresent()) {
      own.out().println(own.line().add(Colour.STRONG, "This is the small form of the demo."));
      hindrance.get().lines().forEach(line -> own.out().println(own.line().add("Why: " + line)));
      held = new SmallDemo(own, CommandLines::run).run();
    } else {
      held = new LabDemo(own, home.toAbsolutePath(), CommandLines::run).run();
    }
    return held ? ExitCode.DONE : ExitCode.FAILED;
  }
}
