package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Package sources in the form of paragraphs, with their key. */
public final class Deb822RepositoryModule implements Module<AptSource, AptSource.State> {

  private static final Pattern URL = Pattern.compile("(https?|ftp|file):.*", Pattern.DOTALL);

  private static final Spec SPEC =
      Spec.of(
              "deb822_repository",
              "Adds or removes package sources for apt in the deb822 form",
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "Name of the file in /etc/apt/sources.list.d, without \".sources\". It is"
                          + " written as a whole.")
                  .mandatory(),
              Parameter.of("state", Parameter.Type.STRING, "Whether the sources are to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of("types", Parameter.Type.LIST, "Kinds of packages.")
                  .fallback("deb")
                  .choices("deb", "deb-src"),
              Parameter.of("uris", Parameter.Type.LIST, "Where the sources are."),
              Parameter.of(
                  "suites", Parameter.Type.LIST, "Suites, or exact paths ending in \"/\"."),
              Parameter.of("components", Parameter.Type.LIST, "Components of the suites."),
              Parameter.of("architectures", Parameter.Type.LIST, "Only these architectures."),
              Parameter.of(
                  "signed_by",
                  Parameter.Type.STRING,
                  "The key: a path on the host, the armored key itself, or a URL from which the"
                      + " host fetches it; a URL needs key_fingerprint."),
              AptRepositoryModule.keyFingerprint(),
              Parameter.of("enabled", Parameter.Type.BOOLEAN, "Whether apt uses the sources.")
                  .fallback("true"),
              Parameter.of("mode", Parameter.Type.MODE, "Mode of the file.").fallback("0644"),
              AptRepositoryModule.updateCache())
          .example(
              """
              - name: PostgreSQL's archive of every version
                deb822_repository:
                  name: pgdg
                  uris: https://apt-archive.postgresql.org/pub/repos/apt
                  suites: bookworm-pgdg-archive
                  components: main
                  signed_by: https://www.postgresql.org/media/keys/ACCC4CF8.asc
                  key_fingerprint: B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public AptSource wanted(Params params) {
    String name =
        AptRepositoryModule.fileName(
            params, "name", params.string("name").replace(' ', '-').toLowerCase(Locale.ROOT));
    Optional<String> signedBy = params.optional("signed_by").map(String::strip);
    Optional<AptSource.Key> key =
        signedBy
            .filter(text -> URL.matcher(text).matches())
            .map(url -> new AptSource.Key(url, AptRepositoryModule.fingerprints(params)));
    if (key.isEmpty() && params.has("key_fingerprint")) {
      throw params.problem("key_fingerprint", "goes with a URL in signed_by");
    }
    boolean present = params.string("state").equals("present");
    String content =
        present
            ? content(params, key.map(fetched -> AptSource.keyFile(name)).or(() -> signedBy))
            : "";
    return new AptSource(
        "/etc/apt/sources.list.d/" + name + ".sources",
        before -> content,
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

  private static String content(Params params, Optional<String> signedBy) {
    List<String> suites = words(params, "suites");
    List<String> components = words(params, "components");
    if (words(params, "uris").isEmpty() || suites.isEmpty()) {
      throw params.problem("give uris and suites");
    }
    boolean paths = suites.stream().allMatch(suite -> suite.endsWith("/"));
    if (components.isEmpty() != paths) {
      throw params.problem(
          "components",
          paths ? "cannot go with suites that are exact paths" : "is missing, as in \"main\"");
    }
    StringBuilder text = new StringBuilder();
    field(text, "Types", words(params, "types"));
    field(text, "URIs", words(params, "uris"));
    field(text, "Suites", suites);
    field(text, "Components", components);
    field(text, "Architectures", words(params, "architectures"));
    if (!params.bool("enabled")) {
      field(text, "Enabled", List.of("no"));
    }
    signedBy.ifPresent(key -> text.append("Signed-By:").append(signer(params, key)).append('\n'));
    return text.toString().stripTrailing();
  }

  private static void field(StringBuilder text, String name, List<String> values) {
    if (!values.isEmpty()) {
      text.append(name).append(": ").append(String.join(" ", values)).append('\n');
    }
  }

  private static List<String> words(Params params, String name) {
    List<String> values = params.strings(name);
    for (String value : values) {
      if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
        throw params.problem(name, "holds \"" + value + "\", which is not one word");
      }
    }
    return values;
  }

  private static String signer(Params params, String key) {
    if (!key.contains("\n")) {
      if (!key.startsWith("/")) {
        throw params.problem(
            "signed_by", "takes an absolute path, an armored key or a URL, not \"" + key + "\"");
      }
      return " " + key;
    }
    if (!key.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
      throw params.problem("signed_by", "holds several lines that are no armored public key");
    }
    return Splitter.on('\n')
        .splitToStream(key)
        .map(line -> "\n " + (line.isBlank() ? "." : line.strip()))
        .collect(Collectors.joining());
  }
}
