package io.groundwork.modules.commands;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code command} and {@code shell} share. */
final class Commands {

  private static final Snippet PROBE = Snippet.resource(Commands.class, "command.probe.sh");
  private static final int SHOWN = 60;

  private Commands() {}

  /**
   * What keeps a command from running, or from being of use.
   *
   * @param noDirectory whether the directory to run in is absent
   * @param created whether what it creates is there
   * @param removed whether what it removes is absent
   * @param needless whether the command that tells so succeeded
   */
  record State(boolean noDirectory, boolean created, boolean removed, boolean needless) {
    static final State OPEN = new State(false, false, false, false);
  }

  static List<Parameter> parameters() {
    return List.of(
        Parameter.of("chdir", Parameter.Type.PATH, "Directory to run it in."),
        Parameter.of(
            "creates",
            Parameter.Type.STRING,
            "A path, perhaps with wildcards: nothing is run if it is there."),
        Parameter.of(
            "removes",
            Parameter.Type.STRING,
            "A path, perhaps with wildcards: nothing is run unless it is there."),
        Parameter.of(
            "unless",
            Parameter.Type.STRING,
            "What a shell runs in the same place before, in dry runs too: nothing is run if it"
                + " succeeds. It has to look only, and change nothing."));
  }

  static List<Parameter> input() {
    return List.of(
        Parameter.of("stdin", Parameter.Type.STRING, "What it reads on standard input."),
        Parameter.of(
                "stdin_add_newline",
                Parameter.Type.BOOLEAN,
                "Whether a line break is put behind what it reads.")
            .fallback("true"),
        Parameter.of(
                "strip_empty_ends",
                Parameter.Type.BOOLEAN,
                "Leave line breaks at the end out of the results, as is always done.")
            .fallback("true")
            .choices("true"));
  }

  static Spec results(Spec spec) {
    return spec.result("cmd", "what was run")
        .result("rc", "its exit status")
        .result("stdout", "what it wrote to standard output, without line breaks at the end")
        .result("stderr", "what it wrote to standard error, likewise")
        .result("stdout_lines", "standard output as a list of lines")
        .result("stderr_lines", "standard error as a list of lines");
  }

  static CommandRequest request(
      Params params, Object shown, List<String> words, Snippet run, String shell) {
    boolean newline = params.bool("stdin_add_newline");
    return request(
        params,
        shown,
        words,
        run,
        shell,
        params
            .optional("stdin")
            .map(text -> newline && !text.endsWith("\n") ? text + "\n" : text)
            .map(text -> CharSource.wrap(text).asByteSource(StandardCharsets.UTF_8)));
  }

  static CommandRequest request(
      Params params,
      Object shown,
      List<String> words,
      Snippet run,
      String shell,
      Optional<ByteSource> payload) {
    if (params.optional("unless").filter(String::isBlank).isPresent()) {
      throw params.problem("unless", "is empty");
    }
    return new CommandRequest(
        shown,
        words,
        run,
        params.optional("chdir"),
        params.optional("creates"),
        params.optional("removes"),
        params.optional("unless").map(text -> new CommandRequest.Unless(text, shell)),
        payload);
  }

  static Probe<State> probe(CommandRequest wanted) {
    boolean free =
        wanted.chdir().isEmpty()
            && wanted.creates().isEmpty()
            && wanted.removes().isEmpty()
            && wanted.unless().isEmpty();
    if (free) {
      return Probe.none(State.OPEN);
    }
    return Probe.of(
            PROBE.call(
                wanted.chdir().orElse(""),
                wanted.creates().orElse(""),
                wanted.removes().orElse(""),
                wanted.unless().map(CommandRequest.Unless::command).orElse(""),
                wanted.unless().map(CommandRequest.Unless::shell).orElse("")),
            reading -> {
              List<String> lines = lines(reading.state());
              return new State(
                  lines.contains("chdir absent"),
                  lines.contains("creates present"),
                  lines.contains("removes absent"),
                  lines.contains("unless succeeded"));
            })
        .reading(
            Stream.concat(
                    Stream.of(wanted.chdir(), wanted.creates(), wanted.removes())
                        .flatMap(Optional::stream)
                        .map(Resource::path),
                    wanted.unless().stream().map(any -> Resource.ANYTHING))
                .toArray(Resource[]::new));
  }

  static Plan plan(CommandRequest wanted, State is) {
    if (is.created()) {
      return skipped(wanted, "since " + wanted.creates().orElseThrow() + " exists");
    }
    if (is.removed()) {
      return skipped(wanted, "since " + wanted.removes().orElseThrow() + " does not exist");
    }
    if (is.needless()) {
      return skipped(wanted, "since " + wanted.unless().orElseThrow().command() + " succeeds");
    }
    Object[] values =
        ImmutableList.builder()
            .add(wanted.chdir().orElse(""), wanted.payload().isPresent() ? "yes" : "no")
            .addAll(wanted.words())
            .build()
            .toArray();
    Change change = Change.runs("run " + shown(wanted), wanted.run().call(values));
    Plan plan =
        Plan.of(wanted.payload().map(change::withPayload).orElse(change).alteringAnything());
    if (!is.noDirectory()) {
      return plan;
    }
    String directory = wanted.chdir().orElseThrow();
    return plan.needing(
        List.of(
            new Need(
                Resource.path(directory),
                "there is no directory " + directory + " to run in; create it before")));
  }

  private static Plan skipped(CommandRequest wanted, String why) {
    return Plan.holds("skipped, " + why)
        .withResult(result(wanted, new Execution(0, "skipped, " + why, "")));
  }

  private static String shown(CommandRequest wanted) {
    String text =
        wanted.shown() instanceof List<?> words
            ? String.join(" ", words.stream().map(String::valueOf).toList())
            : wanted.shown().toString();
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }

  static Map<String, Object> result(CommandRequest wanted, Execution execution) {
    return ImmutableMap.<String, Object>builder()
        .put("cmd", wanted.shown())
        .put("rc", (long) execution.exit())
        .put("stdout", execution.out())
        .put("stderr", execution.err())
        .put("stdout_lines", lines(execution.out()))
        .put("stderr_lines", lines(execution.err()))
        .buildOrThrow();
  }

  static Map<String, Object> result(CommandRequest wanted, List<Execution> executions) {
    return executions.isEmpty() ? Map.of() : result(wanted, executions.get(0));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : new ArrayList<>(Splitter.on('\n').splitToList(text));
  }
}
