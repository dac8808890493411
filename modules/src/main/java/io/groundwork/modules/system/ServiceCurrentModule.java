package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Outlook;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code service_current}: a service runs on its files as they are now. A handler does this only in
 * the run that changes a file; this also completes a run that was cut before its handlers.
 */
public final class ServiceCurrentModule
    implements Module<ServiceCurrentModule.Wanted, ServiceCurrentModule.State> {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Snippet PROBE =
      Snippet.resource(ServiceCurrentModule.class, "service_current.probe.sh");
  private static final Snippet RESTART = Unit.load("unit.restart.sh");

  private static final Spec SPEC =
      Spec.of(
              "service_current",
              "Restarts a running service that was started before its files last changed",
              SystemdModule.name().mandatory(),
              Parameter.of(
                      "files",
                      Parameter.Type.LIST,
                      "Absolute paths of what it reads when it starts: its configuration, its unit,"
                          + " or /var/lib/dpkg/info/PACKAGE.list for its program. Those that are"
                          + " not there do not count.")
                  .mandatory())
          .example(
              """
              - name: The broker uses its configuration
                service_current:
                  name: rabbitmq-server
                  files: [/etc/rabbitmq/rabbitmq.conf]
              """);

  /** A service and the files it has to have read. */
  public record Wanted(String unit, List<String> files) {
    public Wanted {
      files = List.copyOf(files);
    }
  }

  /** What a service runs on. */
  public enum Standing {
    /** The host does not run systemd. */
    NO_SYSTEMD,
    /** It does not run, so it will read them when it starts. */
    IDLE,
    /** It has read them. */
    CURRENT,
    /** They changed since. */
    OUTDATED
  }

  /**
   * What is.
   *
   * @param newer the files that changed since it was started
   */
  public record State(Standing standing, List<String> newer) {
    public State {
      newer = List.copyOf(newer);
    }

    static State parse(Reading reading) {
      Standing standing =
          switch (reading.state()) {
            case "no-systemd" -> Standing.NO_SYSTEMD;
            case "idle" -> Standing.IDLE;
            case "current" -> Standing.CURRENT;
            case "outdated" -> Standing.OUTDATED;
            default -> throw new IllegalArgumentException("\"" + reading.state() + "\"");
          };
      return new State(standing, LINES.splitToList(reading.context()));
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    List<String> files = params.strings("files");
    if (files.isEmpty() || !files.stream().allMatch(file -> file.matches("/[^\\s*?\\[]+"))) {
      throw params.problem("files", "takes absolute paths without blanks and wildcards");
    }
    return new Wanted(SystemdModule.unit(params).orElseThrow(), files);
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    Object[] values =
        Stream.concat(Stream.of(wanted.unit()), wanted.files().stream()).toArray(Object[]::new);
    Resource[] reads =
        Stream.concat(
                Stream.of(Unit.resource(wanted.unit())),
                wanted.files().stream().map(Resource::path))
            .toArray(Resource[]::new);
    return Probe.of(PROBE.call(values), State::parse)
        .reading(reads)
        .foreseeing((is, outlook) -> foresee(wanted, is, outlook));
  }

  private static Optional<State> foresee(Wanted wanted, State is, Outlook outlook) {
    if (is.standing() == Standing.NO_SYSTEMD || is.standing() == Standing.IDLE) {
      return Optional.empty();
    }
    List<String> newer =
        wanted.files().stream()
            .filter(
                file ->
                    is.newer().contains(file)
                        || outlook.of(Resource.path(file), Object.class).isPresent())
            .toList();
    return newer.isEmpty() ? Optional.empty() : Optional.of(new State(Standing.OUTDATED, newer));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    return switch (is.standing()) {
      case NO_SYSTEMD ->
          Plan.impossible(
              Problem.of("this host does not run systemd, so there is no unit " + wanted.unit())
                  .withRemedy("services can be managed on hosts with systemd only"));
      case IDLE -> Plan.holds(wanted.unit() + " does not run; it reads its files when it starts");
      case CURRENT -> Plan.holds(wanted.unit() + " was started after its files last changed");
      case OUTDATED ->
          Plan.of(
              Change.modifies(
                      "restart " + wanted.unit() + " for " + String.join(", ", is.newer()),
                      RESTART.call(wanted.unit(), "yes"),
                      Diff.value("runs on", "older files", "the files as they are"))
                  .altering(Unit.resource(wanted.unit()), Resource.PORTS));
    };
  }
}
