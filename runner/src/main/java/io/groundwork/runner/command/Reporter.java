package io.groundwork.runner.command;

import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.RunJson;
import io.groundwork.runner.report.ConsoleListener;
import io.groundwork.runner.report.View;
import io.groundwork.runner.terminal.Screen;
import java.util.List;

/** Tells about a run: line by line for people, or as one document at the end. */
abstract sealed class Reporter implements AutoCloseable {

  static Reporter of(View view, boolean json) {
    return json ? new Document(view) : new Lines(view);
  }

  abstract Listener listener();

  /** Something to say in between. */
  abstract void remark(String text);

  /** The counts of each host, where no run printed them. */
  abstract void recap(Recap recap);

  /** Called once when the command is through. */
  abstract void finish(String command);

  @Override
  public void close() {}

  private static final class Lines extends Reporter {
    private final View view;
    private final Screen screen;
    private final ConsoleListener listener;

    Lines(View view) {
      this.view = view;
      this.screen = new Screen(view.terminal());
      this.listener = new ConsoleListener(view, screen);
    }

    @Override
    Listener listener() {
      return listener;
    }

    @Override
    void remark(String text) {
      screen.print(List.of(view.terminal().line().add(text)));
    }

    @Override
    void recap(Recap recap) {
      listener.recap(recap);
    }

    @Override
    void finish(String command) {}

    @Override
    public void close() {
      screen.close();
    }
  }

  private static final class Document extends Reporter {
    private final View view;
    private final RunJson json = new RunJson();

    Document(View view) {
      this.view = view;
    }

    @Override
    Listener listener() {
      return json;
    }

    @Override
    void remark(String text) {
      view.terminal().err().println(text);
    }

    @Override
    void recap(Recap recap) {}

    @Override
    void finish(String command) {
      JsonDocument.write(view.terminal().out(), json.document(command));
    }
  }
}
