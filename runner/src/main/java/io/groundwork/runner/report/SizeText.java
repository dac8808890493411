package io.groundwork.runner.report;

import io.groundwork.requirements.Sizing;
import io.groundwork.requirements.Sizing.Server;
import io.groundwork.requirements.check.Column;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A computed size for people: the hosts, then how it comes about. */
public final class SizeText {

  private final Terminal terminal;

  public SizeText(Terminal terminal) {
    this.terminal = terminal;
  }

  public List<Line> lines(Sizing sizing) {
    List<Line> lines = new ArrayList<>();
    lines.add(heading("Hosts, " + sizing.tier().name().toLowerCase(Locale.ROOT)));
    int widest = sizing.servers().stream().mapToInt(one -> one.name().length()).max().orElse(0);
    for (Server server : sizing.servers()) {
      lines.add(
          terminal
              .line()
              .add("  ")
              .add(Colour.STRONG, server.name())
              .add(" ".repeat(widest - server.name().length() + 2) + figures(server)));
      lines.add(
          terminal
              .line()
              .add(" ".repeat(widest + 4))
              .add(Colour.FAINT, String.join(", ", server.groups())));
    }
    lines.add(terminal.line());
    lines.add(heading("How that comes about"));
    for (Sizing.Line line : sizing.arithmetic()) {
      lines.add(terminal.line().add("  " + line.what() + ": " + line.how()));
      lines.add(terminal.line().add("    ").add(Colour.FAINT, line.source()));
    }
    if (!sizing.beyond().isEmpty()) {
      lines.add(terminal.line());
      lines.add(heading("What the document does not say"));
      sizing.beyond().forEach(one -> lines.add(terminal.line().add("  ").add(Colour.CHANGED, one)));
    }
    return lines;
  }

  private Line heading(String text) {
    return terminal.line().add(Colour.STRONG, text);
  }

  private static String figures(Server server) {
    StringBuilder text =
        new StringBuilder(server.cores() + " cores, " + server.memoryGb() + " GB memory");
    for (int i = 0; i < server.disks().size(); i++) {
      text.append(", ")
          .append(server.disks().get(i))
          .append(server.columns().get(i) == Column.CONTROL ? " GB NVMe" : " GB spool");
    }
    if (server.addresses() > 0) {
      text.append(", ").append(server.addresses()).append(" public IPv4");
    }
    return text.toString();
  }
}
