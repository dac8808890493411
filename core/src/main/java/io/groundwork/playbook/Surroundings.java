package io.groundwork.playbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a list of tasks stands, and what it inherits from there.
 *
 * @param role the role they belong to
 * @param keywords of the play, the role and the blocks around them
 * @param places the blocks around them
 * @param base the directory of the file they are in
 * @param open the files and roles that are being taken in, from the outside in
 * @param play what their play gathers of its roles
 * @param handlers whether they are handlers
 */
record Surroundings(
    Optional<Role> role,
    Keywords keywords,
    List<Line.Place> places,
    Path base,
    List<Path> open,
    PlayRoles play,
    boolean handlers) {

  Surroundings {
    places = List.copyOf(places);
    open = List.copyOf(open);
  }

  static Surroundings of(Keywords play, Path directory, PlayRoles roles, boolean handlers) {
    return new Surroundings(
        Optional.empty(), play, List.of(), directory, List.of(), roles, handlers);
  }

  /** The same with further keywords of something inside. */
  Surroundings with(Keywords inner) {
    return new Surroundings(role, inner.inside(keywords), places, base, open, play, handlers);
  }

  /** Inside a part of a block. */
  Surroundings in(Line.Place place) {
    List<Line.Place> deeper = new ArrayList<>(places);
    deeper.add(place);
    return new Surroundings(role, keywords, deeper, base, open, play, handlers);
  }

  /** In a file that is being taken in here. */
  Surroundings inFile(Path file) {
    List<Path> deeper = new ArrayList<>(open);
    deeper.add(file);
    Path directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    return new Surroundings(role, keywords, places, directory, deeper, play, handlers);
  }

  /** In a role that is being taken in here. */
  Surroundings inRole(Role inner) {
    List<Path> deeper = new ArrayList<>(open);
    deeper.add(inner.directory());
    return new Surroundings(
        Optional.of(inner),
        keywords,
        places,
        inner.directory().resolve("tasks"),
        deeper,
        play,
        handlers);
  }

  /** The same for the handlers of the role. */
  Surroundings ofHandlers() {
    return new Surroundings(
        role,
        new Keywords(
            keywords.settings(),
            keywords.when(),
            keywords.tags(),
            keywords.vars(),
            keywords.environment(),
            List.of()),
        List.of(),
        role.map(one -> one.directory().resolve("handlers")).orElse(base),
        open,
        play,
        true);
  }

  /** Apart from the blocks around it, for what is taken in while the run is under way. */
  Surroundings apart() {
    return new Surroundings(role, keywords, List.of(), base, open, new PlayRoles(play), handlers);
  }
}
