package io.groundwork.requirements.check;

import io.groundwork.facts.OperatingSystem;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the document lists the host's operating system. */
record OperatingSystemCheck(List<ListedSystem> listed) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "operating_system",
          List.of(),
          (tables, figures, problems) -> Optional.of(new OperatingSystemCheck(tables.systems())));

  private static final Snippet.Call CALL = OperatingSystem.call();

  OperatingSystemCheck {
    listed = List.copyOf(listed);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "cat /etc/os-release";
  }

  @Override
  public String wanted(HostInfo host) {
    return "reference: " + names(true) + "; compatible: " + names(false);
  }

  private String names(boolean reference) {
    return listed.stream()
        .filter(system -> system.reference() == reference)
        .map(ListedSystem::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    OperatingSystem system = readings.get(CALL, OperatingSystem::parse);
    String measured = measured(system);
    List<ListedSystem> namesakes =
        listed.stream().filter(line -> line.id().equals(system.id())).toList();
    if (namesakes.isEmpty()) {
      return new Verdict.NotMet(measured, relatives(system));
    }
    if (system.version().isEmpty()) {
      return new Verdict.Unknown(measured, "it tells no version, so it is no release");
    }
    List<ListedSystem> matching =
        namesakes.stream()
            .filter(line -> line.includesVersion(system.version()) && line.admits(system))
            .toList();
    if (matching.isEmpty()) {
      return new Verdict.NotMet(measured, "this version or edition is not listed");
    }
    boolean editionMatters =
        system.variant().isEmpty()
            && namesakes.stream()
                .anyMatch(line -> !line.variants().isEmpty() && !matching.contains(line));
    if (editionMatters) {
      return new Verdict.Unknown(
          measured,
          "it does not tell its edition, and of this version only \""
              + matching.get(0).name()
              + "\" is listed");
    }
    return matching.stream().anyMatch(ListedSystem::reference)
        ? new Verdict.Met(measured, "a reference system")
        : new Verdict.Met(
            measured, "compatible (" + matching.get(0).name() + "), not a reference system");
  }

  private String relatives(OperatingSystem system) {
    return listed.stream()
        .filter(line -> List.of(system.idLike().split(" ", -1)).contains(line.id()))
        .findFirst()
        .map(line -> "not listed, though it derives from " + line.id())
        .orElse("not listed");
  }

  private static String measured(OperatingSystem system) {
    String version = system.version();
    String name = system.prettyName();
    return version.isEmpty() || name.contains(version) ? name : name + ", version " + version;
  }
}
