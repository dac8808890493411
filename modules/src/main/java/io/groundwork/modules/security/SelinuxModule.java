package io.groundwork.modules.security;

import com.google.common.base.Splitter;
import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether and how SELinux is in force: in its configuration and, where that goes, at once. */
public final class SelinuxModule implements Module<SelinuxModule.Wanted, SelinuxModule.State> {

  private static final Snippet PROBE = Snippet.resource(SelinuxModule.class, "selinux.probe.sh");
  private static final Snippet SET = Snippet.resource(SelinuxModule.class, "selinux.set.sh");

  private static final Spec SPEC =
      Spec.of(
              "selinux",
              "Sets the mode and the policy of SELinux",
              Parameter.of("state", Parameter.Type.STRING, "The mode.")
                  .mandatory()
                  .choices("enforcing", "permissive", "disabled"),
              Parameter.of(
                  "policy",
                  Parameter.Type.STRING,
                  "The policy, such as targeted; needed unless the state is disabled."),
              Parameter.of("configfile", Parameter.Type.PATH, "SELinux's configuration file.")
                  .fallback("/etc/selinux/config")
                  .alias("conf", "file"),
              Parameter.of(
                      "update_kernel_param",
                      Parameter.Type.BOOLEAN,
                      "Turn SELinux off or on in the kernel's command line too, with grubby.")
                  .fallback("false"))
          .result("reboot_required", "whether the host is as wanted only after a reboot")
          .result("configfile", "the configuration file")
          .result("policy", "the policy")
          .result("state", "the mode")
          .result("msg", "what was changed")
          .example(
              """
              - name: SELinux only warns
                selinux:
                  policy: targeted
                  state: permissive
              """);

  /** What is wanted. */
  public record Wanted(
      String state, Optional<String> policy, String file, boolean kernelParameter) {}

