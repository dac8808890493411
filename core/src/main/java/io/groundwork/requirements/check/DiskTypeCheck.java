package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.Carriers.Carrier;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which kind of disk carries each data directory. */
record DiskTypeCheck(
    Tables tables,
    Map<Column, Accepted> accepted,
    List<String> virtualModels,
    List<String> raidModels)
    implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "disk_type",
          List.of("control", "sending", "virtual_models", "raid_models"),
          DiskTypeCheck::load);

  DiskTypeCheck {
    accepted = Map.copyOf(accepted);
    virtualModels = List.copyOf(virtualModels);
    raidModels = List.copyOf(raidModels);
  }

  /** The kinds that reach a tier. */
  record Accepted(Set<DiskKind> minimum, Set<DiskKind> recommended) {

    Accepted {
      minimum = Set.copyOf(minimum);
      recommended = Set.copyOf(recommended);
    }

    /** The tier a kind reaches; empty when its kind decides and is not shown. */
    Optional<Reached> reached(DiskKind kind) {
      if (kind == DiskKind.HIDDEN) {
        return recommended.containsAll(DiskKind.real())
            ? Optional.of(Reached.RECOMMENDED)
            : Optional.empty();
      }
      if (recommended.contains(kind)) {
        return Optional.of(Reached.RECOMMENDED);
      }
      return Optional.of(minimum.contains(kind) ? Reached.MINIMUM : Reached.BELOW);
    }

    private String show() {
      if (recommended.containsAll(DiskKind.real())) {
        return "any disk or network storage";
      }
      return labels(minimum) + " (minimum), " + labels(recommended) + " (recommended)";
    }

    private static String labels(Set<DiskKind> kinds) {
      return kinds.stream().sorted().map(DiskKind::label).collect(Collectors.joining(" or "));
    }
  }

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    Map<Column, Accepted> accepted = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      figures
          .required(column.word())
          .ifPresent(node -> accepted.put(column, accepted(column, node, problems)));
    }
    if (accepted.size() < Column.values().length) {
      return Optional.empty();
    }
    return Optional.of(
        new DiskTypeCheck(
            tables, accepted, figures.texts("virtual_models"), figures.texts("raid_models")));
  }

  private static Accepted accepted(Column column, Node node, Problems problems) {
    Fields tiers =
        Fields.of(
            node,
            "the kinds of disk for " + column.word(),
            List.of("minimum", "recommended"),
            problems);
    return new Accepted(kinds(tiers, "minimum", problems), kinds(tiers, "recommended", problems));
  }

  private static Set<DiskKind> kinds(Fields tiers, String tier, Problems problems) {
    EnumSet<DiskKind> kinds = EnumSet.noneOf(DiskKind.class);
    tiers.required(tier);
    for (Node.Scalar word : tiers.scalars(tier)) {
      Optional<DiskKind> kind = DiskKind.of(word.text());
      if (kind.isPresent()) {
        kinds.add(kind.get());
        continue;
      }
      List<String> known = DiskKind.real().stream().map(DiskKind::word).toList();
      problems.add(
          Problem.at(word.position(), "there is no kind of disk \"" + word.text() + "\"")
              .withRemedy(
                  Suggestion.didYouMean(word.text(), known)
                      .orElse("there are " + String.join(", ", known))));
    }
    return kinds;
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "lsblk -so NAME,TYPE,ROTA,MODEL; df "
        + String.join(" ", DataDirectories.of(tables, host));
  }

  @Override
  public String wanted(HostInfo host) {
    return tables.rolesOf(host).stream()
        .map(role -> accepted.get(role.column()).show())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Storage storage = readings.get(Storage.call(DataDirectories.of(tables, host)), Storage::parse);
    Carriers carriers = new Carriers(storage, virtualModels, raidModels);
    Map<Set<Carrier>, TreeSet<String>> found = new LinkedHashMap<>();
    Reached worst = Reached.RECOMMENDED;
    TreeSet<String> reasons = new TreeSet<>();
    for (Role role : tables.rolesOf(host)) {
      for (String directory : role.directories()) {
        Set<Carrier> under = carriers.of(storage.place(directory));
        found.computeIfAbsent(under, any -> new TreeSet<>()).add(directory);
        for (Carrier carrier : under) {
          Optional<Reached> reached = accepted.get(role.column()).reached(carrier.kind());
          if (reached.isEmpty()) {
            reasons.add(carrier.reason());
          } else if (reached.get().compareTo(worst) < 0) {
            worst = reached.get();
          }
        }
      }
    }
    String measured =
        found.entrySet().stream()
            .map(one -> Carriers.show(one.getKey()) + " for " + String.join(", ", one.getValue()))
            .collect(Collectors.joining("; "));
    if (worst != Reached.BELOW && !reasons.isEmpty()) {
      return new Verdict.Unknown(measured, String.join("; ", reasons));
    }
    return new Verdict.Reaches(worst, measured, String.join("; ", reasons));
  }
}
