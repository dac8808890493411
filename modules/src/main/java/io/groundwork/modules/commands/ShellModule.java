package io.groundwork.modules.commands;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;

/** Runs something in a shell. */
public final class ShellModule implements Module<CommandRequest, Commands.State> {

  private static final Snippet RUN = Snippet.resource(ShellModule.class, "shell.run.sh");

  private static final Spec SPEC =
      Commands.results(
          Spec.of(
                  "shell",
                  "Runs something in a shell on the host",
                  Parameter.of("cmd", Parameter.Type.STRING, "What the shell is to run.")
                      .mandatory(),
                  Parameter.of("executable", Parameter.Type.PATH, "The shell.").fallback("/bin/sh"))
              .freeForm("cmd")
              .and(Commands.parameters())
              .and(Commands.input())
              .example(
                  """
                  - name: How full the queue is
                    shell: rabbitmqctl -q list_queues messages | sort -n | tail -1
                    register: fullest
                  """));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public CommandRequest wanted(Params params) {
    String text = params.string("cmd");
    if (text.isBlank()) {
      throw params.problem("cmd", "is empty");
    }
    String shell = params.string("executable");
    return Commands.request(params, text, List.of(shell, text), RUN, shell);
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
