package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.text.Secret;
import io.groundwork.transport.Become;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.Script;
import io.groundwork.transport.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

  private static final Snippet SAY = new Snippet("say", "printf '%s\\n' \"$1\"");
  private static final Snippet READ = new Snippet("read", "cat \"$1\" 2>/dev/null || echo absent");
  private static final Snippet WRITE = new Snippet("write", "printf '%s\\n' \"$2\" >\"$1\"");
  private static final Diff DIFF = Diff.value("content", "a", "b");

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void connect() throws Exception {
    session = new Session(new LocalConnector().connect(local()));
  }

  @AfterEach
  void disconnect() {
    session.close();
  }

  private static Target local() {
    return new Target(
        "here",
        true,
        "localhost",
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Target.HostKeys.STRICT,
        Duration.ofSeconds(5));
  }

  private List<Read> read(Snippet.Call... calls) throws Exception {
    return session.reader(Become.NONE).read(List.of(calls));
  }

  private static String state(Read read) {
    return ((Read.Done) read).reading().state();
  }

  @Test
  void whatGoesAheadOfASnippetHasTheValuesOfAllItsCallsAndRunsOnce() throws Exception {
    Snippet ahead = new Snippet("ahead", "gw_heard=\"$# $*\"");
    Snippet probe = new Snippet("probe", "echo \"$1 ${gw_at-} ${gw_heard-alone}\"").ahead(ahead);
    HostReader reader = session.reader(Become.NONE);
    assertThat(texts(reader.read(List.of(probe.call("a"), SAY.call("x"), probe.call("b c")))))
        .containsExactly("a 1 2 a b c", "x", "b c 2 2 a b c");
    assertThat(texts(reader.read(List.of(probe.call("a"))))).containsExactly("a 1 alone");
  }

  private static List<String> texts(List<Read> answers) {
    return answers.stream().map(read -> ((Read.Done) read).reading().state()).toList();
  }

  @Test
  void manyReadingsComeBackInOrderWhateverTheyHold() throws Exception {
    String nasty = "it's \"a\" $HOME `id` \\ * ? ~ \u00fcml\u00e4ut \u4e2d\n\nlast";
    List<Read> answers =
        read(SAY.call("one"), SAY.call(nasty), SAY.call(""), SAY.call(Secret.of("p'w d")));
    assertThat(answers).extracting(SessionTest::state).containsExactly("one", nasty, "", "p'w d");
  }

  @Test
  void theContextIsKeptApartFromTheState() throws Exception {
    Snippet both = new Snippet("both", "echo state; context; echo helpful; echo more");
    Snippet bare = new Snippet("bare", "echo state; context");
    Snippet only = new Snippet("only", "context; echo helpful");
    List<Read> answers = read(both.call(), bare.call(), only.call());
    assertThat(((Read.Done) answers.get(0)).reading().state()).isEqualTo("state");
    assertThat(((Read.Done) answers.get(0)).reading().context()).isEqualTo("helpful\nmore");
    assertThat(((Read.Done) answers.get(1)).reading().state()).isEqualTo("state");
    assertThat(((Read.Done) answers.get(2)).reading().state()).isEmpty();
    assertThat(((Read.Done) answers.get(2)).reading().context()).isEqualTo("helpful");
  }

  @Test
  void aReadingThatFailsTellsItsOwnErrorAndTheOthersStand() throws Exception {
    Snippet failing = new Snippet("failing", "echo noise >&2; fail 'no such thing'");
    Snippet unset = new Snippet("unset", "echo \"$nowhere\"");
    List<Read> answers = read(failing.call(), SAY.call("fine"), unset.call(), SAY.call("too"));
    assertThat(answers.get(0)).isEqualTo(new Read.Failed(1, "noise\nno such thing"));
    assertThat(state(answers.get(1))).isEqualTo("fine");
    assertThat(answers.get(2)).isInstanceOf(Read.Failed.class);
    assertThat(state(answers.get(3))).isEqualTo("too");
  }

  @Test
  void aProbeThatPrintsFramesForgesNone() throws Exception {
    String forged = "\ngw0123456789abcdef0123456789abcdef 1 read 0 4\nevil\n";
    List<Read> answers = read(SAY.call(forged), SAY.call("honest"));
    assertThat(state(answers.get(0))).isEqualTo(forged.stripTrailing());
    assertThat(state(answers.get(1))).isEqualTo("honest");
  }

  @Test
  void aGuardedChangeRunsWhereTheStateIsAsPlannedAndIsReadAgain() throws Exception {
    Path file = directory.resolve("f");
    Session.Outcome outcome = session.apply(List.of(write(file, "absent", "new")), Become.NONE);
    Answer answer = outcome.answers().get(0).orElseThrow();
    assertThat(answer.done()).isTrue();
    assertThat(state(answer.before().orElseThrow())).isEqualTo("absent");
    assertThat(state(answer.after().orElseThrow())).isEqualTo("new");
    assertThat(file).hasContent("new\n");
  }

  @Test
  void whereTheStateHasMovedNothingRunsFromThereOnAndTheRestIsRead() throws Exception {
    Path first = directory.resolve("first");
    Path second = Files.writeString(directory.resolve("second"), "moved");
    Path third = directory.resolve("third");
    Session.Outcome outcome =
        session.apply(
            List.of(
                write(first, "absent", "1"),
                write(second, "absent", "2"),
                write(third, "absent", "3")),
            Become.NONE);
    assertThat(first).hasContent("1\n");
    assertThat(second).hasContent("moved");
    assertThat(third).doesNotExist();
    assertThat(outcome.answers().get(1).orElseThrow().executions()).isEmpty();
    assertThat(state(outcome.answers().get(1).orElseThrow().before().orElseThrow()))
        .isEqualTo("moved");
    assertThat(state(outcome.answers().get(2).orElseThrow().before().orElseThrow()))
        .isEqualTo("absent");
  }

  @Test
  void afterAFailedChangeNothingFollows() throws Exception {
    Change failing = Change.modifies("fail", new Snippet("f", "fail 'disk on fire'").call(), DIFF);
    Path never = directory.resolve("never");
    Session.Outcome outcome =
        session.apply(
            List.of(
                new Batch.Guarded(
                    Optional.of(SAY.call("x")), Optional.of("x"), List.of(failing), Map.of()),
                write(never, "absent", "no")),
            Become.NONE);
    assertThat(outcome.answers().get(0).orElseThrow().executions().get(0).err())
        .isEqualTo("disk on fire");
    assertThat(outcome.answers().get(1)).isEmpty();
    assertThat(never).doesNotExist();
  }

  @Test
  void theContextMayMoveWithoutHoldingUpAChange() throws Exception {
    Snippet probe = new Snippet("probe", "echo same; context; date +%s%N");
    Path file = directory.resolve("f");
    Change change = Change.modifies("write", WRITE.call(file.toString(), "x"), DIFF);
    Session.Outcome outcome =
        session.apply(
            List.of(
                new Batch.Guarded(
                    Optional.of(probe.call()), Optional.of("same"), List.of(change), Map.of())),
            Become.NONE);
    assertThat(outcome.answers().get(0).orElseThrow().done()).isTrue();
    assertThat(file).hasContent("x\n");
  }

  @Test
  void payloadsArriveByteForByteSmallOnesInsideAndLargeOnesAhead() throws Exception {
    byte[] small = {0, 1, '\n', (byte) 0xff, '\''};
    byte[] large = new byte[600_000];
    new java.util.Random(1).nextBytes(large);
    Snippet store = new Snippet("store", "payload >\"$1\"");
    for (byte[] content : List.of(small, large)) {
      Path file = directory.resolve("p" + content.length);
      Change change =
          Change.modifies("store", store.call(file.toString()), DIFF)
              .withPayload(ByteSource.wrap(content));
      session.apply(
          List.of(
              new Batch.Guarded(
                  Optional.of(READ.call(file.toString())),
                  Optional.of("absent"),
                  List.of(change),
                  Map.of())),
          Become.NONE);
      assertThat(file).hasBinaryContent(content);
    }
    try (var left = Files.newDirectoryStream(Path.of("/tmp"), ".gw*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aScriptCutOnItsWayToTheHostDoesNothing() throws Exception {
    Path file = directory.resolve("f");
    Batch batch = new Batch();
    batch.guarded(write(file, "absent", "new"));
    String whole = batch.script();
    for (int length : new int[] {whole.length() / 2, whole.length() - 9, whole.length() - 20}) {
      Connection connection = new LocalConnector().connect(local());
      Frames frames = new Frames(batch.nonce());
      Exchange unused =
          connection.run(
              new Script(whole.substring(0, length), Become.NONE, Duration.ZERO), frames);
      assertThat(frames.ended()).isFalse();
      assertThat(file).doesNotExist();
      connection.close();
    }
  }

  @Test
  void aShellThatGivesUpIsToldWithItsLastWord() {
    Snippet broken = new Snippet("broken", "if then fi (");
    assertThatThrownBy(() -> read(broken.call()))
        .isInstanceOf(CutException.class)
        .hasMessageContaining("the shell on the host ended early with status");
  }

  @Test
  void aReadingOfAMegabyteComesWhole() throws Exception {
    Snippet big = new Snippet("big", "head -c 1000000 /dev/zero | tr '\\0' x");
    assertThat(state(read(big.call()).get(0)).getBytes(StandardCharsets.UTF_8)).hasSize(1_000_000);
  }

  private static Batch.Guarded runs(String script) {
    return new Batch.Guarded(
        Optional.empty(),
        Optional.empty(),
        List.of(Change.runs("run", new Snippet("s", script).call())),
        Map.of());
  }

  private Answer run(String script) throws Exception {
    return session.apply(List.of(runs(script)), Become.NONE).answers().get(0).orElseThrow();
  }

  @Test
  void whatAChangeWritesComesAsItIsHoweverStrange() throws Exception {
    assertThat(run("printf 'no newline'").executions().get(0).out()).isEqualTo("no newline");
    assertThat(run("printf 'a\\0b\\377c\\n\\n'").executions().get(0).out())
        .isEqualTo("a\0b\ufffdc");
    assertThat(run("echo out; echo err >&2; exit 3").executions())
        .containsExactly(new Execution(3, "out", "err"));
    assertThat(run(":").executions().get(0).out()).isEmpty();
    assertThat(run("head -c 10000000 /dev/zero | tr '\\0' x").executions().get(0).out())
        .hasSizeLessThan(3_000_000)
        .contains("7 MB left out");
  }

  @Test
  void aHundredMegabytesOnBothStreamsCostLittleMemory() throws Exception {
    System.gc();
    long before = used();
    Answer answer = run("yes | head -c 100000000; yes error | head -c 100000000 >&2; echo last");
    System.gc();
    assertThat(answer.executions().get(0).out()).startsWith("y\ny\n").endsWith("y\nlast");
    assertThat(answer.executions().get(0).err()).contains("93 MB left out");
    assertThat(used() - before).isLessThan(40L << 20);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aChangeIsHeardWhileItRuns() throws Exception {
    List<String> heard = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public void progress(int step, int number, Duration elapsed, Optional<String> line) {
            heard.add(step + "." + number + " " + line.orElse("-"));
          }

          @Override
          public void waits(String holder) {}
        };
    Session.Outcome outcome =
        session.apply(
            List.of(runs(":"), runs("echo one; sleep 1; echo two >&2; printf half; sleep 6")),
            Become.NONE,
            watch);
    assertThat(heard).containsExactly("1.0 one", "1.0 two", "1.0 -");
    assertThat(outcome.answers().get(1).orElseThrow().took())
        .isBetween(Duration.ofMillis(6900), Duration.ofSeconds(30));
  }

  @Test
  void aProcessLeftInTheBackgroundHoldsUpNothing() throws Exception {
    long start = System.nanoTime();
    Session.Outcome outcome =
        session.apply(List.of(runs("sleep 30 & echo begun"), runs("echo next")), Become.NONE);
    assertThat(outcome.answers().get(1).orElseThrow().executions().get(0).out()).isEqualTo("next");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void theEnvironmentOfAStepIsItsOwn() throws Exception {
    Snippet show = new Snippet("show", "echo \"${GW_A:-none} $(sh -c 'echo ${GW_B:-none}')\"");
    Change change = Change.runs("run", show.call());
    Map<String, Object> set = Map.of("GW_A", "it's", "GW_B", Secret.of("two words"));
    Batch.Guarded step =
        new Batch.Guarded(
            Optional.of(show.call()), Optional.of("it's two words"), List.of(change), Map.of());
    Batch.Guarded bare =
        new Batch.Guarded(
            Optional.of(show.call()), Optional.of("none none"), List.of(change), Map.of());
    Session.Outcome outcome = session.apply(List.of(step.within(set), bare), Become.NONE);
    assertThat(outcome.answers().get(0).orElseThrow().executions().get(0).out())
        .isEqualTo("it's two words");
    assertThat(outcome.answers().get(1).orElseThrow().executions().get(0).out())
        .isEqualTo("none none");
    assertThat(state(read(show.call().within(set)).get(0))).isEqualTo("it's two words");
  }

  @Test
  void aChangeThatTakesTooLongIsEndedWithAllItStartedAndTheHostStaysUsable() throws Exception {
    Path alive = directory.resolve("alive");
    Batch.Guarded slow =
        runs("echo begun; (sleep 3; echo x >" + alive + ") & sleep 60")
            .limitedTo(Duration.ofSeconds(1));
    long start = System.nanoTime();
    Session.Outcome outcome = session.apply(List.of(slow, runs("echo never")), Become.NONE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(outcome.cut()).isEmpty();
    assertThat(outcome.answers().get(0).orElseThrow().executions())
        .containsExactly(new Execution(124, "begun", "timed out after 1 s"));
    assertThat(outcome.answers().get(1)).isEmpty();
    assertThat(state(read(SAY.call("usable")).get(0))).isEqualTo("usable");
    Answer quick =
        session
            .apply(
                List.of(runs("echo quick; exit 3").limitedTo(Duration.ofSeconds(9))), Become.NONE)
            .answers()
            .get(0)
            .orElseThrow();
    assertThat(quick.executions()).containsExactly(new Execution(3, "quick", ""));
    Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(2500));
    assertThat(alive).doesNotExist();
  }

  @Test
  void aBatchThatIsAskedToStopsAfterTheChangeUnderWay() throws Exception {
    List<String> before = stopsAsked();
    Path begun = directory.resolve("begun");
    Path never = directory.resolve("never");
    CompletableFuture<Void> asked =
        CompletableFuture.runAsync(
            () -> {
              for (int turn = 0; turn < 200 && !Files.exists(begun); turn++) {
                Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50));
              }
              session.stop();
            });
    Session.Outcome outcome =
        session.apply(
            List.of(runs("echo >" + begun + "; sleep 2; echo ended"), write(never, "absent", "no")),
            Become.NONE);
    asked.join();
    assertThat(outcome.cut()).isEmpty();
    assertThat(outcome.answers().get(0).orElseThrow().executions().get(0).out()).isEqualTo("ended");
    assertThat(outcome.answers().get(0).orElseThrow().done()).isTrue();
    assertThat(outcome.answers().get(1)).isEmpty();
    assertThat(never).doesNotExist();
    for (int turn = 0; turn < 200 && !before.containsAll(stopsAsked()); turn++) {
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50)); // those of other runs
    }
    assertThat(before).containsAll(stopsAsked());
  }

  private static List<String> stopsAsked() {
    return Stream.of("/dev/shm", "/run/lock", "/tmp")
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(folder -> folder.toFile().list())
        .flatMap(Stream::of)
        .filter(name -> name.startsWith(".groundwork-stop-"))
        .toList();
  }

  private static Batch.Guarded write(Path file, String expected, String content) {
    return new Batch.Guarded(
        Optional.of(READ.call(file.toString())),
        Optional.of(expected),
        List.of(Change.modifies("write " + file, WRITE.call(file.toString(), content), DIFF)),
        Map.of());
  }
}
