package io.groundwork.modules.files;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code file} wants at a path.
 *
 * @param path absolute
 * @param state what should be there; empty for whatever is there
 * @param src what a link points to, as the task says it; empty for anything else
 * @param recurse whether all below a directory gets the attributes too
 * @param force whether a link may replace something else and may lead nowhere
 * @param follow whether the attributes are for what a link points to
 * @param touch which times {@code touch} sets
 */
record WantedPath(
    String path,
    Optional<State> state,
    String src,
    WantedAttributes attributes,
    boolean recurse,
    boolean force,
    boolean follow,
    Times touch) {

  /** The states of the module. */
  enum State {
    FILE,
    DIRECTORY,
    ABSENT,
    TOUCH,
    LINK,
    HARD;

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Which times {@code touch} sets on what exists. */
  enum Times {
    NONE(""),
    ACCESS("-a"),
    MODIFICATION("-m"),
    BOTH("");

    private final String option;

    Times(String option) {
      this.option = option;
    }

    /** How {@code touch} is told; nothing for both. */
    String option() {
      return option;
    }
  }

  WantedPath {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(src, "src");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(touch, "touch");
  }

  boolean isLink() {
    return state.equals(Optional.of(State.LINK)) || state.equals(Optional.of(State.HARD));
  }

  /** Where the source of a link is on the host; empty for anything else. */
  String source() {
    return src.isEmpty() || src.startsWith("/") ? src : HostPath.inside(HostPath.parent(path), src);
  }

  PathQuestion question() {
    boolean whatItPointsTo = follow && !state.equals(Optional.of(State.ABSENT));
    PathQuestion question = PathQuestion.about(path, attributes, whatItPointsTo);
    if (isLink()) {
      return question.source(source());
    }
    return recurse ? question.below() : question;
  }
}
