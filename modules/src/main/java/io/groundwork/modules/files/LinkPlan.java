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

/** What {@code file} has to do for a link. */
final class LinkPlan {

  private static final Snippet LINK = Snippet.resource(LinkPlan.class, "link.sh");

  private LinkPlan() {}

  static Plan of(WantedPath wanted, PathState is) {
    boolean hard = wanted.state().equals(Optional.of(WantedPath.State.HARD));
    List<Need> needs = new ArrayList<>(wanted.attributes().needs(is));
    if (!is.around().source() && (hard || !wanted.force())) {
      needs.add(source(wanted, hard));
    }
    if (hard ? is.same() : is.link().equals(Optional.of(wanted.src()))) {
      return Plan.of(attributes(wanted, is), holds(wanted, hard)).needing(needs);
    }
    Optional<Plan> conflict = conflict(wanted, is, hard);
    if (conflict.isPresent()) {
      return conflict.get();
    }
    needs.addAll(Conflict.missingParent(wanted.path(), is));
    return Plan.of(change(wanted, is, hard)).needing(needs);
  }

  private static Need source(WantedPath wanted, boolean hard) {
    return new Need(
        Resource.path(wanted.source()),
        wanted.source()
            + " does not exist"
            + (hard ? "" : "; force: true makes the link all the same"));
  }

  private static String holds(WantedPath wanted, boolean hard) {
    return wanted.path() + " is a " + (hard ? "hard " : "") + "link to " + wanted.src();
  }

  private static List<Change> attributes(WantedPath wanted, PathState is) {
    if (is.isLink() && wanted.follow()) {
      return List.of(); // it leads nowhere: there is nothing to give attributes to
    }
    return wanted.attributes().change(wanted.path(), is, wanted.follow()).stream().toList();
  }

  private static Optional<Plan> conflict(WantedPath wanted, PathState is, boolean hard) {
    if (!is.exists()) {
      return Conflict.obstacle(wanted.path(), is);
    }
    if (is.link().isPresent() && !hard) {
      return Optional.empty();
    }
    String what = is.link().isPresent() ? "a link" : is.type().label();
    if (!wanted.force()) {
      return Optional.of(
          Plan.impossible(
              Problem.of(wanted.path() + " is " + what + ", not the wanted link")
                  .withRemedy("force: true replaces it")));
    }
    if (is.isDirectory() && is.link().isEmpty() && (hard || is.around().filled())) {
      return Optional.of(
          Plan.impossible(
              Problem.of(wanted.path() + " is a directory" + (hard ? "" : " that is not empty"))
                  .withRemedy("remove it with state: absent before")));
    }
    return Optional.empty();
  }

  private static Change change(WantedPath wanted, PathState is, boolean hard) {
    WantedAttributes attributes = wanted.attributes();
    String before = is.link().orElse(is.exists() ? is.type().label() : "");
    return Change.modifies(
            (is.exists() ? "point " : "link ") + wanted.path() + " to " + wanted.src(),
            LINK.call(
                wanted.path(),
                wanted.src(),
                hard ? "hard" : "link",
                attributes.owner().orElse(""),
                attributes.group().orElse(""),
                attributes.mode().map(LinkPlan::forEverybody).orElse(""),
                hard || wanted.follow() ? "yes" : "no"),
            Diff.value(hard ? "hard link" : "link", before, wanted.src()))
        .altering(Resource.path(wanted.path()));
  }

  /** The mode as chmod takes it; without letters in front the umask would have a say. */
  private static String forEverybody(Mode mode) {
    return String.join(
        ",",
        List.of(mode.text().split(",", -1)).stream()
            .map(clause -> "+-=".indexOf(clause.charAt(0)) >= 0 ? "a" + clause : clause)
            .toList());
  }
}
