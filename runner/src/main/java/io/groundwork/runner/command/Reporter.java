package io.groundwork.runner.command;

import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.command.RunOutputOptions.Format;
import io.groundwork.runner.document.RunDocument;
import io.groundwork.runner.json.JsonLines;
import io.groundwork.runner.report.ConsoleListener;
import io.groundwork.runner.report.View;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Screen;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells about a run on standard output: line by line, or as one document at the end. */
abstract sealed class Reporter implements AutoCloseable {

  static Reporter of(View view, Format format) {
    return switch (format) {
      case TEXT -> new Lines(view);
      case JSONL -> new Stream(view);
      case JSON, HTML, JUNIT -> new Document(view, OutputFiles.document(format));
    };
  }

  abstract Listener listener();

  /** Something to say in between. */
  abstract void say(List<Line> lines);

  /** The counts of each host, where no run printed them. */
  void recap(Recap recap) {}

  /** What hosts must meet and do not, for programs. */
  void failing(Map<String, List<Finding>> findings) {}

  /** Called once when the command is through. */
  void finish(String command) {}

  /** Asks something, with nothing moving meanwhile. */
  <T> T quietly(Supplier<T> question) {
    return question.get();
  }

  @Override
  public void close() {}

  private static final class Lines extends Reporter {
    private final Screen screen;
    private final ConsoleListener listener;

    Lines(View view) {
      this.screen = new Screen(view.terminal());
      this.listener = new ConsoleListener(view, screen);
    }

    @Override
    Listener listener() {
      return listener;
    }

    @Override
    void say(List<Line> lines) {
      screen.print(lines);
    }

    @Override
    void recap(Recap recap) {
      listener.recap(recap);
    }

    @Override
    <T> T quietly(Supplier<T> question) {
      return screen.still(question);
    }

    @Override
    public void close() {
      screen.close();
    }
  }

  private static final class Document extends Reporter {
    private final View view;
    private final RunDocument document;

    Document(View view, RunDocument document) {
      this.view = view;
      this.document = document;
    }

    @Override
    Listener listener() {
      return document;
    }

    @Override
    void say(List<Line> lines) {
      lines.forEach(view.terminal().err()::println);
    }

    @Override
    void failing(Map<String, List<Finding>> findings) {
      document.failing(findings);
    }

    @Override
    void finish(String command) {
      view.terminal().out().print(document.text(command));
      view.terminal().out().flush();
    }
  }

  private static final class Stream extends Reporter {
    private final View view;
    private final JsonLines lines;

    Stream(View view) {
      this.view = view;
      this.lines = new JsonLines(view.terminal().out(), Clock.systemUTC());
    }

    @Override
    Listener listener() {
      return lines;
    }

    @Override
    void failing(Map<String, List<Finding>> findings) {
      lines.failing(findings);
    }

    @Override
    void say(List<Line> lines) {
      lines.forEach(view.terminal().err()::println);
    }
  }
}
