package io.groundwork.modules.packages;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Optional;

/** One package source in the one-line form, with its key. */
public final class AptRepositoryModule implements Module<AptSource, AptSource.State> {

  private static final Spec SPEC =
      Spec.of(
              "apt_repository",
              "Adds or removes a package source for apt",
              Parameter.of(
                      "repo",
                      Parameter.Type.STRING,
                      "The source as a line of a sources list. PPAs are not taken.")
                  .mandatory(),
              Parameter.of("state", Parameter.Type.STRING, "Whether the source is to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                  "filename",
                  Parameter.Type.STRING,
                  "Name of the file in /etc/apt/sources.list.d, without \".list\"; by default made"
                      + " from the URI. Sources in other files are left alone."),
              Parameter.of("mode", Parameter.Type.MODE, "Mode of that file.").fallback("0644"),
              updateCache(),
              Parameter.of(
                  "key_url",
                  Parameter.Type.STRING,
                  "Not Ansible's: where the host fetches the key that the source is signed with."
                      + " It is stored in /etc/apt/keyrings and named in the line."),
              keyFingerprint())
          .example(
              """
              - name: PostgreSQL's archive of every version
                apt_repository:
                  repo: >-
                    deb https://apt-archive.postgresql.org/pub/repos/apt
                    bookworm-pgdg-archive main
                  filename: pgdg
                  key_url: https://www.postgresql.org/media/keys/ACCC4CF8.asc
                  key_fingerprint: B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8
              """);

  static Parameter updateCache() {
    return Parameter.of(
            "update_cache",
            Parameter.Type.BOOLEAN,
            "Fetch the package lists of this source after a change. If that fails, the change is"
                + " taken back.")
        .fallback("true")
        .alias("update-cache");
  }

  static Parameter keyFingerprint() {
    return Parameter.of(
        "key_fingerprint",
        Parameter.Type.LIST,
        "Not Ansible's: the fingerprint that a fetched key must have; several if its file holds"
            + " several keys. A key that is fetched is never used without this check.");
  }

  /** Fingerprints, which a key that is fetched has to have. */
  static List<String> fingerprints(Params params) {
    try {
      List<String> fingerprints = AptSource.Key.fingerprints(params.strings("key_fingerprint"));
      if (fingerprints.isEmpty()) {
        throw params.problem(
            "key_fingerprint", "is missing: a key that is fetched has to be checked");
      }
      return fingerprints;
    } catch (IllegalArgumentException e) {
      throw params.problem("key_fingerprint", e.getMessage());
    }
  }

  /** A name that apt takes for a file of sources. */
  static String fileName(Params params, String parameter, String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw params.problem(
          parameter,
          "takes letters, digits, \".\", \"_\" and \"-\", as apt ignores other files; not \""
              + name
              + "\"");
    }
    return name;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public AptSource wanted(Params params) {
    SourceLine line;
    try {
      line = SourceLine.parse(params.string("repo"));
    } catch (IllegalArgumentException e) {
      throw params.problem("repo", e.getMessage());
    }
    String name =
        fileName(
            params,
            "filename",
            params.optional("filename").orElseGet(line::fileName).replaceFirst("\\.list$", ""));
    Optional<AptSource.Key> key =
        params.optional("key_url").map(url -> new AptSource.Key(url, fingerprints(params)));
    if (key.isEmpty() && params.has("key_fingerprint")) {
      throw params.problem("key_fingerprint", "goes with key_url");
    }
    SourceLine whole = key.isPresent() ? line.signedBy(AptSource.keyFile(name)) : line;
    return new AptSource(
        "/etc/apt/sources.list.d/" + name + ".list",
        params.string("state").equals("present") ? whole::in : whole::outOf,
        params.mode("mode").orElseThrow().apply(0644, false),
        key,
        params.bool("update_cache"));
  }

  @Override
  public Probe<AptSource.State> probe(AptSource wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(AptSource wanted, AptSource.State is) {
    return wanted.plan(is);
  }
}
