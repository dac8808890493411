package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Owner, group and mode that something should have; what is empty stays as it is.
 *
 * @param owner name or number of a user
 * @param group name or number of a group
 */
record WantedAttributes(Optional<String> owner, Optional<String> group, Optional<Mode> mode) {

  private static final String CONTEXT =
      "a file keeps its SELinux context, a new one gets the policy's; for another one take command"
          + " tasks: semanage fcontext, restorecon";

  static final WantedAttributes NONE =
      new WantedAttributes(Optional.empty(), Optional.empty(), Optional.empty());

  /** What Ansible takes for every file and no module here does. */
  static final Map<String, String> REFUSED =
      Map.of(
          "attributes", "take a command task: chattr",
          "attr", "take a command task: chattr",
          "unsafe_writes", "files are always replaced in one step: take it away",
          "seuser", CONTEXT,
          "serole", CONTEXT,
          "setype", CONTEXT,
          "selevel", CONTEXT);

  static final int NEW_FILE = 0644;
  static final int NEW_DIRECTORY = 0755;

  private static final int SET_ID = 06000;
  private static final Snippet SET = Snippet.resource(WantedAttributes.class, "attributes.sh");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NAME = Pattern.compile("[^-:\\s][^:\\s]*(?: [^:\\s]+)*");

  WantedAttributes {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(mode, "mode");
  }

  /** The parameters owner and group. */
  static List<Parameter> ownership() {
    return List.of(
        Parameter.of(
            "owner",
            Parameter.Type.STRING,
            "User that owns it: a name or a number. Not given: as"
                + " it is; what is new belongs to the user who makes it."),
        Parameter.of(
            "group",
            Parameter.Type.STRING,
            "Group that owns it: a name or a number. Not given:"
                + " as it is; what is new belongs to the group of the user who makes it."));
  }

  /** The parameters owner, group and mode, for a file. */
  static List<Parameter> forFile() {
    List<Parameter> all = new ArrayList<>(ownership());
    all.add(
        Parameter.of(
            "mode",
            Parameter.Type.MODE,
            "Mode of the file, as \"0644\" or \"u=rw,go=r\". Not"
                + " given: as it is; a new file gets 0644, whatever the umask."));
    return all;
  }

  /** The values of the three parameters. */
  static WantedAttributes of(Params params) {
    return of(params, params.mode("mode"));
  }

  static WantedAttributes of(Params params, Optional<Mode> mode) {
    return new WantedAttributes(account(params, "owner"), account(params, "group"), mode);
  }

