package io.groundwork.modules.files;

import io.groundwork.module.Mode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Ansible's file modules say about the file they dealt with. */
final class PathResult {

  private PathResult() {}

  /** owner, group, uid, gid, mode, state and, where known, size; nothing for what is absent. */
  static Map<String, Object> of(PathState is) {
    Map<String, Object> result = new LinkedHashMap<>();
    is.attributes()
        .ifPresent(
            present -> {
              result.put("owner", present.user());
              result.put("group", present.group());
              result.put("uid", present.uid());
              result.put("gid", present.gid());
              result.put("mode", Mode.show(present.mode()));
            });
    is.size().ifPresent(size -> result.put("size", size));
    result.put("state", state(is));
    return result;
  }

  private static String state(PathState is) {
    return switch (is.type()) {
      case ABSENT -> "absent";
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case LINK -> "link";
      case OTHER -> "other";
    };
  }
}
