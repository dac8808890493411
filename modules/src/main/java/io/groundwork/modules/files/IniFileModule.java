package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ini_file}: an option of a file with sections has its values, or is not there. */
public final class IniFileModule implements Module<WantedEdit, PathState> {

  private static final Spec SPEC =
      Spec.of(
              "ini_file",
              "Sets and removes options of a file with sections, and leaves all else as it is",
              Parameter.of("path", Parameter.Type.PATH, "The file, at most 1 MiB.")
                  .alias("dest")
                  .mandatory(),
              Parameter.of(
                  "section",
                  Parameter.Type.STRING,
                  "Name of the section, which is added at the end if it is missing. Not given:"
                      + " what stands before the first section."),
              Parameter.of(
                  "section_has_values",
                  Parameter.Type.LIST,
                  "Of several sections of that name, the first that has all of these: a list of"
                      + " mappings with option, and value or values."),
              Parameter.of(
                  "option",
                  Parameter.Type.STRING,
                  "Name of the option. Not given: the section as a whole."),
              Parameter.of("value", Parameter.Type.STRING, "Its value."),
              Parameter.of(
                  "values",
                  Parameter.Type.LIST,
                  "Its values, if it has several: each has a line of its own."),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "present: the option has the value; a line that is commented out is used for"
                          + " it. absent: there is no such option, or section.")
                  .choices("present", "absent")
                  .fallback("present"),
              Parameter.of(
                      "exclusive",
                      Parameter.Type.BOOLEAN,
                      "The option has no other values, and its further lines, also those commented"
                          + " out, go. With state: absent it goes whatever its value. false: only"
                          + " these values are added or removed.")
                  .fallback("true"),
              Parameter.of(
                      "no_extra_spaces",
                      Parameter.Type.BOOLEAN,
                      "Write option=value, not option = value.")
                  .fallback("false"),
              Parameter.of(
                      "ignore_spaces",
                      Parameter.Type.BOOLEAN,
                      "Leave a line that differs only in spaces around the equals sign.")
                  .fallback("false"),
              Parameter.of(
                      "allow_no_value",
                      Parameter.Type.BOOLEAN,
                      "An option may have no value, and is then written without equals sign.")
                  .fallback("false"),
              Parameter.of(
                      "create",
                      Parameter.Type.BOOLEAN,
                      "Make a file that is not there, and the directories above it.")
                  .fallback("true"),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "Write the file that a link at path points to; false: replace the link.")
                  .fallback("false"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter(), Validation.parameter()))
          .result("path", "the file")
          .result("msg", "what was done, such as option added")
          .result("mode", "such as 0644; beside it owner, uid, group, gid and size")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The journal takes at most a gigabyte
                ini_file:
                  path: /etc/systemd/journald.conf
                  section: Journal
                  option: SystemMaxUse
                  value: 1G
                  no_extra_spaces: true
                notify: restart journald
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedEdit wanted(Params params) {
    boolean present = params.string("state").equals("present");
    boolean valueless = params.bool("allow_no_value");
    Optional<String> section = params.optional("section").filter(name -> !name.isEmpty());
    Optional<String> option = params.optional("option");
    List<String> values = values(params);
    if (present && values.isEmpty() && !valueless) {
      throw params.problem(
          "value", "or values is missing; allow_no_value: true is for options that have none");
    }
    if (option.isEmpty() && !values.isEmpty()) {
      throw params.problem("option", "is missing: a value is that of an option");
    }
    if (option.isEmpty() && section.isEmpty()) {
      throw params.problem("give section, option or both");
    }
    IniEdit edit =
        new IniEdit(
            section,
            option,
            values,
            present,
            new IniEdit.Style(
                params.bool("no_extra_spaces") ? "=" : " = ",
                valueless,
                !params.bool("ignore_spaces")),
            params.bool("exclusive"),
            conditions(params));
    if (!edit.conditions().isEmpty() && section.isEmpty()) {
      throw params.problem("section_has_values", "goes with section, which is missing");
    }
    return new WantedEdit(
        HostPath.clean(params.string("path")),
        edit,
        WantedAttributes.of(params),
        new FileWrite(Validation.of(params), params.bool("backup"), params.bool("follow")),
        params.bool("create"));
  }

  private static List<String> values(Params params) {
    Optional<String> value = params.optional("value");
    List<String> values = params.strings("values");
    if (value.isPresent() && params.has("values")) {
      throw params.problem("give value or values, not both");
    }
    return value.map(List::of).orElse(values);
  }

  private static List<IniEdit.Condition> conditions(Params params) {
    List<IniEdit.Condition> conditions = new ArrayList<>();
    for (Object item : params.list("section_has_values")) {
      boolean right =
          item instanceof Map<?, ?> map
              && map.get("option") instanceof String
              && List.of("option", "value", "values").containsAll(map.keySet());
      if (!right) {
        throw params.problem(
            "section_has_values", "takes a list of mappings with option, and value or values");
      }
      Map<?, ?> map = (Map<?, ?>) item;
      List<String> values = new ArrayList<>();
      Optional.ofNullable(map.get("value")).map(String::valueOf).ifPresent(values::add);
      if (map.get("values") instanceof List<?> several) {
        several.forEach(one -> values.add(String.valueOf(one)));
      }
      conditions.add(new IniEdit.Condition((String) map.get("option"), values));
    }
    return conditions;
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
