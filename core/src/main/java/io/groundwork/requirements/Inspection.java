package io.groundwork.requirements;

import io.groundwork.engine.Survey;
import io.groundwork.engine.Survey.Answer;
import io.groundwork.engine.Vigil;
import io.groundwork.engine.Vigil.Answered;
import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.Attempts;
import io.groundwork.requirements.check.Endpoint;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Listening;
import io.groundwork.requirements.check.PortReachCheck;
import io.groundwork.requirements.check.Readings;
import io.groundwork.requirements.check.Verdict;
import io.groundwork.transport.Connector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks many hosts together, each in two round trips: in the first all is read, and the ports that
 * nobody listens on yet are listened on; in the second each host connects to those of all others.
 */
public final class Inspection {

  private final Checker checker;
  private final Optional<Deep> deep;
  private final Map<String, HostInfo> placed;

  /**
   * What came of it.
   *
   * @param answers for each host its findings, or why it could not be asked
   * @param ports which host reaches which port of which other
   */
  public record Result(List<Answer<List<Finding>>> answers, PortMatrix ports) {
    public Result {
      answers = List.copyOf(answers);
    }
  }

  public Inspection(Checker checker, Placement placement) {
    this(checker, placement, Optional.empty());
  }

  /**
   * @param deep makes measurements, too
   */
  public Inspection(Checker checker, Placement placement, Optional<Deep> deep) {
    this.checker = checker;
    this.deep = deep;
    this.placed =
        placement.hosts().stream().collect(Collectors.toMap(HostInfo::name, Function.identity()));
  }

  /**
   * Checks hosts of the placement.
   *
   * @param begun told of each host whose turn has come
   */
  public Result check(List<Host> hosts, Survey survey, Connector connector, Consumer<Host> begun) {
    List<Answer<Answered>> answers =
        new Vigil(survey, connector, new Asked(hosts.size() > 1)).ask(hosts, begun);
    List<PortSide> sides = answers.stream().map(this::side).toList();
    PortTrial trial = new PortTrial(checker, sides);
    Map<HostInfo, Readings> readings = new LinkedHashMap<>();
    Map<HostInfo, Host> reached = new LinkedHashMap<>();
    for (int at = 0; at < sides.size(); at++) {
      if (answers.get(at).value().isPresent()) {
        readings.put(sides.get(at).host(), sides.get(at).readings());
        reached.put(sides.get(at).host(), answers.get(at).host());
      }
    }
    Map<String, Map<String, Verdict>> told = new HashMap<>();
    deep.ifPresent(
        one -> {
          readings.putAll(one.measure(readings, reached, survey, connector));
          told.putAll(one.pairs(reached, PortReachCheck::address, survey, connector));
        });
    List<Answer<List<Finding>>> findings = new ArrayList<>();
    for (int at = 0; at < sides.size(); at++) {
      HostInfo info = sides.get(at).host();
      Map<String, Verdict> verdicts = new HashMap<>(trial.verdicts(info));
      verdicts.putAll(told.getOrDefault(info.name(), Map.of()));
      Answer<Answered> answer = answers.get(at);
      findings.add(
          new Answer<>(
              answer.host(),
              answer.value().map(value -> checker.findings(info, readings.get(info), verdicts)),
              answer.problem()));
    }
    return new Result(findings, trial.matrix());
  }

  private HostInfo info(Host host) {
    return placed.get(host.name());
  }

  private final class Asked implements Vigil.Asking {
    private final boolean together;

    private Asked(boolean together) {
      this.together = together;
    }

    @Override
    public Vigil.First first(Host host) {
      HostInfo info = info(host);
      List<Integer> ports = together ? ports(info) : List.of();
      return new Vigil.First(
          checker.calls(info),
          Listening.call(PortReachCheck.address(info), ports),
          Listening.RELEASE);
    }

    @Override
    public List<Snippet.Call> second(Host host, Map<Host, Read> opened) {
      List<Endpoint> targets = new ArrayList<>();
      opened.forEach(
          (target, read) -> {
            if (!target.equals(host)) {
              listening(read).ifPresent(found -> targets.addAll(endpoints(found)));
            }
          });
      return targets.isEmpty()
          ? List.of()
          : List.of(Attempts.call(PortReachCheck.SECONDS, targets));
    }
  }

  private List<Integer> ports(HostInfo host) {
    return checker.rules(host).stream()
        .map(Rule::check)
        .filter(PortReachCheck.class::isInstance)
        .map(check -> ((PortReachCheck) check).port())
        .filter(port -> port.usedBy(host))
        .map(port -> port.on(host).number())
        .distinct()
        .toList();
  }

  private static List<Endpoint> endpoints(Listening listening) {
    return listening.ports().keySet().stream()
        .filter(port -> listening.hindrance(port).isEmpty())
        .map(port -> new Endpoint(listening.address().orElseThrow(), port))
        .toList();
  }

  private PortSide side(Answer<Answered> answer) {
    HostInfo info = info(answer.host());
    if (answer.value().isEmpty()) {
      return PortSide.lost(info, answer.problem().orElseThrow().summary());
    }
    Answered said = answer.value().get();
    String silence =
        said.missed()
            .or(() -> reason(said.opened()))
            .or(() -> said.second().stream().flatMap(read -> reason(read).stream()).findFirst())
            .orElse("it printed what cannot be understood");
    return new PortSide(
        info,
        Checker.readings(checker.calls(info), said.first()),
        listening(said.opened()),
        parsed(said.closed(), Listening::end),
        said.second().stream()
            .findFirst()
            .map(read -> parsed(read, Attempts::parse))
            .orElse(said.missed().isPresent() ? Optional.empty() : Optional.of(Map.of())),
        silence);
  }

  private static Optional<Listening> listening(Read read) {
    return parsed(read, Listening::parse);
  }

  private static Optional<String> reason(Read read) {
    return read instanceof Read.Failed failed
        ? Optional.of(failed.errors().strip())
        : Optional.empty();
  }

  /** What the parser makes of it; nothing when the host could not tell, or told nonsense. */
  private static <T> Optional<T> parsed(Read read, Function<Reading, T> parser) {
    if (!(read instanceof Read.Done done)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(done.reading()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
