package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether the file systems of the data directories can hold as many files as there is room for.
 *
 * @param leastFreePercent of the inodes
 * @param mostBytes how much room there may be for each inode before files run out of them first
 */
record InodesCheck(Tables tables, int leastFreePercent, int mostBytes) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "inodes",
          List.of("least_free_percent", "most_bytes_per_inode"),
          (tables, figures, problems) ->
              Optional.of(
                  new InodesCheck(
                      tables,
                      figures.integer("least_free_percent", 1, 99).orElse(10),
                      figures.integer("most_bytes_per_inode", 1024, 1 << 24).orElse(65_536))));

  private static final Pattern QUOTA =
      Pattern.compile("(.*,)?(quota|(usr|grp|prj|u|g|p)quota|(usr|grp|prj)jquota=[^,]+)(,.*)?");

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "df -i " + String.join(" ", DataDirectories.of(tables, host));
  }

  @Override
  public String wanted(HostInfo host) {
    return "not limited: an inode for every "
        + mostBytes / 1024
        + " KiB, "
        + leastFreePercent
        + " % of them free, no quota";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<String> directories = DataDirectories.of(tables, host);
    Storage storage = readings.get(Storage.call(directories), Storage::parse);
    List<String> shown = new ArrayList<>();
    boolean enough = true;
    for (Map.Entry<String, Storage.Size> system : storage.fileSystems(directories).entrySet()) {
      Storage.Size size = system.getValue();
      shown.add(show(size) + " on " + system.getKey());
      enough &= enough(size);
    }
    String measured = String.join(", ", shown);
    if (!enough) {
      return new Verdict.NotMet(measured, "");
    }
    TreeSet<String> quotas = new TreeSet<>();
    for (String directory : directories) {
      storage
          .mountOf(storage.place(directory))
          .filter(mount -> QUOTA.matcher(mount.options()).matches())
          .ifPresent(mount -> quotas.add(mount.point()));
    }
    return quotas.isEmpty()
        ? new Verdict.Met(measured, "")
        : new Verdict.Unknown(
            measured,
            "quotas are on for "
                + String.join(", ", quotas)
                + ": see repquota -a (XFS: xfs_quota -x -c report) for limits of inodes");
  }

  private boolean enough(Storage.Size size) {
    return size.inodes() == 0
        || (size.total() / size.inodes() <= mostBytes
            && size.freeInodes() * 100 >= size.inodes() * leastFreePercent);
  }

  private static String show(Storage.Size size) {
    if (size.inodes() == 0) {
      return "inodes as needed";
    }
    return String.format(
        Locale.ROOT,
        "%,d inodes (one for %d KiB), %.0f %% free",
        size.inodes(),
        size.total() / size.inodes() / 1024,
        Math.floor(100.0 * size.freeInodes() / size.inodes()));
  }
}
