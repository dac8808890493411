package io.groundwork.modules.system;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.modules.system.MountRequest.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code mount}: file systems, in use and in the table from which they are mounted at boot. */
public final class MountModule implements Module<MountRequest, MountState> {

  private static final Snippet PROBE = TextFile.snippet("mount.probe.sh");

  private static final Spec SPEC =
      Spec.of(
              "mount",
              "Mounts a file system, now and at boot, or not any more",
              Parameter.of(
                      "path",
                      Parameter.Type.STRING,
                      "Where it is mounted, absolute; none for swap. It is made if it is not"
                          + " there.")
                  .mandatory()
                  .alias("name"),
              Parameter.of(
                  "src",
                  Parameter.Type.STRING,
                  "What is mounted: a device, UUID=…, a directory for opts: bind, server:/path."),
              Parameter.of(
                  "fstype", Parameter.Type.STRING, "Its type, such as ext4, tmpfs, nfs or none."),
              Parameter.of(
                  "opts", Parameter.Type.STRING, "Options, with commas; by default defaults."),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "mounted: in the table and in use. present: in the table. absent: in neither;"
                          + " the mount point goes if it is empty. absent_from_fstab: not in the"
                          + " table. unmounted: not in use. remounted: mounted anew, every time."
                          + " ephemeral: in use, whatever the table says.")
                  .mandatory()
                  .choices(
                      "mounted",
                      "present",
                      "absent",
                      "absent_from_fstab",
                      "unmounted",
                      "remounted",
                      "ephemeral"),
              Parameter.of("fstab", Parameter.Type.PATH, "The table.").fallback(MountRequest.TABLE),
              Parameter.of(
                      "boot",
                      Parameter.Type.BOOLEAN,
                      "Whether it is mounted at boot; false adds the option noauto.")
                  .fallback("true"),
              Parameter.of("dump", Parameter.Type.STRING, "Whether dump saves it.").fallback("0"),
              Parameter.of(
                      "passno", Parameter.Type.STRING, "When fsck checks it at boot; 0: never.")
                  .fallback("0"),
              TextFile.backupParameter())
          .result("name", "the mount point; beside it src, fstype, opts, dump, passno and fstab")
          .result("backup_file", "path of the copy of the table, if backup is true")
          .example(
              """
              - name: Data has a disk of its own
                mount:
                  path: /var/lib/postgresql
                  src: UUID=0b1e4f5c-6a7d-4e8f-9a0b-1c2d3e4f5a6b
                  fstype: ext4
                  opts: noatime
                  passno: 2
                  state: mounted
              """);

  private final String mounts;

  public MountModule() {
    this("/proc/self/mountinfo");
  }

  /**
   * @param mounts file in which the kernel shows what is mounted
   */
  MountModule(String mounts) {
    this.mounts = mounts;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public MountRequest wanted(Params params) {
    State state = State.of(params.string("state"));
    for (String parameter : List.of("src", "fstype")) {
      if (state.needsSource() && !params.has(parameter)) {
        throw params.problem(parameter, "is missing: state: " + state.text() + " needs it");
      }
    }
    for (String parameter : List.of("path", "src", "fstype", "opts", "dump", "passno")) {
      if (params.optional(parameter).filter(text -> text.matches("(?s).*\n.*|\\s*")).isPresent()) {
        throw params.problem(parameter, "takes one line that is not empty");
      }
    }
    for (String parameter : List.of("dump", "passno")) {
      if (!params.string(parameter).matches("[0-9]{1,2}")) {
        throw params.problem(parameter, "takes a number");
      }
    }
    FstabEntry entry =
        new FstabEntry(
            params.optional("src").orElse(""),
            path(params, state),
            params.optional("fstype").orElse(""),
            options(params),
            params.string("dump"),
            params.string("passno"));
    return new MountRequest(
        state, entry, params.has("opts"), params.string("fstab"), params.bool("backup"));
  }

  private static String path(Params params, State state) {
    String path = params.string("path");
    if (path.equals("none") || path.equals("swap")) {
      boolean right =
          params.optional("fstype").orElse("swap").equals("swap")
              && params.has("src")
              && (state == State.PRESENT
                  || state == State.ABSENT
                  || state == State.ABSENT_FROM_FSTAB);
      if (!right) {
        throw params.problem(
            "path",
            "is " + path + ", which goes with fstype: swap, src and state" + " present or absent");
      }
      return "none";
    }
    if (!path.startsWith("/")) {
      throw params.problem("path", "takes an absolute path, not \"" + path + "\"");
    }
    String clean = path.replaceAll("/+", "/");
    return clean.length() > 1 && clean.endsWith("/")
        ? clean.substring(0, clean.length() - 1)
        : clean;
  }

  private static String options(Params params) {
    List<String> options =
        new ArrayList<>(List.of(params.optional("opts").orElse("defaults").split(",")));
    if (!params.bool("boot") && !options.contains("noauto")) {
      options.add("noauto");
    }
    return String.join(",", options);
  }

  @Override
  public Probe<MountState> probe(MountRequest wanted) {
    List<Resource> reads = new ArrayList<>(List.of(Resource.path(wanted.entry().path())));
    if (wanted.state().readsTable()) {
      reads.add(Resource.path(wanted.table()));
    }
    return Probe.of(
            PROBE.call(wanted.entry().path(), wanted.tableRead(), mounts), MountState::parse)
        .reading(reads.toArray(Resource[]::new))
        .foreseeing(
            (is, outlook) ->
                outlook
                    .of(Resource.path(wanted.table()), TextFile.class)
                    .filter(table -> wanted.state() == State.PRESENT)
                    .map(is::withTable));
  }

  @Override
  public Plan plan(MountRequest wanted, MountState is) {
    return MountPlan.of(wanted, is).withResult(describe(wanted));
  }

  private static Map<String, Object> describe(MountRequest wanted) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", wanted.entry().path());
    result.put("opts", wanted.entry().options());
    result.put("dump", wanted.entry().dump());
    result.put("passno", wanted.entry().pass());
    result.put("fstab", wanted.table());
    if (!wanted.entry().source().isEmpty()) {
      result.put("src", wanted.entry().source());
    }
    if (!wanted.entry().type().isEmpty()) {
      result.put("fstype", wanted.entry().type());
    }
    return result;
  }

  @Override
  public Map<String, Object> result(
      MountRequest wanted, MountState is, List<Execution> executions) {
    Map<String, Object> result = describe(wanted);
    result.putAll(TextFile.backup(wanted.backup(), executions));
    return result;
  }
}
