package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A text file on a host that is read with its content and edited here, as the functions of {@code
 * textfile.sh} tell it.
 *
 * @param exists whether it is there
 * @param mode its permission bits in octal digits; empty when it is absent
 * @param owner {@code uid:gid}; empty when it is absent
 * @param text what it holds; empty when it is absent
 * @param orphan whether the directory for it is missing
 */
record TextFile(boolean exists, String mode, String owner, String text, boolean orphan) {

  static final TextFile ABSENT = new TextFile(false, "", "", "", false);

  private static final String SHARED = Snippet.resource(TextFile.class, "textfile.sh").text();
  private static final Snippet PROBE = snippet("textfile.probe.sh");
  private static final Snippet WRITE = snippet("textfile.write.sh");
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter WORDS = Splitter.on(' ');
  private static final String CONTENT = "content";

  TextFile {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(text, "text");
  }

  /** How a file is written. */
  record Write(String mode, boolean backup, boolean makeDirectory) {
    static final Write PLAIN = new Write("0644", false, false);

    Write backup(boolean keep) {
      return new Write(mode, keep, makeDirectory);
    }

    Write makingDirectory() {
      return new Write(mode, backup, true);
    }
  }

  /** A snippet in front of which the functions about text files stand, and those of more files. */
  static Snippet snippet(String... files) {
    StringBuilder text = new StringBuilder(SHARED);
    for (String file : files) {
      text.append('\n').append(Snippet.resource(TextFile.class, file).text());
    }
    return new Snippet(files[files.length - 1], text.toString());
  }

  static Parameter backupParameter() {
    return Parameter.of(
            "backup",
            Parameter.Type.BOOLEAN,
            "Keep a copy of a file that is changed, beside it, as"
                + " NAME.PID.YYYY-MM-DD@HH:MM:SS~ in the host's time.")
        .fallback("false");
  }

  static Probe<TextFile> probe(String path) {
    return probe(path, TextFile::parse, (is, later) -> later);
  }

  /**
   * How a file is read as part of something more.
   *
   * @param withLater the same with the file as planned changes leave it
   */
  static <I> Probe<I> probe(
      String path, Function<Reading, I> parser, BiFunction<I, TextFile, I> withLater) {
    return Probe.of(PROBE.call(path), parser)
        .reading(Resource.path(path), Resource.path(parent(path)))
        .foreseeing(
            (is, outlook) ->
                outlook
                    .of(Resource.path(path), TextFile.class)
                    .map(later -> withLater.apply(is, later)));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /**
   * What a snippet printed that called {@code describe_file} for its state and {@code show_file} at
   * the end of its context, both once.
   */
  static TextFile parse(Reading reading) {
    Optional<List<String>> look = Optional.empty();
    for (String line : LINES.split(reading.state())) {
      if (line.startsWith("file ")) {
        look = Optional.of(WORDS.splitToList(line));
      }
    }
    List<String> context = LINES.splitToList(reading.context());
    int at = context.lastIndexOf(CONTENT);
    if (look.isEmpty()) {
      return new TextFile(false, "", "", "", context.contains("orphan"));
    }
    List<String> words = look.get();
    if (words.size() != 5) {
      throw new IllegalArgumentException("unexpected look of a file: " + words);
    }
    byte[] content =
        at < 0
            ? new byte[0]
            : Base64.getMimeDecoder()
                .decode(String.join("\n", context.subList(at + 1, context.size())));
    if (!Hashing.sha256().hashBytes(content).toString().equals(words.get(4))) {
      throw new IllegalArgumentException("the file changed while it was read; run again");
    }
    String owner = words.get(2) + ":" + words.get(3);
    return new TextFile(true, words.get(1), owner, RawText.decode(content), false);
  }

  /** Its lines without their ends. */
  List<String> lines() {
    return TextLines.of(text);
  }

  /** The change that makes it hold this text. */
  Change rewritten(String path, String summary, String after, Write write) {
    byte[] bytes = RawText.encode(after);
    Diff diff =
        text.equals(after) ? Diff.value(path, "absent", "file") : Diff.text(path, text, after);
    return Change.modifies(
            summary,
            WRITE.call(
                path,
                String.valueOf(bytes.length),
                write.mode(),
                write.backup() ? "yes" : "no",
                write.makeDirectory() ? "yes" : "no"),
            diff)
        .withPayload(ByteSource.wrap(bytes))
        .leaving(Resource.path(path), holding(after));
  }

  /** What it will be once it holds this text. */
  TextFile holding(String later) {
    return new TextFile(true, mode, owner, later, false);
  }

  /** The directory that must be there before, if it is not. */
  List<Need> needs(String path) {
    String parent = parent(path);
    return orphan
        ? List.of(
            new Need(
                Resource.path(parent),
                "directory " + parent + " does not exist; make it with a file task before"))
        : List.of();
  }

  /** The result's {@code backup_file}, if a copy was kept. */
  static Map<String, Object> backup(boolean asked, List<Execution> executions) {
    return executions.stream()
        .filter(execution -> asked && execution.succeeded() && !execution.out().isEmpty())
        .map(Execution::out)
        .findFirst()
        .<Map<String, Object>>map(copy -> Map.of("backup_file", copy))
        .orElse(Map.of());
  }
}
