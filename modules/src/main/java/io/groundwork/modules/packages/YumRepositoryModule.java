package io.groundwork.modules.packages;

import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One repository of rpm packages, in its file. */
public final class YumRepositoryModule
    implements Module<YumRepositoryModule.Wanted, YumRepositoryModule.State> {

  private static final Snippet PROBE =
      Snippet.resource(YumRepositoryModule.class, "yum_repository.probe.sh");
  private static final Snippet WRITE =
      Snippet.resource(YumRepositoryModule.class, "yum_repository.write.sh");
  private static final Snippet REMOVE =
      Snippet.resource(YumRepositoryModule.class, "yum_repository.remove.sh");

  /** Parameters that are written as they are called. */
  private static final List<Parameter> OPTIONS =
      List.of(
          text("baseurl", Parameter.Type.LIST, "Where the packages are."),
          text("mirrorlist", Parameter.Type.STRING, "Where a list of mirrors is."),
          text("metalink", Parameter.Type.STRING, "Where a metalink is."),
          text("enabled", Parameter.Type.BOOLEAN, "Whether the repository is used."),
          text("gpgcheck", Parameter.Type.BOOLEAN, "Whether packages' signatures are checked."),
          text(
              "repo_gpgcheck",
              Parameter.Type.BOOLEAN,
              "Whether the signature of the repository itself is checked."),
          text("gpgkey", Parameter.Type.LIST, "Where its keys are."),
          text("gpgcakey", Parameter.Type.STRING, "Where the key is that signed them."),
          text("priority", Parameter.Type.INTEGER, "1 to 99; the least goes first."),
          text("cost", Parameter.Type.INTEGER, "What its packages cost beside those of others."),
          text("exclude", Parameter.Type.LIST, "Packages to leave out.").alias("excludepkgs"),
          text("includepkgs", Parameter.Type.LIST, "The only packages to take."),
          text(
              "module_hotfixes",
              Parameter.Type.BOOLEAN,
              "Whether its packages are taken in spite of module streams."),
          text("sslverify", Parameter.Type.BOOLEAN, "Whether the certificate is checked.")
              .alias("validate_certs"),
          text("sslcacert", Parameter.Type.STRING, "File with the authorities.").alias("ca_cert"),
          text("sslclientcert", Parameter.Type.STRING, "File with the client's certificate.")
              .alias("client_cert"),
          text("sslclientkey", Parameter.Type.STRING, "File with the client's key.")
              .alias("client_key"),
          text("proxy", Parameter.Type.STRING, "Through which proxy."),
          text("timeout", Parameter.Type.INTEGER, "Seconds before a connection is given up."),
          text("retries", Parameter.Type.INTEGER, "How often it is tried."),
          text("metadata_expire", Parameter.Type.STRING, "How long its metadata count as fresh."),
          text("enablegroups", Parameter.Type.BOOLEAN, "Whether its groups are used."),
          text("keepcache", Parameter.Type.STRING, "Whether packages are kept: 0 or 1.")
              .choices("0", "1"),
          text(
              "skip_if_unavailable",
              Parameter.Type.BOOLEAN,
              "Whether to do without it when it cannot be reached."));

  private static final Spec SPEC =
      Spec.of(
              "yum_repository",
              "Adds or removes a repository for dnf and yum",
              Parameter.of("name", Parameter.Type.STRING, "Its id, the section in the file.")
                  .mandatory(),
              Parameter.of("state", Parameter.Type.STRING, "Whether it is to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                  "description", Parameter.Type.STRING, "What it is called; needed if present."),
              Parameter.of(
                  "file",
                  Parameter.Type.STRING,
                  "Name of its file without \".repo\"; by default its id."),
              Parameter.of("reposdir", Parameter.Type.PATH, "Directory of such files.")
                  .fallback("/etc/yum.repos.d"),
              Parameter.of("mode", Parameter.Type.MODE, "Mode of the file.").fallback("0644"))
          .and(OPTIONS)
          .result("repo", "its id")
          .result("state", "whether it is wanted")
          .example(
              """
              - name: MongoDB's repository
                yum_repository:
                  name: mongodb-org-8.0
                  description: MongoDB 8.0
                  baseurl: https://repo.mongodb.org/yum/redhat/9/mongodb-org/8.0/x86_64/
                  gpgkey: https://pgp.mongodb.com/server-8.0.asc
                  gpgcheck: true
              """);

  private static Parameter text(String name, Parameter.Type type, String description) {
    return Parameter.of(name, type, description);
  }

  /**
   * What is wanted.
   *
   * @param id the section
   * @param values what it holds; empty when the section must not be there
   */
  public record Wanted(String path, String id, Optional<Map<String, String>> values, int mode) {}

  /**
   * What is there.
   *
   * @param mode empty when there is no file
   */
  public record State(Optional<Integer> mode, String content) {

    static State parse(Reading reading) {
      String text = reading.state();
      if (text.equals("absent")) {
        return new State(Optional.empty(), "");
      }
      int line = text.indexOf('\n');
      if (!text.startsWith("mode ") || line < 0 || !text.endsWith("\n.")) {
        throw new IllegalArgumentException("unexpected text about repositories");
      }
      return new State(
          Optional.of(Integer.valueOf(text.substring("mode ".length(), line), 8)),
          line + 1 >= text.length() - 1 ? "" : text.substring(line + 1, text.length() - 2));
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String id = params.string("name");
    if (!id.matches("[A-Za-z0-9:._/-]+")) {
      throw params.problem("name", "takes letters, digits and \"-_.:\", not \"" + id + "\"");
    }
    String file = params.optional("file").orElse(id).replaceFirst("\\.repo$", "");
    if (file.isEmpty() || file.contains("/") || file.startsWith(".")) {
      throw params.problem("file", "takes the name of a file, not \"" + file + "\"");
    }
    boolean present = params.string("state").equals("present");
    return new Wanted(
        params.string("reposdir") + "/" + file + ".repo",
        id,
        present ? Optional.of(values(params)) : Optional.empty(),
        params.mode("mode").orElseThrow().apply(0644, false));
  }

  private static Map<String, String> values(Params params) {
    Map<String, String> values = new TreeMap<>();
    values.put(
        "name",
        params
            .optional("description")
            .orElseThrow(() -> params.problem("description", "is missing: give it a name")));
    if (!params.has("baseurl") && !params.has("mirrorlist") && !params.has("metalink")) {
      throw params.problem("give baseurl, mirrorlist or metalink");
    }
    for (Parameter option : OPTIONS) {
      if (!params.has(option.name())) {
        continue;
      }
      String name = option.name();
      switch (option.type()) {
        case BOOLEAN -> values.put(name, params.bool(name) ? "1" : "0");
        case INTEGER -> values.put(name, String.valueOf(params.integer(name)));
        case LIST ->
            values.put(
                name,
                String.join(
                    name.equals("baseurl") || name.equals("gpgkey") ? "\n" : " ",
                    params.strings(name)));
        default -> values.put(name, params.string(name));
      }
    }
    values.forEach(
        (name, value) -> {
          boolean list = name.equals("baseurl") || name.equals("gpgkey");
          if (value.isBlank() || (!list && value.contains("\n"))) {
            throw params.problem(
                name.equals("name") ? "description" : name, "takes one line that is not empty");
          }
        });
    return values;
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(PROBE.call(wanted.path()), State::parse).reading(Resource.path(wanted.path()));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    RepoFile file = RepoFile.parse(is.content());
    Optional<Map<String, String>> section = file.section(wanted.id());
    if (wanted.values().isEmpty()) {
      return section.isEmpty()
          ? of(Plan.holds("repository " + wanted.id() + " is not in " + wanted.path()), wanted)
          : of(removal(wanted, is, file.without(wanted.id())), wanted);
    }
    List<Diff> diffs = new ArrayList<>();
    RepoFile after = file;
    if (!section.equals(wanted.values())) {
      after = file.with(wanted.id(), wanted.values().get());
      diffs.add(Diff.text(wanted.path(), is.content(), after.text()));
    }
    is.mode()
        .filter(bits -> bits != wanted.mode())
        .ifPresent(
            bits -> diffs.add(Diff.value("mode", Mode.show(bits), Mode.show(wanted.mode()))));
    if (diffs.isEmpty()) {
      return of(Plan.holds("repository " + wanted.id() + " is as wanted"), wanted);
    }
    String verb = section.isEmpty() ? "add" : "change";
    return of(
        Plan.of(write(wanted, after, verb + " the repository " + wanted.id(), diffs)), wanted);
  }

  private static Plan removal(Wanted wanted, State is, RepoFile rest) {
    Diff diff = Diff.text(wanted.path(), is.content(), rest.isEmpty() ? "" : rest.text());
    String summary = "remove the repository " + wanted.id();
    return Plan.of(
        rest.isEmpty()
            ? Change.modifies(summary, REMOVE.call(wanted.path()), diff)
                .altering(Resource.path(wanted.path()))
                .alteringAnything()
            : write(wanted, rest, summary, List.of(diff)));
  }

  private static Change write(Wanted wanted, RepoFile file, String summary, List<Diff> diffs) {
    return Change.modifies(summary, WRITE.call(wanted.path(), Mode.show(wanted.mode())), diffs)
        .withPayload(CharSource.wrap(file.text()).asByteSource(StandardCharsets.UTF_8))
        .altering(Resource.path(wanted.path()))
        .alteringAnything();
  }

  private static Plan of(Plan plan, Wanted wanted) {
    return plan.withResult(
        Map.of("repo", wanted.id(), "state", wanted.values().isPresent() ? "present" : "absent"));
  }
}
