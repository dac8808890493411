package io.groundwork.requirements.check;

import java.util.Objects;

/** A browser that the document lists, and its oldest version that counts. */
public record Browser(String name, String from) {
  public Browser {
    Objects.requireNonNull(name, "name");
    ListedSystem.requireVersion(from);
  }
}
