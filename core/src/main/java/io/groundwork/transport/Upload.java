package io.groundwork.transport;

import io.groundwork.text.Shell;

/** The shell's side of writing a file that must not exist yet. */
final class Upload {

  private Upload() {}

  /**
   * Creates the file, says that it is ready for the content, and removes the file again when it did
   * not come whole.
   */
  static String script(String path, long size, String ready) {
    String file = Shell.quote(path);
    return """
        LC_ALL=C; export LC_ALL; umask 077; set -C
        [ ! -e %1$s ] || { echo "File exists" >&2; exit 1; }
        exec 3> %1$s || exit 1
        echo %2$s
        cat >&3 && exec 3>&- && [ "$(wc -c < %1$s)" -eq %3$d ] && exit 0
        rm -f %1$s
        echo "it did not arrive whole" >&2
        exit 1
        """
        .formatted(file, ready, size);
  }

  /** Why it failed, from what the shell and its commands said in the C locale. */
  static String reason(String said) {
    if (said.contains("No space left on device")) {
      return "the disk is full";
    }
    if (said.contains("Disk quota exceeded")) {
      return "the disk quota is used up";
    }
    if (said.contains("File exists") || said.contains("cannot overwrite existing file")) {
      return "it exists already";
    }
    return said.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.replaceFirst("^(/bin/)?[a-z]+: (line )?([0-9]+: )?", "").strip())
        .orElse("the host gave no reason");
  }
}
