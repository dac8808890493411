package io.groundwork.modules.files;

import io.groundwork.text.Problem;
import java.util.Objects;

/** What a module does to the text of a file. */
interface TextEdit {

  /**
   * What came of it.
   *
   * @param text the text as it should be
   * @param message what Ansible says of it; can be empty
   */
  record Edited(String text, String message) {
    public Edited {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(message, "message");
    }
  }

  /** The text cannot be edited. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** The reason follows the file's path. */
    RefusedException(String reason, String remedy) {
      super(reason);
      this.remedy = remedy;
    }

    Problem problem(String path) {
      return Problem.of(path + " " + getMessage()).withRemedy(remedy);
    }
  }

  /**
   * Edits a text.
   *
   * @throws RefusedException when the text is nothing that can be edited so
   */
  Edited apply(String text) throws RefusedException;

  /** Whether something should be in the file, rather than not. */
  boolean present();

  /** What to say of a file that is as wanted, as in "has the line". */
  String holds();

  /** What it does to a file that has to be there for it, as in "with this line only". */
  String creates();

  /** Whether it may find something to do in what it made itself. */
  default boolean repeats() {
    return false;
  }
}
