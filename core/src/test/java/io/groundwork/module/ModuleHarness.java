package io.groundwork.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import io.groundwork.text.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs one module against this machine with a real shell, without engine and SSH: read, plan, run
 * the changes, read and plan again. It insists on what every module promises: a plan without
 * changes says why, and after its changes a module plans nothing.
 */
public final class ModuleHarness {

  private static final Position TASK = Position.of("test.yml");
  private static final String CONTEXT = "8c1f-context-8c1f";
  private static final long SECONDS = 60;

  private final List<String> shell;
  private final Sources sources;

  private ModuleHarness(List<String> shell, Sources sources) {
    this.shell = shell;
    this.sources = sources;
  }

  /**
   * A harness over a shell of one's own.
   *
   * @param shell the program and its arguments that run a script from standard input, here or on
   *     another host
   */
  public static ModuleHarness withShell(String... shell) {
    return new ModuleHarness(List.of(shell), new NoSources());
  }

  public static ModuleHarness create() {
    return withShell("/bin/sh");
  }

  /** The same with local files and templates for the task. */
  public ModuleHarness with(Sources local) {
    return new ModuleHarness(shell, local);
  }

  /**
   * What a module did.
   *
   * @param plan the plan before anything ran
   * @param executions how its changes went; ends with the first failure
   * @param result what register would get
   */
  public record Outcome(Plan plan, List<Execution> executions, Map<String, Object> result) {}

  /** The wanted value for these parameters, checked as the engine checks them. */
  public <W, I> W wanted(Module<W, I> module, Map<String, ?> parameters) {
    Map<String, Params.Given> given = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> given.put(name, new Params.Given(Optional.of(value), TASK)));
    return module.wanted(Params.of(module.spec(), given, TASK, sources));
  }

  /** Reads the present state and plans; changes nothing. */
  public <W, I> Plan plan(Module<W, I> module, Map<String, ?> parameters) {
    W wanted = wanted(module, parameters);
    return module.plan(wanted, read(module.probe(wanted)));
  }

  /** Plans, runs what was planned, and insists that nothing is left to do. */
  public <W, I> Outcome apply(Module<W, I> module, Map<String, ?> parameters) {
    W wanted = wanted(module, parameters);
    Plan plan = module.plan(wanted, read(module.probe(wanted)));
    assertThat(plan.failure()).as("the plan's failure").isEmpty();
    List<Execution> executions = new ArrayList<>();
    for (Change change : plan.changes()) {
      Execution execution = execute(change.call(), change.payload());
      executions.add(execution);
      if (!execution.succeeded()) {
        return new Outcome(
            plan, executions, module.result(wanted, read(module.probe(wanted)), executions));
      }
    }
    try {
      module.receive(wanted, executions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    I after = read(module.probe(wanted));
    assertThat(module.plan(wanted, after).changes())
        .as("changes still planned after %s", plan.changes())
        .noneMatch(change -> change.effect() == Change.Effect.MODIFIES);
    return new Outcome(plan, executions, module.result(wanted, after, executions));
  }

  /** Runs a probe's snippet and parses what it prints. */
  public <I> I read(Probe<I> probe) {
    return probe.parser().apply(probe.call().map(this::read).orElse(Reading.NOTHING));
  }

  /** Runs a reading snippet; it must exit 0 and be silent on standard error. */
  public Reading read(Snippet.Call call) {
    Execution execution = execute(call, Optional.empty());
    assertThat(execution.err()).as("standard error of %s", call.snippet().name()).isEmpty();
    assertThat(execution.exit()).as("exit status of %s", call.snippet().name()).isZero();
    int at = execution.out().indexOf(CONTEXT);
    if (at < 0) {
      return new Reading(execution.out(), "");
    }
    return new Reading(
        stripNewlines(execution.out().substring(0, at)),
        execution.out().substring(at + CONTEXT.length()).strip());
  }

  /** Runs a snippet as the engine does: as a function in a subshell, standard input closed. */
  public Execution execute(Snippet.Call call, Optional<ByteSource> payload) {
    String script =
        "LC_ALL=C; export LC_ALL; set -u\n"
            + Prelude.text()
            + "context() { printf '\\n%s\\n' "
            + CONTEXT
            + "; }\n"
            + "payload() { base64 -d <<'END'\n"
            + payload.map(ModuleHarness::base64).orElse("")
            + "\nEND\n}\n"
            + "snippet() {\n"
            + call.snippet().text()
            + "\n}\n"
            + "( snippet "
            + call.words()
            + " ) </dev/null\n";
    return run(script);
  }

  private Execution run(String script) {
    try {
      Path directory = Files.createTempDirectory("harness");
      Path file = Files.writeString(directory.resolve("script"), script);
      Path out = directory.resolve("out");
      Path err = directory.resolve("err");
      Process process =
          new ProcessBuilder(shell)
              .redirectInput(file.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the snippet ran longer than " + SECONDS + " s");
      }
      Execution execution =
          new Execution(
              process.exitValue(),
              stripNewlines(new String(Files.readAllBytes(out), UTF_8)),
              stripNewlines(new String(Files.readAllBytes(err), UTF_8)));
      for (Path one : List.of(file, out, err, directory)) {
        Files.delete(one);
      }
      return execution;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String stripNewlines(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String base64(ByteSource content) {
    try {
      return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class NoSources implements Sources {
    @Override
    public ByteSource file(String source) {
      throw new IllegalStateException("this test gave no local files: " + source);
    }

    @Override
    public String template(String source) {
      throw new IllegalStateException("this test gave no templates: " + source);
    }
  }
}
