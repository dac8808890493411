package io.groundwork.modules.postgresql;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import java.util.List;

/** How a task names a cluster. */
final class ClusterParameters {

  private ClusterParameters() {}

  static List<Parameter> parameters(String nameParameter) {
    return List.of(
        Parameter.of(
                "version",
                Parameter.Type.STRING,
                "Major version of the cluster, such as 16; never 16.1, which is a package's"
                    + " version.")
            .mandatory(),
        Parameter.of(nameParameter, Parameter.Type.STRING, "Name of the cluster.")
            .fallback("main"));
  }

  static String version(Params params) {
    String version = params.string("version");
    if (!version.matches("[1-9][0-9]")) {
      throw params.problem("version", "takes a major version such as 16, not \"" + version + "\"");
    }
    return version;
  }

  static String name(Params params, String nameParameter) {
    String name = params.string(nameParameter);
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.]{0,62}")) {
      throw params.problem(
          nameParameter, "takes letters, digits, \"_\" and \".\", not \"" + name + "\"");
    }
    return name;
  }
}
