package io.groundwork.runner.json;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Map;

/** Problems for programs: {@code {"summary", "where": {"file", "line", "column"}, "remedy"}}. */
public final class ProblemJson {

  private ProblemJson() {}

  public static Map<String, Object> of(Problem problem) {
    return new JsonObject()
        .put("summary", problem.summary())
        .put("where", problem.where().map(ProblemJson::of))
        .put("remedy", problem.remedy())
        .tree();
  }

  static Map<String, Object> of(Position where) {
    return new JsonObject()
        .put("file", where.file())
        .put("line", where.line())
        .put("column", where.column())
        .tree();
  }

  /** The document in place of any other when a command could not start: {@code {"errors": […]}}. */
  public static Map<String, Object> document(List<Problem> problems) {
    return new JsonObject().put("errors", problems.stream().map(ProblemJson::of).toList()).tree();
  }
}
