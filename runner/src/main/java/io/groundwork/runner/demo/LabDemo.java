package io.groundwork.runner.demo;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The demonstration on real hosts: brings the lab up, then checks, plans, applies and proves the
 * database of the platform.
 */
public final class LabDemo {

  private static final String LAB = "examples/lab/lab";
  private static final String INVENTORY = "examples/lab/inventory.yml";
  private static final String SITE = "playbooks/site.yml";

  private final Show show;
  private final Path home;
  private final Groundwork groundwork;
  private final Programs programs;

  /**
   * @param home the checkout with the lab
   * @param program takes a terminal and arguments, and returns the exit code
   */
  public LabDemo(Terminal terminal, Path home, BiFunction<Terminal, String[], Integer> program) {
    this.show = new Show(terminal);
    this.home = home;
    this.groundwork = new Groundwork(terminal, program);
    this.programs = new Programs(terminal, home);
  }

  /** Why there can be no lab on this machine; empty when there can. */
  public static Optional<String> hindrance(Path home) throws IOException, InterruptedException {
    if (!Files.isExecutable(home.resolve(LAB))) {
      return Optional.of("there is no " + LAB + " here");
    }
    Programs.Result result =
        new Programs(Terminal.silent(), home)
            .run(List.of(home.resolve(LAB).toString(), "possible"));
    return result.status() == 0 ? Optional.empty() : Optional.of(result.output().strip());
  }

  /** Whether all of it held. */
  public boolean run() throws Exception {
    boolean held = show.of(steps());
    show.say(
        "The lab stays up: look around with \""
            + LAB
            + " ssh db1\", remove it with \""
            + LAB
            + " down\".");
    return held;
  }

  private List<Step> steps() {
    return List.of(
        lab(
            "Bring up four Debian hosts on this machine",
            "four hosts are up",
            "up",
            "--hosts",
            "4"),
        step(
            "Check them against the documented requirements",
            "every host was checked (these are small on purpose, and may fall short)",
            result -> result.done() || result.status() == ExitCode.REQUIREMENTS,
            "check"),
        step(
            "Show what PostgreSQL would change, line by line",
            "it is planned, and nothing has changed",
            Groundwork.Result::done,
            "plan",
            SITE,
            "-t",
            "postgresql",
            "--diff"),
        step(
            "Change it, small as the hosts are",
            "it is as planned",
            Groundwork.Result::done,
            "apply",
            SITE,
            "-t",
            "postgresql",
            "--skip-check",
            "--yes"),
        step(
            "Once more: nothing is left to do",
            "0 changed",
            Groundwork.Result::changedNothing,
            "apply",
            SITE,
            "-t",
            "postgresql",
            "--skip-check",
            "--yes"),
        connect("From the AKD server, the platform's user may connect", "akd", true),
        connect("From the AKMTA server, nobody may", "akmta", false));
  }

  private Step lab(String title, String promise, String... words) {
    List<String> line = Stream.concat(Stream.of(LAB), Arrays.stream(words)).toList();
    return new Step(
        title,
        String.join(" ", line),
        promise,
        () -> {
          List<String> command = new ArrayList<>(line);
          command.set(0, home.resolve(LAB).toString());
          return programs.run(command).status() == 0;
        });
  }

  /** What a step's result has to be like. */
  private interface Promise {
    boolean holds(Groundwork.Result result);
  }

  private Step step(String title, String promise, Promise expected, String... words) {
    List<String> shown = new ArrayList<>(List.of(words));
    shown.addAll(List.of("-i", INVENTORY));
    List<String> args =
        shown.stream()
            .map(
                word ->
                    word.equals(SITE) || word.equals(INVENTORY)
                        ? home.resolve(word).toString()
                        : word)
            .toList();
    return new Step(
        title,
        "./groundwork " + String.join(" ", shown),
        promise,
        () -> expected.holds(groundwork.run(args)));
  }

  private Step connect(String title, String group, boolean allowed) {
    return new Step(
        title,
        LAB + " ssh " + group + "1 psql -h SERVER -U altcraft -c 'select version()'",
        allowed ? "connected, with SCRAM" : "refused",
        () -> {
          Inventory inventory = Inventory.load(List.of(home.resolve(INVENTORY)));
          Host from = inventory.select(group, Position.of(INVENTORY)).get(0);
          Host server = inventory.select("postgresql", Position.of(INVENTORY)).get(0);
          Database database = Database.of(inventory.scope(server));
          Programs.Result result =
              programs.run(
                  List.of(home.resolve(LAB).toString(), "ssh", from.name(), database.question()),
                  database.password().reveal() + "\n");
          return allowed
              ? result.status() == 0 && result.output().contains("PostgreSQL 16.1")
              : result.status() != 0 && result.output().contains("pg_hba.conf");
        });
  }
}
