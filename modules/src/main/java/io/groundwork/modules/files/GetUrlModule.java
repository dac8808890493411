package io.groundwork.modules.files;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code get_url}: a host has a file from a server. */
public final class GetUrlModule implements Module<WantedDownload, PathState> {

  /** What the snippet says of a download that is the same as the file. */
  private static final String UNCHANGED = "unchanged";

  private static final String UNSUPPORTED = "take a command task: curl, with creates";

  private static final Spec SPEC =
      Spec.of(
              "get_url",
              "Makes a host fetch a file from a server, and checks what it got",
              Parameter.of(
                      "url",
                      Parameter.Type.STRING,
                      "Address (http, https or ftp), fetched by the host itself with its curl or"
                          + " wget; file:///… for a file that it has.")
                  .mandatory(),
              DestParameter.of(
                  "Absolute path of the file. An existing directory, or a path that ends in a"
                      + " slash, is the directory to put it in, under the address's last part."),
              Parameter.of(
                  "checksum",
                  Parameter.Type.STRING,
                  "ALGORITHM:HEX, as sha256:9f86…; a file that differs is fetched again, and a"
                      + " download that differs is refused. ALGORITHM:URL names a list as"
                      + " sha256sum writes it; it is only looked at when something is downloaded."
                      + " Algorithms: md5, sha1, sha224, sha256, sha384, sha512."),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "Without a checksum: fetch the file on every run, which counts as changed"
                          + " when it brings something else. false: only when there is none.")
                  .fallback("false"),
              Parameter.of(
                  "headers",
                  Parameter.Type.MAP,
                  "Further request headers. They take curl on the host."),
              Parameter.of(
                      "url_username",
                      Parameter.Type.STRING,
                      "Name for the server. It takes curl on the host.")
                  .alias("username"),
              Parameter.of(
                      "url_password", Parameter.Type.SECRET, "Password that goes with the name.")
                  .alias("password"),
              Parameter.of(
                      "force_basic_auth",
                      Parameter.Type.BOOLEAN,
                      "Name and password go with the first request; they do so in any case.")
                  .fallback("false"),
              Parameter.of(
                      "timeout",
                      Parameter.Type.INTEGER,
                      "Seconds to wait for a connection, and for further data. The wget of"
                          + " busybox has its own limits.")
                  .fallback("10"),
              Parameter.of(
                      "validate_certs",
                      Parameter.Type.BOOLEAN,
                      "Whether the server's certificate must be good.")
                  .fallback("true"))
          .and(WantedAttributes.forFile())
          .and(List.of(FileWrite.backupParameter()))
          .result("dest", "path of the file")
          .result("url", "the address")
          .result("mode", "such as 0644; beside it owner, uid, group and gid")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: The driver is there, and it is the right one
                get_url:
                  url: https://downloads.example.com/driver-1.2.tar.gz
                  dest: /opt/driver-1.2.tar.gz
                  checksum: sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
                  mode: "0644"
              """)
          .refusing(WantedAttributes.REFUSED)
          .refusing(
              Map.of(
                  "http_agent",
                  "give headers: {User-Agent: …}",
                  "tmp_dest",
                  "a download is kept beside dest until it is known to be right: take" + " it away",
                  "use_proxy",
                  "set http_proxy and no_proxy by environment",
                  "client_cert",
                  UNSUPPORTED,
                  "client_key",
                  UNSUPPORTED,
                  "ciphers",
                  UNSUPPORTED,
                  "use_gssapi",
                  UNSUPPORTED,
                  "unredirected_headers",
                  UNSUPPORTED,
                  "decompress",
                  "a file is kept as the server sends it: take it away",
                  "sha256sum",
                  "give checksum: sha256:…"));

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedDownload wanted(Params params) {
    Download download =
        new Download(
            Download.address(params, "url", params.string("url")),
            HttpParameters.headers(params),
            HttpParameters.login(params),
            HttpParameters.timeout(params),
            params.bool("validate_certs"));
    FileDest dest =
        new FileDest(
            DestParameter.path(params), download.name(), DestParameter.isDirectory(params));
    if (dest.directory() && dest.name().isEmpty()) {
      throw params.problem("dest", "ends in a slash, but the address names no file");
    }
    return new WantedDownload(
        download,
        dest,
        Checksum.of(params, "checksum"),
        WantedAttributes.of(params),
        params.bool("force"),
        params.bool("backup"));
  }

  @Override
  public Probe<PathState> probe(WantedDownload wanted) {
    return wanted.question().probe();
  }

  @Override
  public Plan plan(WantedDownload wanted, PathState is) {
    return wanted.plan(is).withResult(describe(wanted, is));
  }

  /** A download that brought what was there already has changed nothing. */
  @Override
  public boolean changed(Plan plan, List<Execution> executions) {
    return executions.stream().anyMatch(one -> !one.out().equals(UNCHANGED));
  }

  @Override
  public Map<String, Object> result(
      WantedDownload wanted, PathState is, List<Execution> executions) {
    Map<String, Object> result = describe(wanted, is);
    List<Execution> changes =
        executions.stream().filter(one -> !one.out().equals(UNCHANGED)).toList();
    result.putAll(new FileWrite(Validation.NONE, wanted.backup(), true).result(changes));
    return result;
  }

  private static Map<String, Object> describe(WantedDownload wanted, PathState is) {
    Map<String, Object> result = new LinkedHashMap<>(PathResult.of(is));
    result.put("dest", wanted.dest().file(is));
    result.put("url", wanted.download().url());
    return result;
  }
}
