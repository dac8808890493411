package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The room on the file systems that carry the data directories, each counted once. A file system is
 * smaller than its disk, by its own tables and by the partitions beside it; the tolerance in the
 * data is for that.
 */
record DiskSizeCheck(Tables tables, SizeFigure figure) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "disk_size",
          List.of("size", "tolerance_percent"),
          (tables, figures, problems) ->
              SizeFigure.load(tables, figures, problems)
                  .map(figure -> new DiskSizeCheck(tables, figure)));

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "df -B1 " + String.join(" ", DataDirectories.of(tables, host));
  }

  @Override
  public String wanted(HostInfo host) {
    return tables.size(figure.name(), host).show(DiskSizeCheck::terabytes);
  }

  private static String terabytes(int gigabytes) {
    return gigabytes % 1000 == 0
        ? gigabytes / 1000 + " TB"
        : String.format(Locale.ROOT, "%.1f TB", gigabytes / 1000.0);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<String> directories = DataDirectories.of(tables, host);
    Storage storage = readings.get(Storage.call(directories), Storage::parse);
    Map<String, Storage.Size> systems = storage.fileSystems(directories);
    long total = systems.values().stream().mapToLong(Storage.Size::total).sum();
    String measured =
        systems.entrySet().stream()
            .map(system -> Bytes.disk(system.getValue().total()) + " on " + system.getKey())
            .collect(Collectors.joining(" + "));
    Amounts wanted = tables.size(figure.name(), host);
    return new Verdict.Reaches(
        wanted.reached(Bytes.gb(total), figure.tolerancePercent()),
        measured,
        "",
        Optional.of(new Gauge(Bytes.gb(total), wanted, "GB")));
  }
}
