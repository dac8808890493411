package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How full the file systems of the data directories are already. */
record FreeSpaceCheck(Tables tables, int leastPercent) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "free_space",
          List.of("least_percent"),
          (tables, figures, problems) ->
              Optional.of(
                  new FreeSpaceCheck(tables, figures.integer("least_percent", 1, 99).orElse(20))));

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "df -h " + String.join(" ", DataDirectories.of(tables, host));
  }

  @Override
  public String wanted(HostInfo host) {
    return "at least " + leastPercent + " % free";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<String> directories = DataDirectories.of(tables, host);
    Storage storage = readings.get(Storage.call(directories), Storage::parse);
    List<String> shown = new ArrayList<>();
    boolean enough = true;
    for (Map.Entry<String, Storage.Size> system : storage.fileSystems(directories).entrySet()) {
      Storage.Size size = system.getValue();
      long percent = size.total() == 0 ? 0 : Math.round(100.0 * size.available() / size.total());
      enough &= percent >= leastPercent;
      shown.add(Bytes.disk(size.available()) + " (" + percent + " %) on " + system.getKey());
    }
    String measured = String.join(", ", shown);
    return enough ? new Verdict.Met(measured, "") : new Verdict.NotMet(measured, "");
  }
}
