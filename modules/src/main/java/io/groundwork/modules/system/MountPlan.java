package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.system.MountState.Mounted;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From what is mounted to what is to be mounted. */
final class MountPlan {

  private static final Snippet MOUNT = load("mount.mount.sh");
  private static final Snippet UNMOUNT = load("mount.unmount.sh");
  private static final Snippet REMOUNT = Snippet.resource(MountPlan.class, "mount.remount.sh");
  private static final Splitter COMMAS = Splitter.on(',').omitEmptyStrings();

  /** Options that every file system shows when it is mounted with them. */
  private static final Set<String> SHOWN =
      Set.of("ro", "rw", "nosuid", "nodev", "noexec", "noatime", "relatime");

  private final MountRequest wanted;
  private final FstabEntry entry;
  private final MountState is;
  private final String path;

  private MountPlan(MountRequest wanted, MountState is) {
    this.wanted = wanted;
    this.entry = wanted.entry();
    this.is = is;
    this.path = entry.path();
  }

  private static Snippet load(String file) {
    return TextFile.snippet("mount.sh", file);
  }

  static Plan of(MountRequest wanted, MountState is) {
    return new MountPlan(wanted, is).plan();
  }

  private Plan plan() {
    return switch (wanted.state()) {
      case PRESENT -> tableOnly(entry.putInto(is.table().lines()));
      case ABSENT_FROM_FSTAB -> tableOnly(entry.takeOutOf(is.table().lines()));
      case MOUNTED -> mounted();
      case EPHEMERAL -> ephemeral();
      case UNMOUNTED -> unmounted();
      case ABSENT -> absent();
      case REMOUNTED -> remounted();
    };
  }

  private Plan tableOnly(List<String> after) {
    boolean present = wanted.state() == MountRequest.State.PRESENT;
    if (after.equals(is.table().lines())) {
      return Plan.holds(
          wanted.table()
              + (present ? " mounts " + entry.source() + " at " : " has nothing at ")
              + path);
    }
    return Plan.of(
        is.table()
            .rewritten(
                wanted.table(),
                (present ? "put " + path + " into " : "take " + path + " out of ") + wanted.table(),
                TextLines.join(after),
                TextFile.Write.PLAIN.backup(wanted.backup()).makingDirectory()));
  }

  private Plan mounted() {
    List<String> lines = is.table().lines();
    List<String> after = entry.putInto(lines);
    boolean same = after.equals(lines);
    if (same && is.mounted().isPresent()) {
      return Plan.holds(entry.source() + " is mounted at " + path);
    }
    boolean other =
        entry
            .find(lines)
            .filter(old -> !old.source().equals(entry.source()) || !old.type().equals(entry.type()))
            .isPresent();
    String how = is.mounted().isEmpty() ? "mount" : other ? "again" : "remount";
    List<String> arguments = new ArrayList<>(wanted.otherTable());
    arguments.add("--");
    arguments.add(path);
    return Plan.of(mount(how, same ? Optional.empty() : Optional.of(after), arguments));
  }

  private Plan ephemeral() {
    List<String> arguments = new ArrayList<>(List.of("-t", entry.type()));
    if (!entry.options().equals("defaults")) {
      arguments.addAll(List.of("-o", entry.options()));
    }
    arguments.addAll(List.of("--", entry.source(), path));
    if (is.mounted().isEmpty()) {
      return Plan.of(mount("mount", Optional.empty(), arguments));
    }
    Mounted mounted = is.mounted().get();
    if (!isSource(mounted)) {
      return Plan.impossible(
          Problem.of(mounted.source() + " is mounted at " + path + " already")
              .withRemedy("unmount it with state: unmounted before, or name another path"));
    }
    List<String> shown = COMMAS.splitToList(mounted.options());
    boolean differs =
        COMMAS
            .splitToStream(entry.options())
            .anyMatch(one -> SHOWN.contains(one) && !shown.contains(one));
    return differs
        ? Plan.of(mount("remount", Optional.empty(), arguments))
        : Plan.holds(entry.source() + " is mounted at " + path);
  }

