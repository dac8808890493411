package io.groundwork.runner.command;

import io.groundwork.event.Listener;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.command.RunOutputOptions.Choice;
import io.groundwork.runner.command.RunOutputOptions.Format;
import io.groundwork.runner.document.JUnitXml;
import io.groundwork.runner.document.RunDocument;
import io.groundwork.runner.document.RunHtml;
import io.groundwork.runner.json.JsonLines;
import io.groundwork.runner.json.RunJson;
import io.groundwork.text.LoadException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outputs of a run that go to files. They are made before the run: afterwards is too late. */
final class OutputFiles implements AutoCloseable {

  private final Map<RunDocument, PrintStream> documents = new LinkedHashMap<>();
  private final List<JsonLines> lines = new ArrayList<>();
  private final OpenFiles open = new OpenFiles();
  private Listener listener = event -> {};

  private OutputFiles() {}

  /**
   * @throws LoadException when a file cannot be written
   */
  static OutputFiles open(List<Choice> choices) {
    OutputFiles files = new OutputFiles();
    choices.forEach(files::add);
    return files;
  }

  /** A document of that form. */
  static RunDocument document(Format format) {
    return switch (format) {
      case HTML -> new RunHtml();
      case JUNIT -> new JUnitXml();
      case JSON, JSONL, TEXT -> new RunJson();
    };
  }

  private void add(Choice choice) {
    PrintStream out = open.add(choice.file().orElseThrow());
    if (choice.format() == Format.JSONL) {
      JsonLines written = new JsonLines(out, Clock.systemUTC());
      lines.add(written);
      listener = listener.and(written);
      return;
    }
    RunDocument document = document(choice.format());
    documents.put(document, out);
    listener = listener.and(document);
  }

  Listener listener() {
    return listener;
  }

  /** What hosts must meet and do not. */
  void failing(Map<String, List<Finding>> findings) {
    documents.keySet().forEach(document -> document.failing(findings));
    lines.forEach(one -> one.failing(findings));
  }

  /** Writes what is told at the end. */
  void finish(String command, Faults faults) {
    documents.forEach((document, out) -> out.print(document.text(command)));
    open.finish(faults);
  }

  @Override
  public void close() {
    open.close();
  }
}
