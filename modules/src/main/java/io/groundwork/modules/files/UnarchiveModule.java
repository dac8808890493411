package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import com.google.common.io.ByteSource;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code unarchive}: an archive is unpacked in a directory. */
public final class UnarchiveModule implements Module<WantedArchive, ArchiveState> {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  private static final Spec SPEC =
      Spec.of(
              "unarchive",
              "Makes what is in an archive be in a directory",
              Parameter.of(
                      "src",
                      Parameter.Type.STRING,
                      "The archive: tar, also with gzip, xz, bzip2 or zstd, or zip, told by the"
                          + " end of its name. A local file, looked for in files/; with remote_src"
                          + " an absolute path on the host.")
                  .mandatory(),
              Parameter.of(
                      "dest",
                      Parameter.Type.PATH,
                      "Directory to unpack in; it must exist. An archive with a member or a link"
                          + " that leads out of it is refused as a whole.")
                  .mandatory(),
              Parameter.of(
                      "remote_src", Parameter.Type.BOOLEAN, "The archive is on the host already.")
                  .fallback("false"),
              Parameter.of(
                  "creates",
                  Parameter.Type.PATH,
                  "What is there once the archive is unpacked; where it exists nothing is done."
                      + " Without it, every run compares archive and directory: the checksums of"
                      + " a local archive's members, or on the host, where a tar takes GNU tar."
                      + " Owners, modes and times do not count. A local xz, bzip2 or zstd archive"
                      + " takes that command here, too."),
              Parameter.of("include", Parameter.Type.LIST, "Only these members."),
              Parameter.of(
                  "exclude", Parameter.Type.LIST, "Not these members; patterns are allowed."),
              Parameter.of(
                      "list_files",
                      Parameter.Type.BOOLEAN,
                      "Give the members' names in the result, when something was unpacked.")
                  .fallback("false"))
          .and(WantedAttributes.ownership())
          .and(
              List.of(
                  Parameter.of(
                      "mode",
                      Parameter.Type.MODE,
                      "Mode for all that is unpacked, best as \"u=rwX,go=rX\". Not given: as in"
                          + " the archive. Like owner and group it is set when something is"
                          + " unpacked, not compared.")))
          .result("dest", "the directory")
          .result("src", "the archive")
          .result("files", "names of the members, if list_files is true")
          .example(
              """
              - name: Release 2.1 is unpacked
                unarchive:
                  src: /opt/service-2.1.tar.gz
                  remote_src: true
                  dest: /opt
                  creates: /opt/service-2.1/bin/service
                  owner: root
                  group: root
              """)
          .example(
              """
              - name: The site is there as it is in the role's files/site.tar.gz
                unarchive:
                  src: site.tar.gz
                  dest: /var/www
              """)
          .refusing(WantedAttributes.REFUSED)
          .refusing(
              Map.of(
                  "extra_opts", "take include, exclude or a command task with tar",
                  "keep_newer", "say by creates when nothing is to be unpacked again",
                  "copy", "remote_src: true is for an archive on the host",
                  "decrypt", "decrypt the archive with groundwork vault before",
                  "io_buffer_size", "take it away",
                  "validate_certs", "fetch the archive with get_url before"));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedArchive wanted(Params params) {
    String src = params.string("src");
    boolean remote = params.bool("remote_src");
    if (src.contains("://")) {
      throw params.problem(
          "src", "is an address; fetch it with get_url before, which can check it, too");
    }
    if (remote && !src.startsWith("/")) {
      throw params.problem("src", "takes an absolute path with remote_src, not \"" + src + "\"");
    }
    ArchiveKind kind =
        ArchiveKind.of(src)
            .orElseThrow(
                () ->
                    params.problem(
                        "src",
                        "is called like no archive: .tar, .tar.gz, .tar.xz, .tar.bz2, .tar.zst,"
                            + " .zip"));
    String creates = params.optional("creates").map(HostPath::clean).orElse("");
    Optional<ByteSource> local =
        remote ? Optional.empty() : Optional.of(params.sources().file(src));
    return new WantedArchive(
        src,
        local,
        local.filter(any -> creates.isEmpty()).map(archive -> listing(params, archive, kind)),
        kind,
        HostPath.clean(params.string("dest")),
        creates,
        WantedAttributes.of(params),
        members(params, kind),
        params.bool("list_files"));
  }

  private static ArchiveListing listing(Params params, ByteSource archive, ArchiveKind kind) {
    try {
      return ArchiveListing.of(archive, kind, names(params, "include"), names(params, "exclude"));
    } catch (IOException e) {
      throw params.problem(
          "src",
          "cannot be compared with the directory: "
              + e.getMessage()
              + "; creates says what is there once it is unpacked");
    }
  }

  private static List<String> members(Params params, ArchiveKind kind) {
    List<String> included = names(params, "include");
    List<String> excluded = names(params, "exclude");
    List<String> words = new ArrayList<>();
    if (kind.isZip()) {
      words.addAll(included);
      if (!excluded.isEmpty()) {
        words.add("-x");
        words.addAll(excluded);
      }
      return words;
    }
    excluded.forEach(name -> words.add("--exclude=" + name));
    words.addAll(included);
    return words;
  }

  private static List<String> names(Params params, String parameter) {
    List<String> names = params.strings(parameter);
    for (String name : names) {
      if (name.isEmpty() || name.startsWith("-")) {
        throw params.problem(parameter, "holds \"" + name + "\", which is no member's name");
      }
    }
    return names;
  }

  @Override
  public Probe<ArchiveState> probe(WantedArchive wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedArchive wanted, ArchiveState is) {
    return wanted.plan(is).withResult(describe(wanted));
  }

  @Override
  public Map<String, Object> result(
      WantedArchive wanted, ArchiveState is, List<Execution> executions) {
    Map<String, Object> result = describe(wanted);
    if (wanted.list() && !executions.isEmpty()) {
      result.put(
          "files",
          LINES
              .splitToStream(executions.get(0).out())
              .map(name -> name.startsWith("./") ? name.substring(2) : name)
              .toList());
    }
    return result;
  }

  private static Map<String, Object> describe(WantedArchive wanted) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("dest", wanted.dest());
    result.put("src", wanted.src());
    return result;
  }
}
