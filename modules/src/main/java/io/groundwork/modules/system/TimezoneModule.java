package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code timezone}: the zone of a host's local time. */
public final class TimezoneModule implements Module<String, TimezoneModule.State> {

  private static final Snippet PROBE = Snippet.resource(TimezoneModule.class, "timezone.probe.sh");
  private static final Snippet SET = Snippet.resource(TimezoneModule.class, "timezone.set.sh");

  private static final Spec SPEC =
      Spec.of(
              "timezone",
              "Sets the zone of the host's local time",
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "The zone, such as Europe/Berlin or UTC. Programs that run already keep the"
                          + " old one until they start again.")
                  .mandatory())
          .example(
              """
              - name: Clocks show universal time
                timezone:
                  name: Etc/UTC
              """);

  /**
   * The zone of a host.
   *
   * @param zone what the local time follows; empty for none, which is UTC
   * @param named what the file {@code timezone} says, where there is one
   * @param known whether the host has the wanted zone
   * @param zones those it has, if not; empty where it has none at all
   */
  public record State(
      Optional<String> zone, Optional<String> named, boolean known, List<String> zones) {

    static State parse(Reading reading) {
      Fields fields = Fields.parse(reading);
      List<String> context = Splitter.on('\n').omitEmptyStrings().splitToList(reading.context());
      return new State(
          fields.optional("zone"),
          fields.optional("named"),
          fields.has("known"),
          context.isEmpty() ? List.of() : context.subList(1, context.size()));
    }
  }

  private final String etc;
  private final String zoneinfo;

  public TimezoneModule() {
    this("/etc", "/usr/share/zoneinfo");
  }

  /**
   * @param etc directory of {@code localtime} and {@code timezone}
   * @param zoneinfo directory of the zones
   */
  TimezoneModule(String etc, String zoneinfo) {
    this.etc = etc;
    this.zoneinfo = zoneinfo;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String wanted(Params params) {
    String name = params.string("name");
    if (!name.matches("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")) {
      throw params.problem("name", "takes a zone such as Europe/Berlin, not \"" + name + "\"");
    }
    return name;
  }

  @Override
  public Probe<State> probe(String wanted) {
    return Probe.of(PROBE.call(etc, zoneinfo, wanted), State::parse)
        .reading(Resource.path(etc + "/localtime"), Resource.path(zoneinfo));
  }

  @Override
  public Plan plan(String wanted, State is) {
    List<Diff> diffs = new ArrayList<>();
    if (is.zone().filter(wanted::equals).isEmpty()) {
      diffs.add(Diff.value("timezone", is.zone().orElse("UTC, since none is set"), wanted));
    }
    is.named()
        .filter(name -> !name.equals(wanted))
        .ifPresent(name -> diffs.add(Diff.value(etc + "/timezone", name, wanted)));
    if (!is.known() && !is.zones().isEmpty()) {
      return Plan.impossible(
          Problem.of("this host has no time zone \"" + wanted + "\"")
              .withRemedy(
                  Suggestion.didYouMean(wanted, is.zones())
                      .or(
                          () ->
                              Suggestion.closest("/" + wanted, tails(is.zones()))
                                  .map(tail -> "did you mean \"" + whole(is.zones(), tail) + "\"?"))
                      .orElse("give one of those in " + zoneinfo)));
    }
    if (diffs.isEmpty()) {
      return Plan.holds("the time zone is " + wanted);
    }
    Change change =
        Change.modifies(
                "set the time zone to " + wanted,
                SET.call(etc, zoneinfo, wanted, is.named().isPresent() ? "yes" : "no"),
                diffs)
            .altering(Resource.path(etc + "/localtime"), Resource.path(etc + "/timezone"));
    return Plan.of(change)
        .needing(
            is.known()
                ? List.of()
                : List.of(
                    new Need(
                        Resource.path(zoneinfo),
                        "this host knows no time zones; install the package tzdata before")));
  }

  /** The last parts of zones, for one who gives the city alone. */
  private static List<String> tails(List<String> zones) {
    return zones.stream()
        .filter(zone -> zone.contains("/"))
        .map(zone -> zone.substring(zone.lastIndexOf('/')))
        .toList();
  }

  private static String whole(List<String> zones, String tail) {
    return zones.stream().filter(zone -> zone.endsWith(tail)).findFirst().orElseThrow();
  }
}
