package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code file} has to do, for each state but links. */
final class FilePlan {

  private static final Snippet DIRECTORY = Snippet.resource(FilePlan.class, "directory.sh");
  private static final Snippet REMOVE = Snippet.resource(FilePlan.class, "remove.sh");
  private static final Snippet TOUCH = Snippet.resource(FilePlan.class, "touch.sh");

  private FilePlan() {}

  static Plan of(WantedPath wanted, PathState is) {
    if (wanted.state().isEmpty()) {
      return is.exists() ? attributes(wanted, is) : notThere(wanted);
    }
    return switch (wanted.state().get()) {
      case FILE -> file(wanted, is);
      case DIRECTORY -> directory(wanted, is);
      case ABSENT -> absent(wanted, is);
      case TOUCH -> touch(wanted, is);
      case LINK, HARD -> LinkPlan.of(wanted, is);
    };
  }

  private static Plan file(WantedPath wanted, PathState is) {
    return switch (is.type()) {
      case ABSENT -> notThere(wanted);
      case FILE, OTHER -> attributes(wanted, is);
      case DIRECTORY, LINK -> isOther(wanted, is, "file");
    };
  }

  private static Plan notThere(WantedPath wanted) {
    String message =
        wanted.path()
            + " does not exist; state: touch makes an empty file, state: directory a"
            + " directory, the module copy a file with content";
    return Plan.holds("nothing is at " + wanted.path() + " to set the attributes of")
        .needing(List.of(new Need(Resource.path(wanted.path()), message)));
  }

  private static Plan isOther(WantedPath wanted, PathState is, String state) {
    String what = is.isLink() && wanted.follow() ? "a link that leads nowhere" : is.type().label();
    return Plan.impossible(
        Problem.of(wanted.path() + " is " + what + ", not a " + state)
            .withRemedy("remove it with state: absent before, or name another path"));
  }

  private static Plan directory(WantedPath wanted, PathState is) {
    return switch (is.type()) {
      case ABSENT ->
          Conflict.obstacle(wanted.path(), is).orElseGet(() -> makeDirectory(wanted, is));
      case DIRECTORY -> wanted.recurse() ? TreePlan.of(wanted, is) : attributes(wanted, is);
      case FILE, OTHER, LINK -> isOther(wanted, is, "directory");
    };
  }

  private static Plan makeDirectory(WantedPath wanted, PathState is) {
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("state", "absent", "directory"));
    diffs.addAll(wanted.attributes().fresh(true));
    Change change =
        Change.modifies(
                "create directory " + wanted.path(),
                DIRECTORY.call(
                    wanted.path(),
                    wanted
                        .attributes()
                        .mode()
                        .map(mode -> Mode.show(wanted.attributes().modeAfter(is, true)))
                        .orElse(""),
                    wanted.attributes().owner().orElse(""),
                    wanted.attributes().group().orElse("")),
                diffs)
            .altering(made(wanted.path(), is))
            .leaving(
                Resource.path(wanted.path()),
                ForeseenPath.made(
                    PathState.Type.DIRECTORY, wanted.attributes(), is, Optional.empty()));
    return Plan.of(change).needing(wanted.attributes().needs(is));
  }

  /** The directory and those above it that are missing. */
  static Resource[] made(String path, PathState is) {
    List<Resource> made = new ArrayList<>();
    String stop = HostPath.prefix(path, is.around().above().orElse(0));
    for (String one = path; one.length() > stop.length(); one = HostPath.parent(one)) {
      made.add(Resource.path(one));
    }
    return made.toArray(Resource[]::new);
  }

  private static Plan absent(WantedPath wanted, PathState is) {
    if (!is.exists()) {
      return Plan.holds("nothing is at " + wanted.path());
    }
    String was = (String) PathResult.of(is).get("state");
    return Plan.of(
        Change.modifies(
                "remove " + (is.isDirectory() ? "directory " : "") + wanted.path(),
                REMOVE.call(wanted.path(), is.isDirectory() ? "yes" : "no"),
                Diff.value("state", was, "absent"))
            .leaving(Resource.path(wanted.path()), ForeseenPath.NOTHING));
  }

  private static Plan touch(WantedPath wanted, PathState is) {
    if (!is.exists() || (is.isLink() && wanted.follow())) {
      Optional<Plan> obstacle = Conflict.obstacle(wanted.path(), is);
      return obstacle.orElseGet(() -> makeFile(wanted, is));
    }
    List<Change> changes =
        new ArrayList<>(
            wanted.attributes().change(wanted.path(), is, wanted.follow()).stream().toList());
    if (wanted.touch() != WantedPath.Times.NONE) {
      changes.add(
          Change.runs(
                  "touch " + wanted.path(),
                  TOUCH.call(
                      wanted.path(), wanted.touch().option(), wanted.follow() ? "yes" : "no"))
              .altering(Resource.path(wanted.path())));
    }
    return Plan.of(changes, holds(wanted, is)).needing(wanted.attributes().needs(is));
  }

  private static Plan makeFile(WantedPath wanted, PathState is) {
    List<Need> needs = new ArrayList<>(wanted.attributes().needs(is));
    needs.addAll(Conflict.missingParent(wanted.path(), is));
    Change change =
        new FileWrite(Validation.NONE, false, wanted.follow())
            .change(wanted.path(), FileContent.of(""), wanted.attributes(), is);
    return Plan.of(change).needing(needs);
  }

  private static Plan attributes(WantedPath wanted, PathState is) {
    return Plan.of(
            wanted.attributes().change(wanted.path(), is, wanted.follow()).stream().toList(),
            holds(wanted, is))
        .needing(wanted.attributes().needs(is));
  }

  static String holds(WantedPath wanted, PathState is) {
    return wanted.path()
        + " is as wanted ("
        + (is.isDirectory() ? "directory, " : "")
        + is.present().show()
        + ")";
  }
}
