package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code package_facts}: what is installed, as a fact for the tasks that follow. */
public final class PackageFactsModule implements Module<String, PackageFactsModule.State> {

  private static final Snippet PROBE =
      Snippet.resource(PackageFactsModule.class, "package_facts.probe.sh");
  private static final String FACT = "packages";
  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter TABS = Splitter.on('\t');

  /** States of packages whose files are there. */
  private static final Set<String> INSTALLED =
      Set.of("installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending");

  private static final Spec SPEC =
      Spec.of(
              "package_facts",
              "Makes what is installed a fact, packages; changes nothing",
              Parameter.of(
                      "manager",
                      Parameter.Type.STRING,
                      "Whose packages: apt's, rpm's, or those of the one the host has.")
                  .fallback("auto")
                  .choices("auto", "apt", "rpm"))
          .result(
              "ansible_facts",
              "packages: for every name a list of what is installed of it, each with name, version,"
                  + " arch and source; for apt also category, for rpm also release and perhaps"
                  + " epoch")
          .example(
              """
              - name: What is installed
                package_facts:

              - name: Told
                debug:
                  msg: OpenSSH ${packages["openssh-server"][0].version}
              """);

  /**
   * What a host has installed.
   *
   * @param packages by name; several of a name for several versions or architectures
   */
  public record State(Map<String, Object> packages) {}

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Set<String> facts() {
    return Set.of(FACT);
  }

  @Override
  public String wanted(Params params) {
    return params.string("manager");
  }

  @Override
  public Probe<State> probe(String wanted) {
    return Probe.of(PROBE.call(wanted), PackageFactsModule::parse);
  }

  private static State parse(Reading reading) {
    List<String> lines = LINES.splitToList(reading.state());
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nothing");
    }
    boolean apt = lines.get(0).equals("apt");
    Map<String, List<Map<String, Object>>> packages = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = TABS.splitToList(line);
      if (fields.size() != 5) {
        throw new IllegalArgumentException("unexpected package: " + line);
      }
      if (apt && !INSTALLED.contains(fields.get(0))) {
        continue;
      }
      Map<String, Object> one = apt ? debian(fields) : rpm(fields);
      packages.computeIfAbsent((String) one.get("name"), name -> new ArrayList<>()).add(one);
    }
    return new State(ImmutableMap.copyOf(packages));
  }

  private static Map<String, Object> debian(List<String> fields) {
    return ImmutableMap.of(
        "name",
        fields.get(1),
        "version",
        fields.get(2),
        "arch",
        fields.get(3),
        "source",
        "apt",
        "category",
        fields.get(4));
  }

  private static Map<String, Object> rpm(List<String> fields) {
    ImmutableMap.Builder<String, Object> one = ImmutableMap.builder();
    one.put("name", fields.get(0));
    one.put("version", fields.get(1));
    one.put("release", fields.get(2));
    if (fields.get(3).matches("[0-9]+")) {
      one.put("epoch", Long.valueOf(fields.get(3)));
    }
    return one.put("arch", fields.get(4)).put("source", "rpm").buildOrThrow();
  }

  @Override
  public Plan plan(String wanted, State is) {
    return Plan.holds(is.packages().size() + " packages are installed")
        .withFacts(Map.of(FACT, is.packages()))
        .withResult(result(wanted, is, List.of()));
  }

  @Override
  public Map<String, Object> result(String wanted, State is, List<Execution> executions) {
    return Map.of("ansible_facts", Map.of(FACT, is.packages()));
  }
}
