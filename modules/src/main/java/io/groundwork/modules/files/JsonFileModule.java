package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code json_file}: a JSON file has these values, or one of them is not there. */
public final class JsonFileModule implements Module<WantedEdit, PathState> {

  private static final Spec SPEC =
      Spec.of(
              "json_file",
              "Sets and removes values in a JSON file, and leaves all else as it is written",
              EditParameters.path(),
              Parameter.of(
                  "value",
                  Parameter.Type.ANY,
                  "What should be there. A mapping is merged with the object that is there, key by"
                      + " key and to any depth; anything else, also a list, takes the place of"
                      + " what is there. Where the file has a number, a text that is a number is"
                      + " one."),
              Parameter.of(
                      "pointer",
                      Parameter.Type.STRING,
                      "Where, by RFC 6901: \"/servers/0/host\"; objects that are missing on the"
                          + " way are made. - is a new item of an array, unless an item is the"
                          + " same. Not given: the whole file, whose value is a mapping.")
                  .fallback(""),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "present: the value is there. absent: there is nothing at the pointer.")
                  .choices("present", "absent")
                  .fallback("present"),
              Parameter.of(
                      "create",
                      Parameter.Type.BOOLEAN,
                      "Make a file that is not there, and the directories above it.")
                  .fallback("false"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("path", "the file")
          .result("msg", "what was done: values set, or value removed")
          .result("mode", "such as 0644; beside it owner, uid, group, gid and size")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The service listens on all addresses
                json_file:
                  path: /etc/service/main.json
                  value:
                    listen: {address: 0.0.0.0, port: 8080}
              """)
          .example(
              """
              - name: The first server logs nothing
                json_file:
                  path: /etc/service/main.json
                  pointer: /servers/0/log
                  state: absent
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedEdit wanted(Params params) {
    boolean present = params.string("state").equals("present");
    JsonPointer pointer = pointer(params);
    Optional<Object> value = params.any("value");
    if (present && value.isEmpty()) {
      throw params.problem("value", "is missing: state: present needs it");
    }
    if (!present && value.isPresent()) {
      throw params.problem("value", "has no meaning with state: absent; the pointer says it all");
    }
    if (!present && pointer.isRoot()) {
      throw params.problem("pointer", "is missing: it says what should be absent");
    }
    if (present && pointer.isRoot() && !(value.get() instanceof Map)) {
      throw params.problem("value", "is no mapping; without pointer a mapping is merged");
    }
    return new WantedEdit(
        HostPath.clean(params.string("path")),
        new JsonEdit(pointer, value),
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), true),
        params.bool("create"));
  }

  private static JsonPointer pointer(Params params) {
    try {
      return JsonPointer.of(params.string("pointer"));
    } catch (IllegalArgumentException e) {
      throw params.problem("pointer", e.getMessage());
    }
  }

  @Override
  public Probe<PathState> probe(WantedEdit wanted) {
    return wanted.question().probe();
  }

  @Override
  public Plan plan(WantedEdit wanted, PathState is) {
    return wanted.plan(is);
  }

  @Override
  public Map<String, Object> result(WantedEdit wanted, PathState is, List<Execution> executions) {
    return wanted.result(is, executions);
  }
}
