package io.groundwork.modules.packages;

import io.groundwork.module.Snippet;

/** The snippets of the apt modules, each with the functions they share in front. */
final class AptScripts {

  private static final String SHARED = text("process.sh") + "\n" + text("apt.sh");
  private static final String SOURCES = SHARED + "\n" + text("apt_source.sh");

  static final Snippet PROBE = load(SHARED, "apt.probe.sh");
  static final Snippet REFRESH = load(SHARED, "apt.refresh.sh");
  static final Snippet INSTALL = load(SHARED, "apt.install.sh");
  static final Snippet MARK = load(SHARED, "apt.mark.sh");
  static final Snippet SWEEP = load(SHARED, "apt.sweep.sh");
  static final Snippet REPAIR = load(SHARED, "apt.repair.sh");
  static final Snippet REMOVE = load(SHARED, "apt.remove.sh");
  static final Snippet SOURCE_PROBE = load(text("apt_source.sh"), "apt_source.probe.sh");
  static final Snippet SOURCE_WRITE = load(SOURCES, "apt_source.write.sh");
  static final Snippet SOURCE_REMOVE = load("", "apt_source.remove.sh");

  private AptScripts() {}

  private static Snippet load(String shared, String file) {
    return new Snippet(file, shared + "\n" + text(file));
  }

  private static String text(String file) {
    return Snippet.resource(AptScripts.class, file).text();
  }
}
