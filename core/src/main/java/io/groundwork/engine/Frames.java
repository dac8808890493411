package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import io.groundwork.transport.Output;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a batch's output apart while it comes in. Whatever stands outside a frame (a login banner,
 * the noise of a shell's start-up file) is passed over. Of what a change writes the beginning and
 * the end are kept, of the rest nothing: memory stays bounded whatever a host sends.
 */
final class Frames implements Output {

  /** Kept of each of a change's two streams: so much of the beginning, and of the end. */
  private static final int CLIP = 1 << 20;

  /** Kept of all changes of a batch together; beyond it each has little. */
  private static final long CLIPS = 16L << 20;

  private static final int SMALL_CLIP = 32 << 10;

  /** All that the probes of a batch print together. */
  private static final long READ_LIMIT = 64L << 20;

  /**
   * A change that is under way.
   *
   * @param step its step in the batch
   * @param number its place in the step
   * @param elapsed since it began
   * @param line the last whole line it wrote, when that is news
   */
  record Running(int step, int number, Duration elapsed, Optional<String> line) {}

  /** A change whose end has come; what it wrote to standard error may still be on its way. */
  private record Ran(int step, int number, int status, Optional<Integer> late, Clip out) {}

  /** A reading whose standard error may still be on its way. */
  private record Found(int step, Phase phase, int status, String text) {}

  private final String nonce;

  @GuardedBy("this")
  private final Cutter out;

  @GuardedBy("this")
  private final Cutter err;

  @GuardedBy("this")
  private final Map<String, Clip> errors = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<Integer, Integer> changesHeard = new HashMap<>();

  @GuardedBy("this")
  private final List<Ran> ran = new ArrayList<>();

  @GuardedBy("this")
  private final List<Found> found = new ArrayList<>();

  @GuardedBy("this")
  private final Map<Integer, Answer> answers = new LinkedHashMap<>();

  @GuardedBy("this")
  private Optional<Ran> running = Optional.empty();

  @GuardedBy("this")
  private long begunAt;

  @GuardedBy("this")
  private Optional<Integer> late = Optional.empty();

  @GuardedBy("this")
  private LastLine outLine = new LastLine();

  @GuardedBy("this")
  private LastLine errLine = new LastLine();

  @GuardedBy("this")
  private final Clip noise = new Clip(4096);

  @GuardedBy("this")
  private long clipped;

  @GuardedBy("this")
  private long readBytes;

  @GuardedBy("this")
  private boolean finished;

  @GuardedBy("this")
  private boolean ended;

  @GuardedBy("this")
  private boolean stopped;

  @GuardedBy("this")
  private boolean locked;

  @GuardedBy("this")
  private Optional<String> holder = Optional.empty();

  @GuardedBy("this")
  private boolean refused;

  @GuardedBy("this")
  private Optional<String> garbled = Optional.empty();

  Frames(String nonce) {
    this.nonce = nonce;
    this.out = new Cutter(nonce, new OutLines());
    this.err = new Cutter(nonce, new ErrLines());
  }

  // ---- taking it in --------------------------------------------------------------------------

  @Override
  public synchronized void out(byte[] bytes, int offset, int length) {
    cut(out, bytes, offset, length);
  }

  @Override
  public synchronized void err(byte[] bytes, int offset, int length) {
    if (errors.isEmpty()) {
      noise.take(bytes, offset, length);
    }
    cut(err, bytes, offset, length);
  }

  @GuardedBy("this")
  private void cut(Cutter cutter, byte[] bytes, int offset, int length) {
    if (garbled.isPresent()) {
      return;
    }
    try {
      cutter.take(bytes, offset, length);
    } catch (IllegalArgumentException e) {
      garbled = Optional.of("what the host sent cannot be understood: " + e.getMessage());
    }
  }

  @Override
  public synchronized Optional<String> waiting() {
    return garbled;
  }

  @Override
  public synchronized boolean complete() {
    return ended;
  }

  private final class OutLines implements Cutter.Lines {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int step;
    private Phase phase = Phase.END;
    private int status;

    @Override
    @SuppressWarnings("GuardedBy") // called by the cutters, which only synchronized methods feed
    public Cutter.Opening open(List<String> words) {
      if (words.size() != 4) {
        throw new IllegalArgumentException("a frame of " + words.size() + " words");
      }
      step = Integer.parseInt(words.get(0));
      phase =
          Phase.of(words.get(1))
              .orElseThrow(() -> new IllegalArgumentException("the frame " + words.get(1)));
      status = Integer.parseInt(words.get(2));
      int length = Integer.parseInt(words.get(3));
      readBytes += length;
      if (length < 0 || readBytes > READ_LIMIT) {
        throw new IllegalArgumentException("more than " + (READ_LIMIT >> 20) + " MB");
      }
      if (phase == Phase.BEGIN) {
        return new Cutter.Opening(begin(step, status), -1);
      }
      text.reset();
      return new Cutter.Opening(text::write, length);
    }

    @Override
    public void whole() {
      accept(step, phase, status, text.toByteArray());
    }
  }

  private final class ErrLines implements Cutter.Lines {
    @Override
    @SuppressWarnings("GuardedBy") // called by the cutters, which only synchronized methods feed
    public Cutter.Opening open(List<String> words) {
      if (words.size() != 2) {
        throw new IllegalArgumentException("an error of " + words.size() + " words");
      }
      int step = Integer.parseInt(words.get(0));
      boolean change = words.get(1).equals(Phase.CHANGE.word());
      int number = change ? changesHeard.merge(step, 1, Integer::sum) - 1 : 0;
      Clip clip = clip();
      errors.put(key(step, words.get(1), number), clip);
      LastLine watched = new LastLine();
      if (change) {
        errLine = watched;
      }
      return new Cutter.Opening(part(clip, watched), -1);
    }

