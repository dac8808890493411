package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.event.EventJson;
import io.groundwork.event.EventReader;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.Json;
import io.groundwork.text.JsonMembers;
import io.groundwork.text.JsonReader;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A saved plan as a file: JSON, readable by its owner only. */
public final class PlanFile {

  /** The form of the file; another one is refused. */
  private static final int FORM = 1;

  /** How many levels are laid out: down to each task of a host. */
  private static final int LEVELS = 3;

  private PlanFile() {}

  /** Whether a file looks like a plan, and not like a playbook: it begins as JSON does. */
  public static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      int c = reader.read();
      while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        c = reader.read();
      }
      return c == '{';
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes a plan with mode 0600; a file that is there is replaced whole.
   *
   * @throws LoadException when it cannot be written
   */
  public static void write(Path file, SavedPlan plan) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
    try {
      Path draft =
          Files.createTempFile(
              folder,
              "." + file.getFileName(),
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(draft, Json.document(tree(plan), LEVELS), UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new LoadException(
          Problem.of("the plan cannot be written to " + file + ": " + reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such directory" : e.getMessage();
  }

  /**
   * Reads a plan.
   *
   * @throws LoadException when it is none
   */
  public static SavedPlan read(Path file) {
    try {
      return plan(JsonReader.object(Files.readString(file, UTF_8)));
    } catch (IOException e) {
      throw damaged(file, e.getMessage());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw damaged(file, e.getMessage());
    }
  }

  private static LoadException damaged(Path file, String why) {
    return new LoadException(
        Problem.at(Position.of(file.toString()), "this is no plan that can be read: " + why)
            .withRemedy("make a new plan with \"groundwork plan --out\""));
  }

  // ---- writing -------------------------------------------------------------------------------

  private static Map<String, Object> tree(SavedPlan plan) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("groundwork", plan.version());
    tree.put("form", FORM);
    tree.put("created", plan.created());
    tree.put("key", plan.seal().key());
    tree.put("playbook", plan.playbook());
    tree.put("inventory", plan.inventory());
    tree.put("limit", plan.limit());
    tree.put("tags", new TreeSet<>(plan.tags()));
    tree.put("skip_tags", new TreeSet<>(plan.skipTags()));
    tree.put("extra_vars", new TreeSet<>(plan.extraVars()));
    tree.put("extra_values", plan.extraValues());
    tree.put("playbook_files", new TreeMap<>(plan.playbookFiles()));
    tree.put("inventory_files", new TreeMap<>(plan.inventoryFiles()));
    Map<String, Object> hosts = new LinkedHashMap<>();
    plan.hosts()
        .forEach((host, planned) -> hosts.put(host, planned.stream().map(PlanFile::tree).toList()));
    tree.put("hosts", hosts);
    return tree;
  }

  private static Map<String, Object> tree(Planned planned) {
    TaskRef task = planned.task();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("play", task.play());
    tree.put("role", task.role());
    tree.put("name", task.name());
    tree.put("module", task.module());
    tree.put("file", task.position().file());
    tree.put("line", task.position().line());
    tree.put("column", task.position().column());
    tree.put("item", task.item());
    tree.put("handler", task.handler());
    tree.put("verdict", planned.verdict().name().toLowerCase(Locale.ROOT));
    tree.put("reason", planned.reason());
    tree.put("after", planned.after());
    tree.put("open", planned.open());
    tree.put("guard", planned.guard());
    tree.put("changes", planned.changes());
    tree.put("steps", planned.steps().stream().map(EventJson::of).toList());
    return tree;
  }

  // ---- reading -------------------------------------------------------------------------------

  private static SavedPlan plan(Map<String, Object> tree) {
    JsonMembers members = new JsonMembers(tree);
    if (members.number("form") != FORM) {
      throw new IllegalArgumentException("its form is that of another version of Groundwork");
    }
    Map<String, List<Planned>> hosts = new LinkedHashMap<>();
    JsonMembers all = members.object("hosts");
    all.names().forEach(host -> hosts.put(host, all.objects(host).map(PlanFile::planned).toList()));
    return new SavedPlan(
        members.text("groundwork"),
        Instant.parse(members.text("created")),
        Seal.of(members.text("key")),
        members.text("playbook"),
        members.texts("inventory"),
        members.maybe("limit"),
        Set.copyOf(members.texts("tags")),
        Set.copyOf(members.texts("skip_tags")),
        Set.copyOf(members.texts("extra_vars")),
        members.text("extra_values"),
        members.object("playbook_files").asTexts(),
        members.object("inventory_files").asTexts(),
        hosts);
  }

  private static Planned planned(JsonMembers members) {
    TaskRef task =
        new TaskRef(
            members.text("play"),
            members.maybe("role"),
            members.text("name"),
            members.text("module"),
            new Position(members.text("file"), members.number("line"), members.number("column")),
            members.maybe("item"),
            members.truth("handler"));
    return new Planned(
        task,
        Verdict.valueOf(members.text("verdict").toUpperCase(Locale.ROOT)),
        members.objects("steps").map(EventReader::step).toList(),
        members.text("reason"),
        members.maybe("after"),
        members.truth("open"),
        members.text("guard"),
        members.text("changes"));
  }
}
