package io.groundwork.inventory;

import com.google.common.base.Splitter;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.TextFile;
import io.groundwork.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the patterns of a file where a limit names the file: {@code @failed,!db1}. */
final class LimitFiles {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private LimitFiles() {}

  static String expand(String limit) {
    if (limit.indexOf('@') < 0) {
      return limit;
    }
    List<String> parts = new ArrayList<>();
    for (String part : COMMAS.split(limit)) {
      if (part.startsWith("@")) {
        parts.addAll(patterns(Path.of(part.substring(1))));
      } else {
        parts.add(part);
      }
    }
    return String.join(",", parts);
  }

  private static List<String> patterns(Path file) {
    List<String> patterns =
        TextFile.read(file, Vault.EMPTY)
            .text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (patterns.isEmpty()) {
      throw new LoadException(
          Problem.at(Position.of(file.toString()), "this file names no host")
              .withRemedy("write a host, a group or a pattern on each line"));
    }
    return patterns;
  }
}
