package io.groundwork.modules.postgresql;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file that a server reads its configuration from, and whether the server has done so.
 *
 * @param file empty when there is none
 * @param running whether the server answers
 * @param stale whether the file is newer than what the server has read
 * @param pending settings that the server has read but can use only after a restart
 * @param directory whether there is a directory for the file
 * @param cluster whether the cluster is set up
 * @param included whether the cluster reads the files in conf.d
 * @param restarting the settings that this server can only change by a restart
 * @param content what the file holds, where that is not what is wanted
 */
record ConfState(
    Optional<Attributes> file,
    boolean running,
    boolean stale,
    List<String> pending,
    boolean directory,
    boolean cluster,
    boolean included,
    Set<String> restarting,
    String content) {

  /**
   * What a file is.
   *
   * @param mode four octal digits
   * @param owner {@code user:group}
   */
  record Attributes(String digest, String mode, String owner) {}

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter WORDS = Splitter.on(' ');
  private static final String CONTENT = "content";

  ConfState {
    Objects.requireNonNull(file, "file");
    pending = List.copyOf(pending);
    restarting = Set.copyOf(restarting);
    Objects.requireNonNull(content, "content");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static ConfState parse(Reading reading) {
    List<String> state = LINES.splitToList(reading.state());
    if (state.isEmpty()) {
      throw new IllegalArgumentException("nothing");
    }
    String around = reading.context();
    String content = "";
    int at = ("\n" + around).indexOf("\n" + CONTENT + "\n");
    if (at >= 0) {
      content = around.substring(at + CONTENT.length() + 1) + "\n";
      around = around.substring(0, at);
    } else if (around.equals(CONTENT) || around.endsWith("\n" + CONTENT)) {
      around = around.substring(0, around.length() - CONTENT.length());
    }
    List<String> context = LINES.splitToList(around);
    boolean stale = state.contains("stale");
    return new ConfState(
        file(state.get(0)),
        stale || state.contains("loaded"),
        stale,
        values(state, "pending "),
        context.contains("directory"),
        context.contains("cluster"),
        context.contains("included"),
        values(context, "restarting ").stream()
            .flatMap(names -> Splitter.on(',').splitToStream(names))
            .collect(ImmutableSet.toImmutableSet()),
        content);
  }

  private static Optional<Attributes> file(String line) {
    if (line.equals("absent")) {
      return Optional.empty();
    }
    List<String> words = WORDS.splitToList(line);
    if (words.size() != 4 || !words.get(0).equals("file") || !words.get(2).matches("[0-7]{1,4}")) {
      throw new IllegalArgumentException("\"" + line + "\"");
    }
    String mode = "0".repeat(4 - words.get(2).length()) + words.get(2);
    return Optional.of(new Attributes(words.get(1), mode, words.get(3)));
  }

  private static List<String> values(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .toList();
  }
}
