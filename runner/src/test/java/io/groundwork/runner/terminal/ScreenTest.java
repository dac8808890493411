package io.groundwork.runner.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  private Terminal terminal(boolean live) {
    PrintStream stream = new PrintStream(out, true, UTF_8);
    return new Terminal(stream, stream, live, false, 40, Symbols.UNICODE, Optional.empty());
  }

  private String written() {
    String text = out.toString(UTF_8).replace("\u001b[?7l", "").replace("\u001b[?7h", "");
    out.reset();
    return text;
  }

  @Test
  void busyHostsStandBelowWithTheirSecondsAndAreGoneAtTheEnd() {
    try (Screen screen = new Screen(terminal(true), clock::get)) {
      screen.busy("db1", "installing postgresql-16 and whatever it needs");
      screen.busy("rabbitmq1", "reading");
      clock.set(Duration.ofSeconds(7).toNanos());
      screen.redraw();
      assertThat(written())
          .isEqualTo(
              """
                db1          7 s  installing postgres…
                rabbitmq1    7 s  reading
              """);

      screen.print(List.of(terminal(true).line().add("~ db1  done")));
      assertThat(written()).isEqualTo("\r\u001b[2A\u001b[J~ db1  done\n");

      screen.redraw();
      screen.idle("db1");
      screen.redraw();
      written();
    }
    assertThat(written()).isEqualTo("\r\u001b[1A\u001b[J");
  }

  @Test
  void whatIsLeftIsCountedDown() {
    try (Screen screen = new Screen(terminal(true), clock::get)) {
      screen.busy("db1", "fio on /", Duration.ofSeconds(30));
      for (int seconds : List.of(0, 12, 31)) {
        clock.set(Duration.ofSeconds(seconds).toNanos());
        screen.redraw();
      }
    }
    assertThat(written())
        .contains("  db1    0 s  fio on /  about 30 s left\n")
        .contains("  db1   12 s  fio on /  about 18 s left\n")
        .contains("  db1   31 s  fio on /  nearly done\n");
  }

  @Test
  void manyHostsAreCountedNotListed() {
    try (Screen screen = new Screen(terminal(true), clock::get)) {
      for (int i = 1; i <= 20; i++) {
        screen.busy("h" + i, "reading");
      }
      screen.redraw();
      assertThat(written().lines()).hasSize(9).last().isEqualTo("  and 12 more hosts");
    }
  }

  @Test
  void aPipeSeesOnlyTheLines() {
    try (Screen screen = new Screen(terminal(false), clock::get)) {
      screen.busy("db1", "reading");
      screen.redraw();
      screen.print(List.of(terminal(false).line().add("done")));
    }
    assertThat(written()).isEqualTo("done\n");
  }
}
