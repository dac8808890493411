package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;

/** Snippets that fetch the tool they measure with, where they may. */
final class Fetching {

  private static final Snippet FETCH = Snippet.resource(Fetching.class, "fetch.sh");

  private Fetching() {}

  /** A snippet that has the function {@code bring}. */
  static Snippet snippet(String file) {
    return new Snippet(file, FETCH.text() + Snippet.resource(Fetching.class, file).text());
  }

  /** The word for such a snippet: whether it may fetch. */
  static String allowed(HostInfo host) {
    return host.settings().flag(Settings.DEEP_INSTALL) ? "install" : "no";
  }
}
