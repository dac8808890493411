package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import java.util.List;
import java.util.Map;

/** What {@code copy} wants: a file, or a directory with all that is in it. */
sealed interface WantedCopy permits WantedFile, WantedRemote, WantedTree {

  /** How to read what is there: one state for each path that matters. */
  Probe<List<PathState>> looks();

  Plan plan(List<PathState> is);

  Map<String, Object> result(List<PathState> is, List<Execution> executions);
}
