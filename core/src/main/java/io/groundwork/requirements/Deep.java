package io.groundwork.requirements;

import io.groundwork.engine.CutException;
import io.groundwork.engine.HostReader;
import io.groundwork.engine.Survey;
import io.groundwork.engine.Survey.Answer;
import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.Check;
import io.groundwork.requirements.check.DeepCheck;
import io.groundwork.requirements.check.DeepStep;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.HostSpeedCheck;
import io.groundwork.requirements.check.HostSpeedCheck.Speed;
import io.groundwork.requirements.check.Readings;
import io.groundwork.requirements.check.UnreadableException;
import io.groundwork.requirements.check.Verdict;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes the measurements that take time and room. Disks and the line to the internet are measured
 * on all hosts at the same time, one after the other on each; then hosts send to each other, one
 * pair at a time.
 */
public final class Deep {

  /** What is measured, and how long it still takes. */
  @FunctionalInterface
  public interface Progress {
    /**
     * A measurement begins, or is announced.
     *
     * @param host where
     * @param what for people: {@code fio on /}
     * @param remaining about how long all that is left takes on this host, or of all pairs
     * @param bytes how much room this one takes meanwhile
     */
    void begins(String host, String what, Duration remaining, long bytes);

    /** Nothing is measured on that host, for now or any longer. */
    default void rests(String host) {}
  }

  private static final Duration PAIR = Duration.ofSeconds(HostSpeedCheck.SECONDS + 2);

  private final Checker checker;
  private final Progress progress;

  /**
   * @param progress told of each measurement before it begins; from several threads
   */
  public Deep(Checker checker, Progress progress) {
    this.checker = checker;
    this.progress = progress;
  }

  /** Whether a check judges by what is measured here. */
  static boolean measures(Check check) {
    return check instanceof DeepCheck || check instanceof HostSpeedCheck;
  }

  /**
   * What to measure on one host besides the pairs, nothing twice.
   *
   * @param readings what the host has answered to the calls of the checks
   */
  public List<DeepStep> steps(HostInfo host, Readings readings) {
    List<DeepStep> steps = new ArrayList<>();
    for (Rule rule : checker.rules(host)) {
      if (rule.check() instanceof DeepCheck deep) {
        try {
          steps.addAll(deep.steps(host, readings));
        } catch (UnreadableException e) {
          // The check says the same when it judges.
        }
      }
    }
    return steps.stream().distinct().toList();
  }

  /**
   * Makes the measurements of one host.
   *
   * @return the readings and what was measured
   */
  public Readings measure(HostInfo host, Readings readings, HostReader reader)
      throws CutException, BecomeException {
    List<DeepStep> steps = steps(host, readings);
    Map<Snippet.Call, Read> measured = new LinkedHashMap<>();
    try {
      for (int next = 0; next < steps.size(); next++) {
        DeepStep step = steps.get(next);
        Duration left =
            steps.subList(next, steps.size()).stream()
                .map(DeepStep::time)
                .reduce(Duration.ZERO, Duration::plus);
        progress.begins(host.name(), step.title(), left, step.bytes());
        measured.put(step.call(), reader.read(List.of(step.call())).get(0));
      }
    } finally {
      progress.rests(host.name());
    }
    return readings.with(measured);
  }

  /**
   * Makes those of many hosts at the same time.
   *
   * @param asked what each host has answered; those that could not be asked are left out
   * @return for each the readings and what was measured
   */
  Map<HostInfo, Readings> measure(
      Map<HostInfo, Readings> asked,
      Map<HostInfo, Host> hosts,
      Survey survey,
      Connector connector) {
    Map<Host, HostInfo> infos = new LinkedHashMap<>();
    asked.forEach(
        (info, readings) -> {
          progress.rests(info.name());
          if (!steps(info, readings).isEmpty()) {
            infos.put(hosts.get(info), info);
          }
        });
    Map<HostInfo, Readings> measured = new LinkedHashMap<>(asked);
    survey
        .ask(
            List.copyOf(infos.keySet()),
            connector,
            begun -> {},
            (host, scope, reader) -> measure(infos.get(host), asked.get(infos.get(host)), reader))
        .forEach(
            answer -> {
              HostInfo info = infos.get(answer.host());
              measured.put(
                  info,
                  answer
                      .value()
                      .orElseGet(
                          () ->
                              lost(
                                  info,
                                  asked.get(info),
                                  answer.problem().orElseThrow().summary())));
            });
    return measured;
  }

