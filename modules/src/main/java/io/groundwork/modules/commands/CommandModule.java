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

/** Runs a program, without a shell. */
public final class CommandModule implements Module<CommandRequest, Commands.State> {

  private static final Snippet RUN = Snippet.resource(CommandModule.class, "command.run.sh");

  private static final Spec SPEC =
      Commands.results(
          Spec.of(
                  "command",
                  "Runs a program on the host, without a shell",
                  Parameter.of(
                      "cmd",
                      Parameter.Type.STRING,
                      "The program and its arguments, split into words as a shell would; nothing"
                          + " else a shell does is done: no variables, wildcards or pipes."),
                  Parameter.of(
                      "argv", Parameter.Type.LIST, "The program and its arguments as a list."))
              .freeForm("cmd")
              .and(Commands.parameters())
              .and(Commands.input())
              .example(
                  """
                  - name: A key for the API, once
                    command: /opt/akd/bin/keys create
                    args:
                      creates: /opt/akd/keys/api.pem
                  """));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public CommandRequest wanted(Params params) {
    if (params.has("cmd") == params.has("argv")) {
      throw params.problem("give either a command or argv");
    }
    List<String> words;
    try {
      words = params.has("cmd") ? Words.split(params.string("cmd")) : params.strings("argv");
    } catch (IllegalArgumentException e) {
      throw params.problem("cmd", e.getMessage());
    }
    String parameter = params.has("cmd") ? "cmd" : "argv";
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw params.problem(parameter, "names no program");
    }
    if (words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw params.problem(
          parameter,
          "starts with \""
              + words.get(0)
              + "\", which is no program; what a shell does needs shell");
    }
    return Commands.request(params, words, words, RUN, "/bin/sh");
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
