package io.groundwork.modules.system;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code hostname}: what a host calls itself, now and after a boot. */
public final class HostnameModule implements Module<HostnameModule.Wanted, HostnameModule.State> {

  private static final Snippet PROBE = Snippet.resource(HostnameModule.class, "hostname.probe.sh");
  private static final Snippet SET = Snippet.resource(HostnameModule.class, "hostname.set.sh");

  /** What the kernel takes. */
  private static final int LONGEST = 64;

  private static final Spec SPEC =
      Spec.of(
              "hostname",
              "Gives the host its name, now and after a boot",
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "The name, at most 64 characters. The hosts file is left alone: see"
                          + " hosts_entry.")
                  .mandatory(),
              Parameter.of(
                      "use",
                      Parameter.Type.STRING,
                      "How it is set: by hostnamectl, or in /etc/hostname and the kernel (debian)."
                          + " Not given: by hostnamectl where systemd runs.")
                  .choices("systemd", "debian"))
          .result("name", "the name")
          .example(
              """
              - name: The host is called what the inventory calls it
                hostname:
                  name: ${inventory_hostname}
              """);

  /** A name as it is to be, and how it is set. */
  public record Wanted(String name, String how) {}

  /**
   * The names that a host has.
   *
   * @param configured for the next boot; empty for none
   * @param running the kernel's
   */
  public record State(String configured, String running) {}

  private final String etc;
  private final String kernel;

  public HostnameModule() {
    this("/etc", "/proc/sys/kernel/hostname");
  }

  /**
   * @param etc directory of the file {@code hostname}
   * @param kernel file where the kernel shows and takes its name
   */
  HostnameModule(String etc, String kernel) {
    this.etc = etc;
    this.kernel = kernel;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String name = params.string("name");
    String label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    if (name.length() > LONGEST || !name.matches(label + "(\\." + label + ")*")) {
      throw params.problem(
          "name",
          "takes up to 64 letters, digits, \"-\" and dots, and starts and ends with a letter or"
              + " digit; not \""
              + name
              + "\"");
    }
    String how =
        params.optional("use").map(use -> use.equals("systemd") ? "systemd" : "file").orElse("");
    return new Wanted(name, how);
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(etc, kernel),
            reading -> {
              Fields fields = Fields.parse(reading);
              return new State(fields.get("static"), fields.get("kernel"));
            })
        .reading(Resource.path(etc + "/hostname"), Resource.path(kernel));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    List<Diff> diffs = new ArrayList<>();
    if (!is.configured().equals(wanted.name())) {
      diffs.add(Diff.value("configured name", is.configured(), wanted.name()));
    }
    if (!is.running().equals(wanted.name())) {
      diffs.add(Diff.value("name in use", is.running(), wanted.name()));
    }
    Plan plan =
        diffs.isEmpty()
            ? Plan.holds("the host is called " + wanted.name())
            : Plan.of(
                Change.modifies(
                        "call the host " + wanted.name(),
                        SET.call(wanted.name(), etc, kernel, wanted.how()),
                        diffs)
                    .altering(Resource.path(etc + "/hostname"), Resource.path(kernel)));
    return plan.withResult(Map.of("name", wanted.name()));
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    return Map.of("name", wanted.name());
  }
}
