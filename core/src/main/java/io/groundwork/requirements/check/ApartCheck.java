package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether two products keep their data apart: on other hosts, or on other disks of one. */
record ApartCheck(Tables tables, Role one, Role other) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "storage_apart",
          List.of("roles"),
          (tables, figures, problems) -> {
            figures.required("roles");
            List<Role> roles =
                figures.texts("roles").stream()
                    .flatMap(name -> Optional.ofNullable(tables.roles().get(name)).stream())
                    .toList();
            if (roles.size() != 2) {
              problems.add(Problem.at(figures.position("roles"), "needs two roles of the table"));
              return Optional.empty();
            }
            return Optional.of(new ApartCheck(tables, roles.get(0), roles.get(1)));
          });

  private boolean shared(HostInfo host) {
    return host.roles().contains(one.name()) && host.roles().contains(other.name());
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return shared(host) ? List.of(Storage.call(DataDirectories.of(tables, host))) : List.of();
  }

  @Override
  public String command(HostInfo host) {
    return "df "
        + String.join(" ", one.directories())
        + " "
        + String.join(" ", other.directories());
  }

  @Override
  public String wanted(HostInfo host) {
    return one.name() + " and " + other.name() + " on other hosts, or on other disks";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    if (!shared(host)) {
      return new Verdict.Met("on other hosts", "");
    }
    Storage storage = readings.get(calls(host).get(0), Storage::parse);
    Set<String> left = disks(storage, one);
    Set<String> right = disks(storage, other);
    String measured =
        one.name()
            + " on "
            + String.join(", ", left)
            + "; "
            + other.name()
            + " on "
            + String.join(", ", right);
    return left.stream().noneMatch(right::contains)
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(measured, "");
  }

  private static Set<String> disks(Storage storage, Role role) throws UnreadableException {
    Carriers carriers = new Carriers(storage, List.of(), List.of());
    TreeSet<String> names = new TreeSet<>();
    for (String directory : role.directories()) {
      names.addAll(
          carriers.of(storage.place(directory)).stream()
              .map(Carriers.Carrier::name)
              .collect(Collectors.toSet()));
    }
    return names;
  }
}
