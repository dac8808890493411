package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.LocalConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking many hosts together, while something is kept going on each. */
class VigilTest {

  private static final Snippet SAY = new Snippet("say", "printf '%s\\n' \"$1\"");
  private static final Snippet SLOW = new Snippet("slow", "sleep \"$1\"; echo late");
  private static final Snippet FAILS = new Snippet("fails", "fail 'no such thing here'");

  /** Leaves a file for as long as its input is open. */
  private static final Snippet OPEN =
      new Snippet("open", ": >\"$1\"; { cat <&3; rm \"$1\"; } >/dev/null 2>&1 & echo opened");

  private static final Snippet CLOSE =
      new Snippet("close", "cat >/dev/null; printf 'closed %s\\n' \"$1\"");

  @TempDir private Path directory;

  private final Map<String, Map<Host, Read>> seen = new ConcurrentHashMap<>();
  private final Map<String, Boolean> there = new ConcurrentHashMap<>();

  private final class Asked implements Vigil.Asking {
    private final Map<String, Snippet.Call> first;

    private Asked(Map<String, Snippet.Call> first) {
      this.first = first;
    }

    @Override
    public Vigil.First first(Host host) {
      return new Vigil.First(
          List.of(first.getOrDefault(host.name(), SAY.call(host.name()))),
          OPEN.call(file(host).toString()),
          CLOSE);
    }

    @Override
    public List<Snippet.Call> second(Host host, Map<Host, Read> opened) {
      seen.put(host.name(), Map.copyOf(opened));
      opened.keySet().forEach(other -> there.put(other.name(), Files.exists(file(other))));
      return List.of(SAY.call("again " + host.name()));
    }
  }

  private Path file(Host host) {
    return directory.resolve(host.name());
  }

  private List<Survey.Answer<Vigil.Answered>> ask(
      Map<String, Snippet.Call> first, int forks, String... hosts) throws Exception {
    String entries = String.join(": , ", hosts) + ": ";
    Path file =
        Files.writeString(
            directory.resolve("hosts.yml"),
            "all:\n hosts: {" + entries + "}\n vars: {ansible_connection: local}\n");
    Inventory inventory = Inventory.load(List.of(file));
    Survey survey = new Survey(inventory, ConnectionOptions.defaults(), forks);
    return new Vigil(survey, new LocalConnector(), new Asked(first), Duration.ofSeconds(2))
        .ask(inventory.hosts(), host -> {});
  }

  private static String text(Read read) {
    return ((Read.Done) read).reading().state();
  }

  @Test
  void whatEachHasStartedIsGoingOnWhileAllAreAskedAgainAndHasEndedAfterwards() throws Exception {
    // Fewer turns than hosts: nobody waits for a turn that only the end would free.
    var answers = ask(Map.of(), 1, "a", "b", "c");
    assertThat(there).isEqualTo(Map.of("a", true, "b", true, "c", true));
    assertThat(seen.get("a")).hasSize(3);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              Vigil.Answered said = answer.value().orElseThrow();
              String name = answer.host().name();
              assertThat(text(said.first().get(0))).isEqualTo(name);
              assertThat(text(said.opened())).isEqualTo("opened");
              assertThat(text(said.second().get(0))).isEqualTo("again " + name);
              assertThat(text(said.closed())).isEqualTo("closed opened");
              assertThat(said.missed()).isEmpty();
              assertThat(file(answer.host())).doesNotExist();
            });
  }

  @Test
  void aHostThatIsLateKeepsTheOthersWaitingForAWhileOnlyAndStillAnswersForItself()
      throws Exception {
    var answers = ask(Map.of("b", SLOW.call("4")), 2, "a", "b");
    assertThat(seen.get("a")).hasSize(1);
    assertThat(text(answers.get(0).value().orElseThrow().second().get(0))).isEqualTo("again a");
    Vigil.Answered late = answers.get(1).value().orElseThrow();
    assertThat(late.missed()).contains("it had not answered after 2 s");
    assertThat(late.second()).isEmpty();
    assertThat(text(late.first().get(0))).isEqualTo("late");
  }

  @Test
  void whatCannotBeReadIsAnAnswerToo() throws Exception {
    var answers = ask(Map.of("a", FAILS.call()), 2, "a", "b");
    Vigil.Answered said = answers.get(0).value().orElseThrow();
    assertThat(said.first().get(0)).isEqualTo(new Read.Failed(1, "no such thing here"));
    assertThat(text(said.second().get(0))).isEqualTo("again a");
  }
}
