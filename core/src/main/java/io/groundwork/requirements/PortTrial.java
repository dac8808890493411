package io.groundwork.requirements;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.groundwork.requirements.PortMatrix.Cell;
import io.groundwork.requirements.PortMatrix.Row;
import io.groundwork.requirements.PortMatrix.Wanted;
import io.groundwork.requirements.check.Attempts;
import io.groundwork.requirements.check.Endpoint;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Listening;
import io.groundwork.requirements.check.PortReachCheck;
import io.groundwork.requirements.check.PortsCheck;
import io.groundwork.requirements.check.Settings;
import io.groundwork.requirements.check.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges which host reached which port of which other. */
final class PortTrial {

  private final Checker checker;
  private final List<PortSide> sides;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Map<String, Verdict>> verdicts = new LinkedHashMap<>();

  /**
   * @param sides all hosts of the check, in order
   */
  PortTrial(Checker checker, List<PortSide> sides) {
    this.checker = checker;
    this.sides = List.copyOf(sides);
    for (PortSide target : sides) {
      for (Rule rule : checker.rules(target.host())) {
        if (rule.check() instanceof PortReachCheck check) {
          judge(target, rule, check);
        }
      }
    }
  }

  PortMatrix matrix() {
    return rows.isEmpty()
        ? PortMatrix.NONE
        : new PortMatrix(sides.stream().map(side -> side.host().name()).toList(), rows);
  }

  /** The verdicts on one host's ports, by the ids of their requirements. */
  Map<String, Verdict> verdicts(HostInfo host) {
    return verdicts.getOrDefault(host.name(), Map.of());
  }

  private void judge(PortSide target, Rule rule, PortReachCheck check) {
    List<Cell> cells =
        sides.stream()
            .filter(source -> !source.host().name().equals(target.host().name()))
            .map(source -> cell(source, target, rule, check))
            .toList();
    Verdict verdict =
        check.port().usedBy(target.host())
            ? verdict(target, check, cells)
            : new Verdict.Met("not used: it has no other host of a cluster", "");
    verdicts
        .computeIfAbsent(target.host().name(), name -> new LinkedHashMap<>())
        .put(rule.requirement().id(), verdict);
    if (!cells.isEmpty() && check.port().usedBy(target.host())) {
      rows.add(
          new Row(
              rule.requirement().id(),
              check.port().on(target.host()),
              target.host().name(),
              address(target),
              listener(target, check),
              checker.outcome(rule.requirement().severity(), verdict),
              cells));
    }
  }

  // ---- one cell ------------------------------------------------------------------------------

  private static Cell cell(PortSide source, PortSide target, Rule rule, PortReachCheck check) {
    Wanted wanted =
        check.names(source.host())
            ? Wanted.OPEN
            : check.closed(target.host()) ? Wanted.CLOSED : Wanted.EITHER;
    Optional<String> hindrance = hindrance(source, target, check);
    if (hindrance.isPresent()) {
      return new Cell(
          source.host().name(), wanted, Reach.UNKNOWN, Outcome.UNKNOWN, hindrance.get());
    }
    String problem = problem(source, target, check).orElseThrow();
    Reach reach =
        problem.isEmpty()
            ? Reach.OPEN
            : problem.equals(Attempts.TIMED_OUT) ? Reach.FILTERED : Reach.REFUSED;
    if (reach != Reach.OPEN && target.overtime()) {
      return new Cell(
          source.host().name(),
          wanted,
          Reach.UNKNOWN,
          Outcome.UNKNOWN,
          "the hosts together took longer than " + Listening.SECONDS + " s");
    }
    boolean right = wanted == Wanted.EITHER || (wanted == Wanted.OPEN) == (reach == Reach.OPEN);
    Outcome bad = rule.requirement().severity() == Severity.MUST ? Outcome.FAIL : Outcome.WARN;
    return new Cell(source.host().name(), wanted, reach, right ? Outcome.PASS : bad, problem);
  }

  private static Optional<String> hindrance(
      PortSide source, PortSide target, PortReachCheck check) {
    if (target.listening().isEmpty()) {
      return Optional.of(
          target.host().name() + " could not be told to listen: " + target.silence());
    }
    Optional<String> deaf = target.listening().get().hindrance(number(target, check));
    if (deaf.isPresent()) {
      return deaf;
    }
    if (source.attempts().isEmpty()) {
      return Optional.of(source.host().name() + " could not try it: " + source.silence());
    }
    if (problem(source, target, check).isEmpty()) {
      return Optional.of("there is no tool to connect with: install perl, bash, nc or curl");
    }
    return Optional.empty();
  }

