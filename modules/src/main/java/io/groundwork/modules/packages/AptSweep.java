package io.groundwork.modules.packages;

import java.util.Locale;

/** What can be done to the packages of a host as a whole. */
enum AptSweep {
  UPGRADE("upgrade packages", "every package is up to date"),
  DIST_UPGRADE(
      "upgrade packages, also where others come or go for it", "every package is up to date"),
  FIXED("repair broken dependencies", "no dependency is broken"),
  BUILD_DEP("install what is needed to build", "what is needed to build is there"),
  AUTOREMOVE("remove packages that nothing needs any more", "no package is left over"),
  AUTOCLEAN("remove package files that cannot be downloaded any more", "no package file is stale"),
  CLEAN("remove downloaded package files", "no package file is kept");

  private final String summary;
  private final String idle;

  AptSweep(String summary, String idle) {
    this.summary = summary;
    this.idle = idle;
  }

  /** What the snippets call it, and mostly apt-get too. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static AptSweep of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String summary() {
    return summary;
  }

  /** The reason why there is nothing to do. */
  String idle() {
    return idle;
  }

  /** Whether fresh package lists can bring it something to do. */
  boolean dependsOnLists() {
    return this == UPGRADE || this == DIST_UPGRADE;
  }
}
