package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.event.Event;
import io.groundwork.event.EventJson;
import io.groundwork.event.Listener;
import io.groundwork.text.Json;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes down what a run does, while it does it: a file of JSON lines for each run that changes
 * something, with the state before each change. A dry run leaves none. Where it cannot be written,
 * a warning is given once and the run goes on. Thread-safe.
 */
public final class Journal implements Listener, AutoCloseable {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /**
   * Who runs what.
   *
   * @param who the operator's account and machine
   * @param from the directory it is run from
   * @param version the version of Groundwork
   * @param command the command line, without anything secret
   * @param playbook the playbook
   * @param inventory the inventory's sources
   * @param limit the host pattern it is narrowed to
   * @param pid the process, to tell later whether it still runs
   */
  public record Header(
      String who,
      String from,
      String version,
      List<String> command,
      String playbook,
      List<String> inventory,
      Optional<String> limit,
      long pid) {
    public Header {
      Objects.requireNonNull(who, "who");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(version, "version");
      command = List.copyOf(command);
      Objects.requireNonNull(playbook, "playbook");
      inventory = List.copyOf(inventory);
      Objects.requireNonNull(limit, "limit");
    }
  }

  /** Makes the file. */
  @FunctionalInterface
  interface Opener {
    OutputStream create(Path file) throws IOException;
  }

  private final Path directory;
  private final Header header;
  private final Clock clock;
  private final Consumer<Problem> warnings;
  private final Opener opener;
  private Optional<OutputStream> out = Optional.empty();
  private boolean broken;

  /**
   * A journal that begins with the run.
   *
   * @param directory where the journals are; made with mode 0700 when it is not there
   * @param warnings told when the journal cannot be written
   */
  public Journal(Path directory, Header header, Clock clock, Consumer<Problem> warnings) {
    this(directory, header, clock, warnings, Journal::create);
  }

  Journal(Path directory, Header header, Clock clock, Consumer<Problem> warnings, Opener opener) {
    this.directory = directory;
    this.header = header;
    this.clock = clock;
    this.warnings = warnings;
    this.opener = opener;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Event.RunStarted started && started.mode() == Event.Mode.APPLY) {
      begin();
    }
    if (out.isPresent() && !(event instanceof Event.Progress)) {
      EventJson.of(event).ifPresent(this::write);
    }
    if (event instanceof Event.RunFinished) {
      close();
    }
  }

  private void begin() {
    if (broken) {
      return;
    }
    Instant now = clock.instant();
    byte[] random = new byte[2];
    new SecureRandom().nextBytes(random);
    String id = STAMP.format(now) + String.format("-%02x%02x", random[0], random[1]);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      out = Optional.of(opener.create(directory.resolve(id + Journals.SUFFIX)));
    } catch (IOException e) {
      stop(e);
      return;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("event", "run");
    tree.put("id", id);
    tree.put("who", header.who());
    tree.put("from", header.from());
    tree.put("groundwork", header.version());
    tree.put("command", header.command());
    tree.put("playbook", header.playbook());
    tree.put("inventory", header.inventory());
    tree.put("limit", header.limit());
    tree.put("pid", header.pid());
    write(tree);
  }

  private static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  // Written through at once: what a killed run did is what one looks for.
  private void write(Map<String, Object> tree) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant());
    line.putAll(tree);
    try {
      if (out.isPresent()) {
        out.get().write((Json.line(line) + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      stop(e);
    }
  }

  private void stop(IOException e) {
    broken = true;
    warnings.accept(
        Problem.of("the journal in " + directory + " cannot be written: " + e.getMessage())
            .withRemedy("the run goes on without; free the disk, or set XDG_STATE_HOME"));
    close();
  }

  @Override
  public synchronized void close() {
    try {
      if (out.isPresent()) {
        out.get().close();
      }
    } catch (IOException e) {
      broken = true;
    } finally {
      out = Optional.empty();
    }
  }
}