  /**
   * What is there.
   *
   * @param usable whether there is a configuration
   * @param mode SELINUX in the configuration
   * @param policy SELINUXTYPE there
   * @param running the mode of the running system: enforcing, permissive or disabled
   * @param kernel whether the kernel's command line leaves SELinux on
   */
  public record State(
      boolean usable,
      String mode,
      String policy,
      String running,
      boolean kernel,
      boolean grubby,
      boolean policyInstalled,
      String content) {

    static State parse(Reading reading) {
      if (reading.state().equals("no-selinux")) {
        return new State(false, "", "", "", true, false, false, "");
      }
      List<String> lines = Splitter.on('\n').splitToList(reading.state());
      if (lines.size() < 4 || !reading.context().endsWith("\n.")) {
        throw new IllegalArgumentException("unexpected lines about SELinux: " + lines);
      }
      String file = reading.context();
      return new State(
          true,
          value(lines, 0, "mode"),
          value(lines, 1, "policy"),
          value(lines, 2, "running").toLowerCase(Locale.ROOT),
          value(lines, 3, "kernel").equals("yes"),
          lines.contains("grubby"),
          lines.contains("policy-installed"),
          file.substring(0, file.length() - 2));
    }

    private static String value(List<String> lines, int at, String name) {
      String line = lines.get(at);
      if (!line.startsWith(name)) {
        throw new IllegalArgumentException("unexpected lines about SELinux: " + lines);
      }
      return line.substring(name.length()).strip();
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String state = params.string("state");
    Optional<String> policy = params.optional("policy");
    if (policy.isEmpty() && !state.equals("disabled")) {
      throw params.problem("policy", "is missing: give it, as in policy: targeted");
    }
    policy
        .filter(name -> !name.matches("[A-Za-z0-9_-]+"))
        .ifPresent(
            name -> {
              throw params.problem("policy", "takes the name of a policy, not \"" + name + "\"");
            });
    return new Wanted(
        state, policy, params.string("configfile"), params.bool("update_kernel_param"));
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(PROBE.call(wanted.file(), wanted.policy().orElse("")), State::parse)
        .reading(Resource.path(wanted.file()), Resource.command("getenforce"));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    if (!is.usable()) {
      return wanted.state().equals("disabled")
          ? Plan.holds("this host has no SELinux").withResult(result(wanted, is, false))
          : Plan.of(unknown(wanted))
              .needing(
                  List.of(
                      new Need(
                          Resource.path(wanted.file()),
                          "this host has no SELinux: there is no " + wanted.file())));
    }
    if (!wanted.state().equals("disabled")
        && !is.policyInstalled()
        && wanted.policy().filter(name -> !name.equals(is.policy())).isPresent()) {
      return Plan.impossible(
          Problem.of("the policy " + wanted.policy().orElseThrow() + " is not installed")
              .withRemedy("install its package first, selinux-policy-…"));
    }
    List<Diff> diffs = new ArrayList<>();
    String content = content(wanted, is);
    if (!content.equals(is.content())) {
      diffs.add(Diff.text(wanted.file(), is.content(), content));
    }
    Optional<String> enforce = enforce(wanted, is);
    enforce.ifPresent(
        value ->
            diffs.add(
                Diff.value(
                    "running mode", is.running(), value.equals("1") ? "enforcing" : "permissive")));
    Optional<String> kernel = kernel(wanted, is);
    kernel.ifPresent(
        value ->
            diffs.add(
                Diff.value(
                    "kernel's command line",
                    value.equals("1") ? "selinux=0" : "without selinux=0",
                    value.equals("1") ? "without selinux=0" : "selinux=0")));
    boolean reboot = rebootRequired(wanted, is);
    if (diffs.isEmpty()) {
      return Plan.holds(
              "SELinux is configured as "
                  + wanted.state()
                  + (reboot ? "; it takes a reboot to be so" : ""))
          .withResult(result(wanted, is, reboot));
    }
    if (kernel.isPresent() && !is.grubby()) {
      return Plan.impossible(
          Problem.of("there is no grubby to change the kernel's command line")
              .withRemedy("install grubby, or leave update_kernel_param out"));
    }
    Change change =
        Change.modifies(
                "set SELinux to " + wanted.state(),
                SET.call(
                    wanted.file(),
                    enforce.orElse(""),
                    kernel.orElse(""),
                    content.equals(is.content()) ? "no" : "yes"),
                diffs)
            .altering(Resource.path(wanted.file()));
    return Plan.of(
            content.equals(is.content())
                ? change
                : change.withPayload(CharSource.wrap(content).asByteSource(StandardCharsets.UTF_8)))
        .withResult(result(wanted, is, reboot));
  }

  private static Change unknown(Wanted wanted) {
    return Change.modifies(
        "set SELinux to " + wanted.state(),
        SET.call(wanted.file(), "", "", "no"),
        Diff.value("SELinux", "absent", wanted.state()));
  }

  /** The configuration with the wanted values; what else stands in it stays. */
  private static String content(Wanted wanted, State is) {
    String after = with(is.content(), "SELINUX", wanted.state(), is.mode());
    return wanted.policy().isPresent()
        ? with(after, "SELINUXTYPE", wanted.policy().get(), is.policy())
        : after;
  }

  private static String with(String content, String key, String value, String present) {
    if (present.equals(value)) {
      return content;
    }
    String line = key + "=" + value;
    return content.matches("(?s)(.*\\n)?" + key + "=.*")
        ? content.replaceAll("(?m)^" + key + "=.*$", line)
        : content + (content.isEmpty() || content.endsWith("\n") ? "" : "\n") + line + "\n";
  }

  /** What setenforce has to be told; it can neither turn SELinux on nor off. */
  private static Optional<String> enforce(Wanted wanted, State is) {
    if (is.running().equals("disabled") || is.running().equals(wanted.state())) {
      return Optional.empty();
    }
    return switch (wanted.state()) {
      case "enforcing" -> Optional.of("1");
      case "permissive" -> Optional.of("0");
      // Until the reboot: as with Ansible it warns only.
      default -> is.running().equals("enforcing") ? Optional.of("0") : Optional.empty();
    };
  }

  private static Optional<String> kernel(Wanted wanted, State is) {
    boolean on = !wanted.state().equals("disabled");
    return !wanted.kernelParameter() || is.kernel() == on
        ? Optional.empty()
        : Optional.of(on ? "1" : "0");
  }

  private static boolean rebootRequired(Wanted wanted, State is) {
    boolean off = wanted.state().equals("disabled");
    return off != is.running().equals("disabled")
        || (!off && wanted.policy().filter(name -> !name.equals(is.policy())).isPresent());
  }

  private static Map<String, Object> result(Wanted wanted, State is, boolean reboot) {
    return Map.of(
        "reboot_required",
        reboot,
        "configfile",
        wanted.file(),
        "policy",
        wanted.policy().orElse(is.policy()),
        "state",
        wanted.state());
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    return executions.isEmpty()
        ? Map.of("msg", "")
        : Map.of("msg", "SELinux was set to " + wanted.state());
  }
}