  /** What is named by a label or a link cannot be compared, and counts as the same. */
  private boolean isSource(Mounted mounted) {
    List<String> options = COMMAS.splitToList(entry.options());
    String source = entry.source();
    if (options.contains("bind") || options.contains("rbind")) {
      return source.endsWith(mounted.root().equals("/") ? "" : mounted.root());
    }
    return source.equals(mounted.source())
        || source.contains("=")
        || source.startsWith("/dev/disk/");
  }

  private Change mount(String how, Optional<List<String>> table, List<String> arguments) {
    List<Object> values = new ArrayList<>();
    values.add(path);
    values.add(wanted.tableRead());
    values.add(size(table));
    values.add(wanted.backup() ? "yes" : "no");
    values.add(how);
    values.addAll(arguments);
    List<Diff> diffs = new ArrayList<>(tableDiff(table));
    String before = is.mounted().map(Mounted::source).orElse(is.exists() ? "nothing" : "absent");
    if (!how.equals("remount")) {
      diffs.add(Diff.value("mounted at " + path, before, entry.source()));
    } else if (diffs.isEmpty()) {
      diffs.add(
          Diff.value(
              "options of " + path,
              is.mounted().map(Mounted::options).orElse(""),
              entry.options()));
    }
    String summary =
        how.equals("remount")
            ? "mount " + path + " anew with its options"
            : "mount " + entry.source() + " at " + path;
    return altering(Change.modifies(summary, MOUNT.call(values.toArray()), diffs), table);
  }

  private Change altering(Change change, Optional<List<String>> table) {
    Change all =
        table.isPresent()
            ? change
                .withPayload(bytes(table.get()))
                .altering(Resource.path(path), Resource.path(wanted.table()))
            : change.altering(Resource.path(path));
    // What is below the mount point comes or goes as a whole.
    return all.alteringAnything();
  }

  private static ByteSource bytes(List<String> table) {
    return ByteSource.wrap(RawText.encode(TextLines.join(table)));
  }

  private static String size(Optional<List<String>> table) {
    return table
        .map(lines -> String.valueOf(RawText.encode(TextLines.join(lines)).length))
        .orElse("");
  }

  private List<Diff> tableDiff(Optional<List<String>> after) {
    return after.stream()
        .map(lines -> Diff.text(wanted.table(), is.table().text(), TextLines.join(lines)))
        .toList();
  }

  private Plan unmounted() {
    return is.mounted().isEmpty()
        ? Plan.holds("nothing is mounted at " + path)
        : Plan.of(unmount(Optional.empty(), false));
  }

  /** As with Ansible, what is not in the table is left alone. */
  private Plan absent() {
    List<String> lines = is.table().lines();
    List<String> after = entry.takeOutOf(lines);
    if (after.size() == lines.size()) {
      return Plan.holds(wanted.table() + " has nothing at " + path);
    }
    return path.equals("none") ? tableOnly(after) : Plan.of(unmount(Optional.of(after), true));
  }

  private Change unmount(Optional<List<String>> table, boolean removing) {
    List<Diff> diffs = new ArrayList<>(tableDiff(table));
    is.mounted()
        .ifPresent(
            mounted -> diffs.add(Diff.value("mounted at " + path, mounted.source(), "nothing")));
    return altering(
        Change.modifies(
            (is.mounted().isPresent() ? "unmount " + path : "take " + path)
                + (table.isEmpty()
                    ? ""
                    : (is.mounted().isPresent() ? " and take it" : "")
                        + " out of "
                        + wanted.table()),
            UNMOUNT.call(
                path,
                wanted.tableRead(),
                size(table),
                wanted.backup() ? "yes" : "no",
                is.mounted().isPresent() ? "yes" : "no",
                removing ? "yes" : "no"),
            diffs),
        table);
  }

  private Plan remounted() {
    List<Object> values = new ArrayList<>();
    values.add(path);
    values.add(wanted.options() ? entry.options() : "");
    values.addAll(wanted.otherTable());
    Change change =
        Change.runs("mount " + path + " anew", REMOUNT.call(values.toArray()))
            .altering(Resource.path(path));
    return Plan.of(change)
        .needing(
            is.mounted().isPresent()
                ? List.of()
                : List.of(
                    new Need(
                        Resource.path(path),
                        "nothing is mounted at " + path + "; mount it with state: mounted")));
  }
}
