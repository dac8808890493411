package io.groundwork.modules.commands;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a local script on a host. */
public final class ScriptModule implements Module<CommandRequest, Commands.State> {

  private static final Snippet RUN = Snippet.resource(ScriptModule.class, "script.run.sh");

  private static final Spec SPEC =
      Commands.results(
          Spec.of(
                  "script",
                  "Runs a script of the operator's on the host",
                  Parameter.of(
                          "cmd",
                          Parameter.Type.STRING,
                          "The local file, looked for in files/, and the arguments it gets, split"
                              + " into words as a shell would and not expanded.")
                      .mandatory(),
                  Parameter.of(
                      "executable",
                      Parameter.Type.STRING,
                      "What runs it, perhaps with options; by default what its first line says, or"
                          + " /bin/sh."))
              .freeForm("cmd")
              .and(Commands.parameters())
              .example(
                  """
                  - name: The database is prepared, once
                    script: prepare.sh --size 20
                    args:
                      creates: /var/lib/platform/prepared
                  """));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public CommandRequest wanted(Params params) {
    List<String> words;
    try {
      words = Words.split(params.string("cmd"));
    } catch (IllegalArgumentException e) {
      throw params.problem("cmd", e.getMessage());
    }
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw params.problem("cmd", "names no script");
    }
    ByteSource script = params.sources().file(words.get(0));
    List<String> run =
        ImmutableList.<String>builder()
            .add(params.optional("executable").orElse(""))
            .add(String.valueOf(size(script)))
            .addAll(words.subList(1, words.size()))
            .build();
    return Commands.request(params, params.string("cmd"), run, RUN, "/bin/sh", Optional.of(script));
  }

  private static long size(ByteSource script) {
    try {
      return script.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Probe<Commands.State> probe(CommandRequest wanted) {
    return Commands.probe(wanted);
  }

  @Override
  public Plan plan(CommandRequest wanted, Commands.State is) {
    return Commands.plan(wanted, is);
  }

  @Override
  public Map<String, Object> result(
      CommandRequest wanted, Commands.State is, List<Execution> executions) {
    return Commands.result(wanted, executions);
  }
}
