package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings of the kernel: in the file from which they are set at boot, and in use. */
public final class SysctlModule implements Module<SysctlModule.Wanted, SysctlModule.State> {

  private static final String SHARED = Snippet.resource(SysctlModule.class, "sysctl.sh").text();
  private static final Snippet PROBE = load("sysctl.probe.sh");
  private static final Snippet LINE = load("sysctl.line.sh");
  private static final Snippet SET = Snippet.resource(SysctlModule.class, "sysctl.set.sh");
  private static final Splitter BLANKS =
      Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings().trimResults();

  private static final Spec SPEC =
      Spec.of(
              "sysctl",
              "Sets kernel settings, for the running kernel and for the next boot",
              Parameter.of("name", Parameter.Type.STRING, "The setting, such as vm.swappiness.")
                  .mandatory()
                  .alias("key"),
              Parameter.of("value", Parameter.Type.STRING, "Its value.").alias("val"),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "Whether the file is to set it. Absent leaves the value in use alone.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of("sysctl_file", Parameter.Type.PATH, "The file of settings.")
                  .fallback("/etc/sysctl.conf"),
              Parameter.of(
                      "reload",
                      Parameter.Type.BOOLEAN,
                      "Make the running kernel use the value. Unlike with Ansible, also when the"
                          + " file was right already and only the kernel differs.")
                  .fallback("true"),
              Parameter.of(
                      "sysctl_set",
                      Parameter.Type.BOOLEAN,
                      "The same as reload: it does not take both.")
                  .fallback("false"),
              Parameter.of(
                      "ignoreerrors",
                      Parameter.Type.BOOLEAN,
                      "Leave the running kernel alone where it does not know the setting.")
                  .fallback("false"))
          .example(
              """
              - name: Swap late
                sysctl:
                  name: vm.swappiness
                  value: 1
                  sysctl_file: /etc/sysctl.d/90-platform.conf
              """);

  /**
   * A setting as it is to be.
   *
   * @param name with dots between its parts
   * @param path the same with slashes, below {@code /proc/sys}
   * @param value one blank between words; empty when the file is not to set it
   * @param running whether the running kernel is to use it too
   */
  public record Wanted(
      String name,
      String path,
      Optional<String> value,
      String file,
      boolean running,
      boolean ignoreErrors) {}

  /**
   * A setting as it is.
   *
   * @param lines the lines of the file that set it
   * @param value the value in use, with one blank between words; empty when the kernel has none
   * @param unreadable whether the kernel has it and does not show it
   */
  public record State(List<String> lines, Optional<String> value, boolean unreadable) {}

  private final String kernel;

  public SysctlModule() {
    this("/proc/sys");
  }

  /**
   * @param kernel directory where the kernel shows its settings
   */
  SysctlModule(String kernel) {
    this.kernel = kernel;
  }

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(SysctlModule.class, file).text());
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String given = params.string("name").strip();
    if (!given.matches("[A-Za-z0-9_-]+([./][A-Za-z0-9_:@*-]+)+") || given.contains("*")) {
      throw params.problem("name", "takes a name such as vm.swappiness, not \"" + given + "\"");
    }
    boolean present = params.string("state").equals("present");
    if (present != params.has("value")) {
      throw params.problem("value", present ? "is missing" : "does not go with state absent");
    }
    if (params
        .optional("value")
        .filter(text -> text.isBlank() || text.contains("\n"))
        .isPresent()) {
      throw params.problem("value", "takes one line that is not empty");
    }
    return new Wanted(
        swapped(given, '.'),
        swapped(given, '/'),
        params.optional("value").map(SysctlModule::normal),
        params.string("sysctl_file"),
        params.bool("reload") || params.bool("sysctl_set"),
        params.bool("ignoreerrors"));
  }

  /** The first separator of a name tells what separates; the other one is part of the name. */
  private static String swapped(String name, char separator) {
    char first = name.charAt(name.replaceFirst("[./].*", "").length());
    if (first == separator) {
      return name;
    }
    StringBuilder swapped = new StringBuilder();
    for (char c : name.toCharArray()) {
      swapped.append(c == '.' ? '/' : c == '/' ? '.' : c);
    }
    return swapped.toString();
  }

  private static String normal(String value) {
    return String.join(" ", BLANKS.split(value));
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(wanted.file(), wanted.name(), wanted.path(), inUse(wanted)),
            reading -> {
              Fields fields = Fields.parse(reading);
              return new State(
                  fields.all("line"),
                  fields.optional("value").map(SysctlModule::normal),
                  fields.has("unreadable"));
            })
        .reading(Resource.path(wanted.file()), Resource.path(inUse(wanted)));
  }

  private String inUse(Wanted wanted) {
    return kernel + "/" + wanted.path();
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    String name = wanted.name();
    List<Change> changes = new ArrayList<>();
    String line = wanted.value().map(value -> name + "=" + value).orElse("");
    if (!isRight(wanted, is)) {
      changes.add(
          Change.modifies(
                  (line.isEmpty() ? "take " + name + " out of " : "set " + name + " in ")
                      + wanted.file(),
                  LINE.call(wanted.file(), name, wanted.path(), line),
                  Diff.text(wanted.file(), joined(is.lines()), line.isEmpty() ? "" : line + "\n"))
              .altering(Resource.path(wanted.file())));
    }
    boolean known = is.value().isPresent() || is.unreadable();
    if (wanted.running() && wanted.value().isPresent() && !known && !wanted.ignoreErrors()) {
      return Plan.impossible(
          Problem.of("the kernel of this host has no setting " + name)
              .withRemedy(
                  "load the kernel module that brings it, or give ignoreerrors: true or"
                      + " reload: false"));
    }
    if (wanted.running() && wanted.value().isPresent() && is.value().isPresent()) {
      String value = wanted.value().get();
      if (!value.equals(is.value().get())) {
        changes.add(
            Change.modifies(
                    "set " + name + " to " + value,
                    SET.call(inUse(wanted), value),
                    Diff.value(name, is.value().get(), value))
                .altering(Resource.path(inUse(wanted))));
      }
    }
    if (wanted.running() && wanted.value().isPresent() && is.unreadable() && !changes.isEmpty()) {
      // Nobody can read it back, so it is set when the file changes.
      String value = wanted.value().get();
      changes.add(Change.runs("set " + name + " to " + value, SET.call(inUse(wanted), value)));
    }
    return Plan.of(
        changes,
        wanted
            .value()
            .map(value -> name + " is " + value)
            .orElse(name + " is not set in " + wanted.file()));
  }

  private static boolean isRight(Wanted wanted, State is) {
    if (wanted.value().isEmpty()) {
      return is.lines().isEmpty();
    }
    if (is.lines().size() != 1) {
      return false;
    }
    String line = is.lines().get(0);
    return normal(line.substring(line.indexOf('=') + 1)).equals(wanted.value().get());
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