    @Override
    public void whole() {
      throw new IllegalStateException("no part of standard error has a length");
    }
  }

  @GuardedBy("this")
  private Clip clip() {
    return new Clip(clipped < CLIPS ? CLIP : SMALL_CLIP);
  }

  /** Keeps what a change writes, and looks at its last line. */
  @SuppressWarnings("GuardedBy") // as above
  private Cutter.Part part(Clip clip, LastLine line) {
    return (bytes, offset, length) -> {
      int before = clip.held();
      clip.take(bytes, offset, length);
      clipped += clip.held() - before;
      line.take(bytes, offset, length);
    };
  }

  @GuardedBy("this")
  private Cutter.Part begin(int step, int number) {
    answer(answers, step).begin();
    Clip clip = clip();
    running = Optional.of(new Ran(step, number, 0, Optional.empty(), clip));
    begunAt = System.nanoTime();
    outLine = new LastLine();
    late = Optional.empty();
    return part(clip, outLine);
  }

  private static Answer answer(Map<Integer, Answer> answers, int step) {
    return answers.computeIfAbsent(step, key -> new Answer());
  }

  @SuppressWarnings("GuardedBy") // as above
  private void accept(int step, Phase phase, int status, byte[] text) {
    switch (phase) {
      case READ, CONFIRM -> {
        Answer unused = answer(answers, step);
        found.add(new Found(step, phase, status, new String(text, UTF_8)));
      }
      case BEGIN -> throw new IllegalStateException("handled before");
      case LATE -> late = Optional.of(status);
      case CHANGE -> end(step, status);
      case DONE -> answer(answers, step).finish();
      case LOCKED -> {
        locked = true;
        holder = Optional.empty();
      }
      case WAITING, HELD -> {
        refused = phase == Phase.HELD;
        holder = Optional.of(new String(text, UTF_8));
      }
      case STOPPED -> stopped = true;
      case END -> ended = true;
    }
  }

  @GuardedBy("this")
  private void end(int step, int status) {
    Ran begun =
        running.orElseThrow(() -> new IllegalArgumentException("the end of what never began"));
    ran.add(new Ran(step, begun.number(), status, late, begun.out()));
    answer(answers, step).end(Duration.ofNanos(System.nanoTime() - begunAt));
    running = Optional.empty();
  }

  // ---- while it runs -------------------------------------------------------------------------

  /** What a step read, as far as it can be told before the end: not why it could not be read. */
  synchronized Optional<Read> peek(int step) {
    for (Found one : found) {
      if (one.step() == step && one.phase() == Phase.READ) {
        return Optional.of(read(one));
      }
    }
    return Optional.empty();
  }

  /** The change that is under way, if one is. */
  synchronized Optional<Running> running() {
    return running.map(
        now ->
            new Running(
                now.step(),
                now.number(),
                Duration.ofNanos(System.nanoTime() - begunAt),
                errLine.poll(err.atLineEnd()).or(() -> outLine.poll(out.atLineEnd()))));
  }

  /** Whose lock the batch waits for, or gave up at. */
  synchronized Optional<String> holder() {
    return holder;
  }

  // ---- once it has ended ---------------------------------------------------------------------

  /** Puts the readings and the ends of changes together with what came on standard error. */
  @GuardedBy("this")
  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    for (Found one : found) {
      answer(answers, one.step()).found(one.phase(), read(one));
    }
    for (Ran one : ran) {
      String said = error(one.step(), Phase.CHANGE, one.number());
      String why = one.late().map(seconds -> "timed out after " + seconds + " s\n").orElse("");
      answer(answers, one.step())
          .ran(
              new Execution(
                  one.status(),
                  Wording.strip(one.out().text()),
                  (why + Wording.spaceless(said)).strip()));
    }
  }

  /** The step's answer; empty when the script never got there. */
  synchronized Optional<Answer> answer(int step) {
    finish();
    return Optional.ofNullable(answers.get(step));
  }

  /** Counts the change that is under way as ended for its time's sake. */
  synchronized void giveUp(int seconds) {
    running.ifPresent(
        now -> {
          late = Optional.of(seconds);
          end(now.step(), 124);
        });
  }

  /** Puts in what became of a step, when that showed only after the batch. */
  synchronized void settle(int step, Execution how) {
    finish();
    answer(answers, step).settle(how);
  }

  /** Whether the script came to its end, rather than being cut or refused by the shell. */
  synchronized boolean ended() {
    return ended;
  }

  /** Whether the batch stopped before its end because it was asked to. */
  synchronized boolean stopped() {
    return stopped;
  }

  /** Whether the host is locked for this run now. */
  synchronized boolean locked() {
    return locked;
  }

  /** Whether nothing was done because another run has the host. */
  synchronized boolean refused() {
    return refused;
  }

  /** What the shell itself said on standard error before any step. */
  synchronized String noise() {
    return noise.text();
  }

  @GuardedBy("this")
  private Read read(Found one) {
    if (one.status() != 0) {
      String said = error(one.step(), one.phase(), 0);
      return new Read.Failed(one.status(), said.isEmpty() ? "exit status " + one.status() : said);
    }
    return new Read.Done(Wording.reading(one.text(), nonce));
  }

  @GuardedBy("this")
  private String error(int step, Phase phase, int number) {
    Clip clip = errors.get(key(step, phase.word(), number));
    return clip == null ? "" : clip.text().strip();
  }

  private static String key(int step, String phase, int number) {
    return step + " " + phase + " " + number;
  }
}
