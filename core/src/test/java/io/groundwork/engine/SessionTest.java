package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    Frames.Answer answer = outcome.answers().get(0).orElseThrow();
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
      Exchange exchange =
          connection.run(new Script(whole.substring(0, length), Become.NONE, Duration.ZERO));
      assertThat(Frames.parse(batch.nonce(), exchange).ended()).isFalse();
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

  private static Batch.Guarded write(Path file, String expected, String content) {
    return new Batch.Guarded(
        Optional.of(READ.call(file.toString())),
        Optional.of(expected),
        List.of(Change.modifies("write " + file, WRITE.call(file.toString(), content), DIFF)),
        Map.of());
  }
}
