package io.groundwork.modules.files;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a file goes.
 *
 * @param path absolute path of the file, or of a directory to put it in
 * @param name what to call it there if {@code path} is a directory; empty if it must be none
 * @param directory whether {@code path} can only be a directory
 */
record FileDest(String path, String name, boolean directory) {

  FileDest {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(name, "name");
  }

  /** The path of the file itself. */
  String file(PathState is) {
    return directory || is.inside() ? HostPath.inside(path, name) : path;
  }

  /** Whether it can only be a directory, and nothing is there. */
  boolean isMissing(PathState is) {
    return directory && !is.inside() && !is.exists();
  }

  /** Why no file can be there, if it cannot. */
  Optional<Plan> conflict(PathState is) {
    if (directory && is.exists() && !is.inside()) {
      return Optional.of(
          Plan.impossible(
              Problem.of(path + " is " + is.type().label() + ", not a directory")
                  .withRemedy("leave the slash at the end of dest away to replace it")));
    }
    return switch (is.type()) {
      case ABSENT -> Conflict.obstacle(file(is), is);
      case DIRECTORY ->
          Optional.of(
              Plan.impossible(
                  Problem.of(file(is) + " is a directory, no file can take its place")
                      .withRemedy("name a file in it, or remove it before")));
      case OTHER ->
          Optional.of(
              Plan.impossible(
                  Problem.of(file(is) + " is neither file nor directory")
                      .withRemedy("choose another path")));
      case FILE, LINK -> Optional.empty();
    };
  }

  /** What has to be there before. */
  List<Need> needs(WantedAttributes attributes, PathState is) {
    ImmutableList.Builder<Need> needs = ImmutableList.builder();
    needs.addAll(attributes.needs(is));
    if (directory && !is.inside()) {
      needs.add(
          new Need(
              Resource.path(path),
              "directory " + path + " does not exist; make it with a file task before"));
    } else {
      needs.addAll(Conflict.missingParent(file(is), is));
    }
    return needs.build();
  }
}
