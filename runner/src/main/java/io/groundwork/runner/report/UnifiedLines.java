package io.groundwork.runner.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.groundwork.module.Diff;
import java.util.List;

/** A text difference as a unified diff. */
public final class UnifiedLines {

  private static final int CONTEXT = 3;

  private UnifiedLines() {}

  /** The lines of the diff; the two sides are named after the subject. */
  public static List<String> of(Diff diff) {
    List<String> before = diff.before().lines().toList();
    List<String> after = diff.after().lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        before.isEmpty() ? "/dev/null" : diff.subject(),
        after.isEmpty() ? "/dev/null" : diff.subject(),
        before,
        DiffUtils.diff(before, after),
        CONTEXT);
  }
}
