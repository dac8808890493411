package io.groundwork.modules.differential;

import java.util.List;
import java.util.Map;

/** One of the two that are compared. */
interface Tool {

  /** Gives it the cases in order, each whatever became of those before. */
  Map<Case, Told> run(Pass pass, List<Case> cases) throws Exception;
}
