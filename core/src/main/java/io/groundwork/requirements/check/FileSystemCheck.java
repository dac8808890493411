package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;

/** Which file system carries the data of one role. */
record FileSystemCheck(Tables tables, String role, List<String> types) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "file_system",
          List.of("role", "types"),
          (tables, figures, problems) -> {
            figures.required("types");
            List<String> types = figures.texts("types");
            return figures
                .requiredText("role")
                .filter(role -> !types.isEmpty())
                .map(role -> new FileSystemCheck(tables, role, types));
          });

  FileSystemCheck {
    types = List.copyOf(types);
  }

  private List<String> directories(HostInfo host) {
    return tables.rolesOf(host).stream()
        .filter(one -> one.name().equals(role))
        .flatMap(one -> one.directories().stream())
        .toList();
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "findmnt -T " + String.join(" -T ", directories(host));
  }

  @Override
  public String wanted(HostInfo host) {
    return String.join(" or ", types);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Storage storage = readings.get(calls(host).get(0), Storage::parse);
    List<String> shown = new ArrayList<>();
    boolean good = true;
    for (String directory : directories(host)) {
      Storage.Mount mount =
          storage
              .mountOf(storage.place(directory))
              .orElseThrow(
                  () -> new UnreadableException("no mount that the host lists has " + directory));
      shown.add(mount.type() + " on " + mount.point());
      good &= types.contains(mount.type());
    }
    String measured = String.join(", ", shown);
    return good ? new Verdict.Met(measured, "") : new Verdict.NotMet(measured, "");
  }
}
