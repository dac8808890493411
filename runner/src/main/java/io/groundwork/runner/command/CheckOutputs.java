package io.groundwork.runner.command;

import io.groundwork.runner.command.RunOutputOptions.Choice;
import io.groundwork.runner.command.RunOutputOptions.Format;
import io.groundwork.runner.document.CheckHtml;
import io.groundwork.runner.document.CheckJUnit;
import io.groundwork.runner.json.CheckJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.report.CheckText;
import io.groundwork.runner.report.Checked;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The forms in which a check is told. Files are made before it: afterwards is too late. */
final class CheckOutputs implements AutoCloseable {

  private final Terminal terminal;
  private final boolean verbose;
  private final Map<PrintStream, Format> outputs = new LinkedHashMap<>();
  private final OpenFiles open = new OpenFiles();

  /**
   * @throws io.groundwork.text.LoadException when a file cannot be written
   */
  CheckOutputs(Terminal terminal, Format shown, List<Choice> files, boolean verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
    outputs.put(terminal.out(), shown);
    files.forEach(choice -> outputs.put(open.add(choice.file().orElseThrow()), choice.format()));
  }

  void write(Checked checked, Faults faults) {
    outputs.forEach(
        (out, format) -> {
          out.print(text(checked, format));
          out.flush();
        });
    open.finish(faults);
  }

  private String text(Checked checked, Format format) {
    return switch (format) {
      case TEXT ->
          new CheckText(terminal, verbose)
              .lines(checked).stream()
                  .map(Line::toString)
                  .collect(Collectors.joining("\n", "", "\n"));
      case JSON -> JsonDocument.text(CheckJson.document(checked)) + "\n";
      case JSONL -> CheckJson.lines(checked);
      case HTML -> new CheckHtml(checked, Clock.systemUTC().instant()).page();
      case JUNIT -> CheckJUnit.text(checked);
    };
  }

  @Override
  public void close() {
    open.close();
  }
}
