package io.groundwork.requirements.check;

import java.util.Objects;
import java.util.Optional;

/**
 * What a check found, before the tier that is asked for and the requirement's severity make an
 * outcome of it.
 */
public sealed interface Verdict {

  /** What was found, for people: {@code 7.6 GiB}. */
  String measured();

  /** What else there is to say, one sentence; empty for nothing. */
  String note();

  /** It holds. */
  record Met(String measured, String note) implements Verdict {
    public Met {
      Objects.requireNonNull(measured, "measured");
      Objects.requireNonNull(note, "note");
    }
  }

  /** It does not hold. */
  record NotMet(String measured, String note) implements Verdict {
    public NotMet {
      Objects.requireNonNull(measured, "measured");
      Objects.requireNonNull(note, "note");
    }
  }

  /**
   * It reaches a tier, or none.
   *
   * @param gauge the measured figure beside those of the tiers, where it is one
   */
  record Reaches(Reached reached, String measured, String note, Optional<Gauge> gauge)
      implements Verdict {
    public Reaches {
      Objects.requireNonNull(reached, "reached");
      Objects.requireNonNull(measured, "measured");
      Objects.requireNonNull(note, "note");
      Objects.requireNonNull(gauge, "gauge");
    }

    /** One without a figure. */
    public Reaches(Reached reached, String measured, String note) {
      this(reached, measured, note, Optional.empty());
    }
  }

  /**
   * It cannot be judged.
   *
   * @param note the reason
   */
  record Unknown(String measured, String note) implements Verdict {
    public Unknown {
      Objects.requireNonNull(measured, "measured");
      if (note.isBlank()) {
        throw new IllegalArgumentException("unknown, without a reason");
      }
    }
  }

  static Verdict unknown(String reason) {
    return new Unknown("not known", reason);
  }
}
