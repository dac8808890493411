package io.groundwork.engine;

import io.groundwork.event.TaskResult;
import java.util.Map;

/** What one attempt came to. */
record Trial(TaskResult result, Map<String, Object> own) {}
