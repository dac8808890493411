package io.groundwork.modules.system;

import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Groups of users. */
public final class GroupModule implements Module<GroupModule.Wanted, GroupModule.State> {

  private static final Snippet PROBE = Snippet.resource(GroupModule.class, "group.probe.sh");
  private static final Snippet CREATE = Snippet.resource(GroupModule.class, "group.create.sh");
  private static final Snippet MODIFY = Snippet.resource(GroupModule.class, "group.modify.sh");
  private static final Snippet REMOVE = Snippet.resource(GroupModule.class, "group.remove.sh");

  private static final Spec SPEC =
      Spec.of(
              "group",
              "Creates and removes groups of users",
              Parameter.of("name", Parameter.Type.STRING, "The group.").mandatory(),
              Parameter.of("gid", Parameter.Type.INTEGER, "Its number."),
              Parameter.of(
                      "system",
                      Parameter.Type.BOOLEAN,
                      "Take the number from those for the system, when it is created.")
                  .fallback("false"),
              Parameter.of(
                      "non_unique", Parameter.Type.BOOLEAN, "With gid: another may have it too.")
                  .fallback("false"),
              Parameter.of("state", Parameter.Type.STRING, "Whether it is to be there.")
                  .fallback("present")
                  .choices("present", "absent"))
          .refusing("local", "leave it out: groups are always those of the host's own /etc/group")
          .refusing("force", "leave it out: a primary group goes when its users are gone")
          .refusing("gid_min", "give gid, or set GID_MIN in /etc/login.defs with lineinfile before")
          .refusing("gid_max", "give gid, or set GID_MAX in /etc/login.defs with lineinfile before")
          .result("name", "the group")
          .result("gid", "its number")
          .example(
              """
              - name: Group of the platform
                group:
                  name: akd
                  gid: 1500
              """);

  private final String etc;

  public GroupModule() {
    this("/etc");
  }

  /**
   * @param etc directory of the file {@code group}
   */
  GroupModule(String etc) {
    this.etc = etc;
  }

  /** A group as it is to be. */
  public record Wanted(
      String name, OptionalLong gid, boolean system, boolean nonUnique, boolean present) {}

  /**
   * A group as it is.
   *
   * @param gid its number; empty when it is absent
   * @param owner another group that has the wanted number
   */
  public record State(Optional<String> gid, Optional<String> owner) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    return new Wanted(
        AccountName.of(params, "name", params.string("name")),
        params.optionalInteger("gid"),
        params.bool("system"),
        nonUnique(params),
        params.string("state").equals("present"));
  }

  private static boolean nonUnique(Params params) {
    boolean wanted = params.bool("non_unique");
    if (wanted && !params.has("gid")) {
      throw params.problem("non_unique", "goes with gid only");
    }
    return wanted;
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(etc, wanted.name(), gid(wanted)),
            reading -> {
              Fields fields = Fields.parse(reading);
              Optional<String> gid =
                  fields.has("absent") ? Optional.empty() : Optional.of(fields.get("gid"));
              return new State(gid, fields.optional("owner"));
            })
        .reading(Resource.group(wanted.name()));
  }

  private static String gid(Wanted wanted) {
    return wanted.gid().isPresent() ? String.valueOf(wanted.gid().getAsLong()) : "";
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    String name = wanted.name();
    if (!wanted.present()) {
      return Plan.of(
          is
              .gid()
              .map(
                  gid ->
                      Change.modifies(
                              "remove group " + name,
                              REMOVE.call(name),
                              Diff.value("group", name, "absent"))
                          .altering(Resource.group(name)))
              .stream()
              .toList(),
          "group " + name + " is absent");
    }
    String gid = gid(wanted);
    boolean right = is.gid().isPresent() && (gid.isEmpty() || gid.equals(is.gid().get()));
    if (right) {
      return Plan.holds("group " + name + " is there with gid " + is.gid().get());
    }
    if (is.owner().isPresent() && !wanted.nonUnique()) {
      return Plan.impossible(
          Problem.of("gid " + gid + " is already that of group " + is.owner().get())
              .withRemedy("give another gid, or non_unique: true"));
    }
    Change change =
        is.gid().isPresent()
            ? Change.modifies(
                "change group " + name + ": gid " + gid,
                MODIFY.call(name, gid, wanted.nonUnique() ? "yes" : "no"),
                Diff.value("gid", is.gid().get(), gid))
            : Change.modifies(
                "create group " + name, CREATE.call(arguments(wanted)), created(wanted));
    return Plan.of(change.altering(Resource.group(name)));
  }

  private static List<Diff> created(Wanted wanted) {
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("group", "absent", wanted.name()));
    if (wanted.gid().isPresent()) {
      diffs.add(Diff.value("gid", "", gid(wanted)));
    }
    return diffs;
  }

  private static Object[] arguments(Wanted wanted) {
    List<Object> arguments = new ArrayList<>();
    if (wanted.gid().isPresent()) {
      arguments.addAll(List.of("-g", gid(wanted)));
    }
    if (wanted.nonUnique()) {
      arguments.add("-o");
    }
    if (wanted.system()) {
      arguments.add("-r");
    }
    arguments.add(wanted.name());
    return arguments.toArray();
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    ImmutableMap.Builder<String, Object> result = ImmutableMap.builder();
    result.put("name", wanted.name());
    is.gid().ifPresent(gid -> result.put("gid", Long.valueOf(gid)));
    return result.buildOrThrow();
  }
}
