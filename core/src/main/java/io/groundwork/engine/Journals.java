package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.JsonMembers;
import io.groundwork.text.JsonReader;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The journals of the runs made from this machine. */
public final class Journals {

  /** So many are kept; the oldest go first. */
  public static final int KEPT = 200;

  static final String SUFFIX = ".jsonl";
  private static final String LAST = "last";

  /**
   * A run that was written down.
   *
   * @param id its id
   * @param started when
   * @param who who ran it
   * @param playbook the playbook
   * @param hosts its hosts
   * @param ending how it ended; empty when it has not, or was killed
   * @param running whether its process is still there
   * @param lines everything that was written down, in order; a line that was cut off is left out
   */
  public record Entry(
      String id,
      Instant started,
      String who,
      String playbook,
      List<String> hosts,
      Optional<JsonMembers> ending,
      boolean running,
      List<Map<String, Object>> lines) {
    public Entry {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(started, "started");
      Objects.requireNonNull(who, "who");
      Objects.requireNonNull(playbook, "playbook");
      hosts = List.copyOf(hosts);
      Objects.requireNonNull(ending, "ending");
      lines = List.copyOf(lines);
    }
  }

  private final Path directory;

  public Journals(Path directory) {
    this.directory = directory;
  }

  /** Every run, the newest first; a file that is no journal is left out. */
  public List<Entry> list() {
    return files().stream().flatMap(file -> read(file).stream()).toList();
  }

  /**
   * One run.
   *
   * @param id its id, the beginning of it, or {@code last}
   * @throws LoadException when there is none or more than one
   */
  public Entry find(String id) {
    List<Path> files = files();
    if (files.isEmpty()) {
      throw new LoadException(Problem.of("no run is written down in " + directory));
    }
    List<Path> matching =
        id.equals(LAST)
            ? files.subList(0, 1)
            : files.stream().filter(file -> id(file).startsWith(id)).toList();
    if (matching.size() != 1) {
      String what =
          matching.isEmpty() ? "no run begins with" : matching.size() + " runs begin with";
      throw new LoadException(
          Problem.of(what + " \"" + id + "\"").withRemedy("\"groundwork runs\" lists them"));
    }
    return read(matching.get(0))
        .orElseThrow(
            () -> new LoadException(Problem.of(matching.get(0) + " is no journal of a run")));
  }

  /** Deletes the oldest beyond {@link #KEPT}; what cannot be deleted stays. */
  public void prune() {
    List<Path> files = files();
    for (Path file : files.subList(Math.min(KEPT, files.size()), files.size())) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It is in nobody's way; the next run tries again.
        return;
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(Journals::id).reversed())
          .toList();
    } catch (IOException e) {
      throw new LoadException(Problem.of(directory + " cannot be read: " + e.getMessage()));
    }
  }

  private static String id(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static Optional<Entry> read(Path file) {
    List<Map<String, Object>> lines = new ArrayList<>();
    try {
      for (String line : Files.readString(file, UTF_8).split("\n")) {
        try {
          lines.add(JsonReader.object(line));
        } catch (IllegalArgumentException e) {
          break;
        }
      }
      return lines.isEmpty() ? Optional.empty() : Optional.of(entry(lines));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Entry entry(List<Map<String, Object>> lines) {
    JsonMembers header = new JsonMembers(lines.get(0));
    List<String> hosts =
        named(lines, "run_started").map(started -> started.texts("hosts")).orElse(List.of());
    Optional<JsonMembers> ending = named(lines, "run_finished");
    boolean running = ending.isEmpty() && runs(header.number("pid"));
    return new Entry(
        header.text("id"),
        Instant.parse(header.text("time")),
        header.text("who"),
        header.text("playbook"),
        hosts,
        ending,
        running,
        lines);
  }

  private static Optional<JsonMembers> named(List<Map<String, Object>> lines, String event) {
    return lines.stream()
        .filter(line -> event.equals(line.get("event")))
        .map(JsonMembers::new)
        .reduce((first, second) -> second);
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.contains("java"))
        .isPresent();
  }
}