  private static Optional<String> account(Params params, String parameter) {
    Optional<String> name = params.optional(parameter);
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      throw params.problem(parameter, "cannot be \"" + name.get() + "\": that is no name");
    }
    return name;
  }

  /** The owner to look up on the host; empty for a number or none. */
  String ownerName() {
    return owner.filter(name -> !NUMBER.matcher(name).matches()).orElse("");
  }

  /** The group to look up on the host; empty for a number or none. */
  String groupName() {
    return group.filter(name -> !NUMBER.matcher(name).matches()).orElse("");
  }

  /** What is missing on the host to give it to that owner and group. */
  List<Need> needs(PathState is) {
    List<Need> needs = new ArrayList<>();
    if (is.around().user().missing()) {
      needs.add(new Need(Resource.user(ownerName()), "there is no user \"" + ownerName() + "\""));
    }
    if (is.around().group().missing()) {
      needs.add(new Need(Resource.group(groupName()), "there is no group \"" + groupName() + "\""));
    }
    return needs;
  }

  /** The mode it should have in the end. */
  int modeAfter(PathState is, boolean directory) {
    int present =
        is.attributes()
            .filter(attributes -> attributes.type() != PathState.Type.LINK)
            .map(PathState.Attributes::mode)
            .orElse(directory ? NEW_DIRECTORY : NEW_FILE);
    return mode.map(wanted -> wanted.apply(present, directory)).orElse(present);
  }

  /** How the attributes of what is there differ; empty when nothing is there. */
  List<Diff> diffs(PathState is) {
    return is.attributes().map(present -> diffs(present, is.around())).orElse(List.of());
  }

  List<Diff> diffs(PathState.Attributes present, Surroundings around) {
    List<Diff> diffs = new ArrayList<>();
    if (otherOwner(present, around)) {
      diffs.add(Diff.value("owner", present.user(), owner.orElseThrow()));
    }
    if (otherGroup(present, around)) {
      diffs.add(Diff.value("group", present.group(), group.orElseThrow()));
    }
    int wanted = modeOf(present);
    if (wanted != present.mode()) {
      diffs.add(Diff.value("mode", Mode.show(present.mode()), Mode.show(wanted)));
    }
    return diffs;
  }

  /** The differences a new file or directory starts with. */
  List<Diff> fresh(boolean directory) {
    List<Diff> diffs = new ArrayList<>();
    owner.ifPresent(name -> diffs.add(Diff.value("owner", "", name)));
    group.ifPresent(name -> diffs.add(Diff.value("group", "", name)));
    int start = directory ? NEW_DIRECTORY : NEW_FILE;
    int wanted = mode.map(one -> one.apply(start, directory)).orElse(start);
    diffs.add(Diff.value("mode", "", Mode.show(wanted)));
    return diffs;
  }

  boolean otherOwner(PathState.Attributes present, Surroundings around) {
    return owner
        .filter(name -> !present.user().isEmpty() || present.uid() != PathState.Attributes.UNTOLD)
        .filter(name -> !name.equals(present.user()))
        .filter(name -> !name.equals(String.valueOf(present.uid())))
        .filter(name -> !around.user().is(present.uid()))
        .isPresent();
  }

  boolean otherGroup(PathState.Attributes present, Surroundings around) {
    return group
        .filter(name -> !present.group().isEmpty() || present.gid() != PathState.Attributes.UNTOLD)
        .filter(name -> !name.equals(present.group()))
        .filter(name -> !name.equals(String.valueOf(present.gid())))
        .filter(name -> !around.group().is(present.gid()))
        .isPresent();
  }

  /** The owner's number in the end; {@link PathState.Attributes#UNTOLD} where a host decides. */
  long uidAfter(Optional<PathState.Attributes> before, Surroundings around) {
    return after(
        owner, around.user(), before, PathState.Attributes::user, PathState.Attributes::uid);
  }

  /** The group's number in the end, likewise. */
  long gidAfter(Optional<PathState.Attributes> before, Surroundings around) {
    return after(
        group, around.group(), before, PathState.Attributes::group, PathState.Attributes::gid);
  }

  private static long after(
      Optional<String> wanted,
      Surroundings.Account account,
      Optional<PathState.Attributes> before,
      Function<PathState.Attributes, String> name,
      ToLongFunction<PathState.Attributes> number) {
    if (wanted.isEmpty()
        || before.filter(one -> name.apply(one).equals(wanted.get())).isPresent()) {
      return before.map(number::applyAsLong).orElse(PathState.Attributes.UNTOLD);
    }
    return NUMBER.matcher(wanted.get()).matches()
        ? Long.parseLong(wanted.get())
        : account.id().orElse(PathState.Attributes.UNTOLD);
  }

  /** The mode it should have; a link has none of its own. */
  int modeOf(PathState.Attributes present) {
    if (present.type() == PathState.Type.LINK) {
      return present.mode();
    }
    return mode.map(one -> one.apply(present.mode(), present.type() == PathState.Type.DIRECTORY))
        .orElse(present.mode());
  }

  /** The change that gives what is there these attributes; empty when it has them. */
  Optional<Change> change(String path, PathState is, boolean follow) {
    List<Diff> diffs = diffs(is);
    if (diffs.isEmpty()) {
      return Optional.empty();
    }
    PathState.Attributes present = is.present();
    String newOwner = otherOwner(present, is.around()) ? owner.orElse("") : "";
    String newGroup = otherGroup(present, is.around()) ? group.orElse("") : "";
    int bits = modeOf(present);
    // A change of owner takes the set-id bits away.
    boolean lost = !(newOwner + newGroup).isEmpty() && (bits & SET_ID) != 0;
    String newMode = bits != present.mode() || lost ? Mode.show(bits) : "";
    String subjects = String.join(" and ", diffs.stream().map(Diff::subject).toList());
    return Optional.of(
        Change.modifies(
                "set " + subjects + " of " + path,
                SET.call(path, newOwner, newGroup, newMode, follow ? "yes" : "no"),
                diffs)
            .leaving(Resource.path(path), after(is)));
  }

  private ForeseenPath after(PathState is) {
    PathState.Attributes present = is.present();
    Optional<PathState.Attributes> before = Optional.of(present);
    return new ForeseenPath(
        Optional.of(
            new PathState.Attributes(
                present.type(),
                modeOf(present),
                uidAfter(before, is.around()),
                owner.orElse(present.user()),
                gidAfter(before, is.around()),
                group.orElse(present.group()))),
        is.around().content().map(FileContent::of));
  }
}