  private Readings lost(HostInfo host, Readings readings, String reason) {
    Map<Snippet.Call, Read> failed = new LinkedHashMap<>();
    steps(host, readings).forEach(step -> failed.put(step.call(), new Read.Failed(1, reason)));
    return readings.with(failed);
  }

  /**
   * Has hosts send to those whose services they use, one pair at a time.
   *
   * @param hosts those that answer
   * @param address of each, where its services listen
   * @return verdicts of the requirement for each sender's name, by the requirement's id
   */
  Map<String, Map<String, Verdict>> pairs(
      Map<HostInfo, Host> hosts,
      Function<HostInfo, String> address,
      Survey survey,
      Connector connector) {
    Map<String, HostInfo> byName = new LinkedHashMap<>();
    hosts.keySet().forEach(host -> byName.put(host.name(), host));
    Map<String, Map<String, Verdict>> told = new LinkedHashMap<>();
    long left = hosts.keySet().stream().mapToLong(host -> targets(host).size()).sum();
    for (HostInfo from : hosts.keySet()) {
      Map<String, Verdict> verdicts = new LinkedHashMap<>();
      Map<String, Speed> speeds = new LinkedHashMap<>();
      for (String target : targets(from)) {
        progress.begins(from.name(), "throughput to " + target, PAIR.multipliedBy(left--), 0);
        HostInfo to = byName.get(target);
        speeds.put(
            target,
            to == null
                ? Speed.none(target, "it was not checked with it, or could not be reached")
                : speed(hosts, from, to, address.apply(to), survey, connector));
      }
      progress.rests(from.name());
      for (Rule rule : checker.rules(from)) {
        if (rule.check() instanceof HostSpeedCheck check) {
          verdicts.put(
              rule.requirement().id(),
              check.verdict(check.targets(from).stream().map(speeds::get).toList()));
        }
      }
      told.put(from.name(), verdicts);
    }
    return told;
  }

  private List<String> targets(HostInfo host) {
    return check(host).map(check -> check.targets(host)).orElse(List.of());
  }

  private Optional<HostSpeedCheck> check(HostInfo host) {
    return checker.rules(host).stream()
        .map(Rule::check)
        .filter(HostSpeedCheck.class::isInstance)
        .map(HostSpeedCheck.class::cast)
        .findFirst();
  }

  private Speed speed(
      Map<HostInfo, Host> hosts,
      HostInfo from,
      HostInfo to,
      String address,
      Survey survey,
      Connector connector) {
    HostSpeedCheck check = new HostSpeedCheck(checker.catalogue().tables(), 0);
    boolean iperf3 =
        Stream.of(from, to)
            .allMatch(
                one ->
                    read(hosts.get(one), HostSpeedCheck.asksForIperf3(one), survey, connector)
                            instanceof Read.Done done
                        && HostSpeedCheck.has(done.reading()));
    Read waiting = read(hosts.get(to), check.receive(to, address, iperf3), survey, connector);
    if (!(waiting instanceof Read.Done open)) {
      return Speed.none(to.name(), reason(waiting));
    }
    OptionalInt port = HostSpeedCheck.port(open.reading());
    if (port.isEmpty()) {
      return parsed(to.name(), open);
    }
    int number = port.getAsInt();
    Snippet.Call send =
        iperf3
            ? HostSpeedCheck.sendWithIperf3(from, address, number)
            : HostSpeedCheck.send(address, number);
    Read sent = read(hosts.get(from), send, survey, connector);
    return sent instanceof Read.Done done
        ? parsed(to.name(), done)
        : Speed.none(to.name(), reason(sent));
  }

  private static Speed parsed(String target, Read.Done done) {
    try {
      return HostSpeedCheck.speed(target, done.reading());
    } catch (IllegalArgumentException e) {
      return Speed.none(target, "it printed what cannot be understood: " + e.getMessage());
    }
  }

  private static String reason(Read read) {
    return read instanceof Read.Failed failed ? failed.errors().strip() : "it did not answer";
  }

  private static Read read(Host host, Snippet.Call call, Survey survey, Connector connector) {
    Answer<Read> answer =
        survey
            .ask(
                List.of(host),
                connector,
                begun -> {},
                (one, scope, reader) -> reader.read(List.of(call)).get(0))
            .get(0);
    return answer
        .value()
        .orElseGet(() -> new Read.Failed(1, answer.problem().orElseThrow().summary()));
  }
}
