package io.groundwork.requirements.check;

import java.util.Locale;
import java.util.Optional;

/** The ways to place the platform that the document knows. */
public enum Scheme {
  /** All of it on one host. */
  SINGLE,
  /** One control host, with the stores and the queue, and hosts that send. */
  TWO,
  /** Each kind of server has hosts of its own. */
  SEPARATE,
  /** A role of the control side has several hosts. */
  CLUSTER;

  /** The word for it in the data and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scheme> of(String word) {
    for (Scheme scheme : values()) {
      if (scheme.word().equals(word)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }
}
