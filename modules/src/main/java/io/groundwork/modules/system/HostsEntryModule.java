package io.groundwork.modules.system;

import com.google.common.net.InetAddresses;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code hosts_entry}: the names of an address in the hosts file. */
public final class HostsEntryModule implements Module<HostsEntryModule.Wanted, TextFile> {

  private static final int LONGEST_NAME = 253;

  private static final Spec SPEC =
      Spec.of(
              "hosts_entry",
              "Makes an address have these names in the hosts file, on one line",
              Parameter.of(
                      "ip", Parameter.Type.STRING, "The address, of IP version 4 or 6, in digits.")
                  .mandatory()
                  .alias("address"),
              Parameter.of(
                      "names",
                      Parameter.Type.LIST,
                      "Its names, the host's own first. With state absent: the names that go;"
                          + " without any, all.")
                  .alias("name", "hostname"),
              Parameter.of("aliases", Parameter.Type.LIST, "Further names behind those."),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "present: one line gives the address exactly these names. absent: no line"
                          + " gives it any of them.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                      "exclusive",
                      Parameter.Type.BOOLEAN,
                      "Take the names from other addresses of the same IP version, too.")
                  .fallback("false"),
              Parameter.of("path", Parameter.Type.PATH, "The hosts file.").fallback("/etc/hosts"),
              TextFile.backupParameter())
          .result("path", "the hosts file")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The license server is known by name
                hosts_entry:
                  ip: 192.0.2.7
                  names: [license.example.com, license]
              """);

  /** A line of the hosts file as it is to be. */
  public record Wanted(HostsEntry entry, String path, boolean backup) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String address = params.string("ip").strip();
    if (!InetAddresses.isInetAddress(address)) {
      throw params.problem(
          "ip", "takes an address such as 192.0.2.7 or 2001:db8::7, not \"" + address + "\"");
    }
    List<String> names = new ArrayList<>();
    for (String parameter : List.of("names", "aliases")) {
      for (String name : params.strings(parameter)) {
        names.add(requireName(params, parameter, name));
      }
    }
    boolean present = params.string("state").equals("present");
    if (present && names.isEmpty()) {
      throw params.problem("names", "is missing: state: present needs at least one name");
    }
    if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
        < names.size()) {
      throw params.problem("names", "names one of them twice");
    }
    if (!present && params.bool("exclusive")) {
      throw params.problem("exclusive", "goes with state: present");
    }
    return new Wanted(
        new HostsEntry(address, names, present, params.bool("exclusive")),
        params.string("path"),
        params.bool("backup"));
  }

  private static String requireName(Params params, String parameter, String name) {
    boolean right =
        name.length() <= LONGEST_NAME
            && name.matches(
                "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
                    + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");
    if (!right) {
      throw params.problem(
          parameter, "takes names of letters, digits, \"-\", \"_\" and dots, not \"" + name + "\"");
    }
    return name;
  }

  @Override
  public Probe<TextFile> probe(Wanted wanted) {
    return TextFile.probe(wanted.path());
  }

  @Override
  public Plan plan(Wanted wanted, TextFile is) {
    HostsEntry entry = wanted.entry();
    List<String> after = entry.edit(is.lines());
    Optional<String> summary =
        after.equals(is.lines()) ? Optional.empty() : Optional.of(summary(wanted));
    return Plan.of(
            summary.stream()
                .map(
                    text ->
                        is.rewritten(
                            wanted.path(),
                            text,
                            TextLines.join(after),
                            TextFile.Write.PLAIN.backup(wanted.backup())))
                .toList(),
            wanted.path()
                + (entry.present() ? " gives " : " does not give ")
                + entry.address()
                + (entry.names().isEmpty()
                    ? " any name"
                    : " the name " + String.join(", ", entry.names())))
        .needing(summary.isPresent() ? is.needs(wanted.path()) : List.of())
        .withResult(Map.of("path", wanted.path()));
  }

  private static String summary(Wanted wanted) {
    HostsEntry entry = wanted.entry();
    String names = entry.names().isEmpty() ? "all names" : String.join(", ", entry.names());
    return entry.present()
        ? "name " + entry.address() + " " + names + " in " + wanted.path()
        : "take " + names + " from " + entry.address() + " in " + wanted.path();
  }

  @Override
  public Map<String, Object> result(Wanted wanted, TextFile is, List<Execution> executions) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("path", wanted.path());
    result.putAll(TextFile.backup(wanted.backup(), executions));
    return result;
  }
}
