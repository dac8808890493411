package io.groundwork.modules.files;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fetch}: a file of the host is on the operator's machine. */
public final class FetchModule implements Module<WantedCopyHere, PathState> {

  private static final Spec SPEC =
      Spec.of(
              "fetch",
              "Brings a file of the host to the operator's machine",
              Parameter.of(
                      "src",
                      Parameter.Type.PATH,
                      "The file on the host, at most 16 MiB. Where it is a link, what it points"
                          + " to.")
                  .mandatory(),
              Parameter.of(
                      "dest",
                      Parameter.Type.STRING,
                      "Directory here: the file goes to DEST/HOST/SRC. A relative path counts from"
                          + " the playbook's directory.")
                  .mandatory(),
              Parameter.of(
                      "flat",
                      Parameter.Type.BOOLEAN,
                      "dest is the file itself; or, with a slash at its end, the directory it goes"
                          + " to under its own name.")
                  .fallback("false"),
              Parameter.of(
                      "fail_on_missing",
                      Parameter.Type.BOOLEAN,
                      "Fail when the host has no such file.")
                  .fallback("true"),
              Parameter.of(
                      "validate_checksum",
                      Parameter.Type.BOOLEAN,
                      "Keep what arrived only if it is what was sent.")
                  .fallback("true"))
          .result("dest", "path of the file here")
          .result("file", "path of the file on the host")
          .result("checksum", "SHA-1 of the content; beside it remote_checksum and md5sum")
          .example(
              """
              - name: Keep the host's certificate request
                fetch:
                  src: /etc/ssl/service.csr
                  dest: requests
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedCopyHere wanted(Params params) {
    String src = HostPath.clean(params.string("src"));
    Path local = params.bool("flat") ? flat(params, src) : perHost(params, src);
    if (Files.isDirectory(local)) {
      throw params.problem(
          "dest", "is a directory here, " + local + "; a slash at its end puts the file in it");
    }
    return new WantedCopyHere(
        src,
        local,
        digest(params, local),
        params.bool("fail_on_missing"),
        params.bool("validate_checksum"));
  }

  private static Path flat(Params params, String src) {
    String dest = params.string("dest");
    return params.sources().destination(dest.endsWith("/") ? dest + HostPath.name(src) : dest);
  }

  private static Path perHost(Params params, String src) {
    Path folder =
        params.sources().destination(params.string("dest")).resolve(params.sources().host());
    Path local = folder.resolve(src.substring(1)).normalize();
    if (!local.startsWith(folder) || local.equals(folder)) {
      throw params.problem("src", "leads out of " + folder + ", where the file would go here");
    }
    return local;
  }

  private static Optional<String> digest(Params params, Path local) {
    if (Files.notExists(local)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MoreFiles.asByteSource(local).hash(Hashing.sha256()).toString());
    } catch (IOException e) {
      throw params.problem("dest", "is a file here that cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Probe<PathState> probe(WantedCopyHere wanted) {
    return wanted.question().probe();
  }

  @Override
  public Plan plan(WantedCopyHere wanted, PathState is) {
    return wanted
        .plan(is)
        .withResult(Map.of("dest", wanted.local().toString(), "file", wanted.src()));
  }

  @Override
  public void receive(WantedCopyHere wanted, List<Execution> executions) throws IOException {
    try {
      wanted.keep(executions);
    } catch (IOException e) {
      throw new IOException("cannot keep " + wanted.local() + ": " + e, e);
    }
  }

  @Override
  public Map<String, Object> result(
      WantedCopyHere wanted, PathState is, List<Execution> executions) {
    try {
      return wanted.result(executions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
