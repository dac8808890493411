package io.groundwork.modules.files;

import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;

/** What stands in the way of something new at a path. */
final class Conflict {

  private Conflict() {}

  /** The path above that exists and is no directory, so that nothing can be made below it. */
  static Optional<Plan> obstacle(String path, PathState is) {
    if (!is.around().obstacle()) {
      return Optional.empty();
    }
    String above = HostPath.prefix(path, is.around().above().orElse(0));
    return Optional.of(
        Plan.impossible(
            Problem.of(path + " cannot be made: " + above + " is no directory")
                .withRemedy("remove " + above + " or choose another path")));
  }

  /** The directory that must be there before something is made in it, if it is not. */
  static List<Need> missingParent(String path, PathState is) {
    String parent = HostPath.parent(path);
    boolean missing =
        !is.exists()
            && is.around().above().isPresent()
            && !HostPath.prefix(path, is.around().above().getAsInt()).equals(parent);
    return missing
        ? List.of(
            new Need(
                Resource.path(parent),
                "directory " + parent + " does not exist; make it with a file task before"))
        : List.of();
  }
}