  private static Optional<String> problem(PortSide source, PortSide target, PortReachCheck check) {
    String address = target.listening().orElseThrow().address().orElseThrow();
    Endpoint endpoint = new Endpoint(address, number(target, check));
    return Optional.ofNullable(source.attempts().orElseThrow().get(endpoint.toString()));
  }

  // ---- one row -------------------------------------------------------------------------------

  private Verdict verdict(PortSide target, PortReachCheck check, List<Cell> cells) {
    List<Cell> judged = cells.stream().filter(cell -> cell.wanted() != Wanted.EITHER).toList();
    List<String> absent =
        check.named(target.host()).stream()
            .filter(name -> cells.stream().noneMatch(cell -> cell.source().equals(name)))
            .toList();
    String measured = measured(judged);
    if (judged.stream().anyMatch(cell -> bad(cell.outcome()))) {
      return new Verdict.NotMet(measured, note(target, check, cells, absent));
    }
    boolean untried = cells.isEmpty() && check.everyone();
    if (!absent.isEmpty() || judged.stream().anyMatch(PortTrial::unknown) || untried) {
      String note = note(target, check, cells, absent);
      return new Verdict.Unknown(
          measured.isEmpty() ? "not known" : measured,
          note.isEmpty() ? "there is no other host to try it from" : note);
    }
    return new Verdict.Met(
        measured.isEmpty() ? "no other host needs it" : measured,
        note(target, check, cells, absent));
  }

  private static boolean bad(Outcome outcome) {
    return outcome == Outcome.FAIL || outcome == Outcome.WARN;
  }

  private static boolean unknown(Cell cell) {
    return cell.reach() == Reach.UNKNOWN;
  }

  /** {@code reached from a, b; timed out from c}. */
  private static String measured(List<Cell> cells) {
    Map<String, String> words =
        cells.stream()
            .filter(cell -> !unknown(cell))
            .collect(
                groupingBy(
                    PortTrial::words, LinkedHashMap::new, mapping(Cell::source, joining(", "))));
    return words.entrySet().stream()
        .map(entry -> entry.getKey() + " from " + entry.getValue())
        .collect(joining("; "));
  }

  private static String words(Cell cell) {
    return switch (cell.reach()) {
      case OPEN -> "reached";
      case FILTERED -> Attempts.TIMED_OUT;
      case REFUSED -> cell.note().equals("refused the connection") ? "refused" : cell.note();
      case UNKNOWN -> "not known";
    };
  }

  private static String note(
      PortSide target, PortReachCheck check, List<Cell> cells, List<String> absent) {
    List<String> notes = new ArrayList<>();
    if (!absent.isEmpty()) {
      notes.add(String.join(", ", absent) + " did not take part in this check");
    }
    cells.stream()
        .filter(cell -> cell.wanted() != Wanted.EITHER && unknown(cell))
        .collect(groupingBy(Cell::note, LinkedHashMap::new, mapping(Cell::source, joining(", "))))
        .forEach((why, from) -> notes.add("not known from " + from + ": " + why));
    String open =
        names(cells, cell -> cell.wanted() == Wanted.EITHER && cell.reach() == Reach.OPEN);
    if (!open.isEmpty()) {
      notes.add("open to " + open + " too, which the document does not name");
    }
    if (cells.stream().anyMatch(cell -> bad(cell.outcome()))) {
      notes.add("tried at " + address(target) + where(target));
    }
    if (!listener(target, check).isEmpty() && !listener(target, check).equals("probe")) {
      notes.add(listener(target, check) + " listens there already");
    }
    target
        .end()
        .filter(end -> !end.left().isEmpty())
        .ifPresent(end -> notes.add("end our process there: kill " + String.join(" ", end.left())));
    return String.join("; ", notes);
  }

  private static String where(PortSide target) {
    return target.host().settings().text(Settings.SERVICE_ADDRESS).isPresent()
        ? ", its service_address"
        : ", where we log in; the variable service_address names another";
  }

  private static String names(List<Cell> cells, Predicate<Cell> which) {
    return cells.stream().filter(which).map(Cell::source).collect(joining(", "));
  }

  private static int number(PortSide target, PortReachCheck check) {
    return check.port().on(target.host()).number();
  }

  private static String address(PortSide target) {
    return target.listening().flatMap(Listening::address).orElse("");
  }

  private static String listener(PortSide target, PortReachCheck check) {
    Optional<Listening.State> state =
        target
            .listening()
            .map(listening -> listening.ports().get(number(target, check)))
            .filter(Listening.State::listening);
    if (state.isEmpty()) {
      return "";
    }
    return state.get().equals(Listening.State.HELD)
        ? PortsCheck.holder(target.readings(), number(target, check)).orElse("another process")
        : "probe";
  }
}
