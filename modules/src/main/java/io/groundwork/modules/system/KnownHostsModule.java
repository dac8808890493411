package io.groundwork.modules.system;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code known_hosts}: the key of one host in a file of known hosts. */
public final class KnownHostsModule
    implements Module<KnownHostsModule.Wanted, KnownHostsModule.State> {

  private static final Snippet PROBE = TextFile.snippet("known_hosts.probe.sh");
  private static final Snippet WRITE = TextFile.snippet("known_hosts.write.sh");

  private static final Spec SPEC =
      Spec.of(
              "known_hosts",
              "Makes a host's key be in a file of known hosts, or takes the host out of it",
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "The host's name or address, as ssh looks it up; with a port as"
                          + " \"[name]:2222\".")
                  .mandatory()
                  .alias("host"),
              Parameter.of(
                  "key",
                  Parameter.Type.STRING,
                  "The whole line for the file, as ssh-keyscan prints it: names, type, key. One of"
                      + " its names has to be the host's. With state absent: only the key of this"
                      + " type goes."),
              Parameter.of(
                      "path",
                      Parameter.Type.STRING,
                      "The file; ~/ is the home directory of the user who logs in or becomes.")
                  .fallback("~/.ssh/known_hosts"),
              Parameter.of(
                      "hash_host",
                      Parameter.Type.BOOLEAN,
                      "Write the name such that it cannot be read. One that is there is found in"
                          + " both forms.")
                  .fallback("false"),
              Parameter.of("state", Parameter.Type.STRING, "Whether the host is to be known.")
                  .fallback("present")
                  .choices("present", "absent"))
          .result("name", "the host")
          .result("path", "the file")
          .example(
              """
              - name: The code comes from a server that is known
                known_hosts:
                  name: git.example.com
                  key: git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAmk6rNCDX6qBfZ0SjsJ3LzSTm7c2F8yNxYkJ7sT4aVh
              """);

  /**
   * A host as it is to be known.
   *
   * @param path absolute, or from {@code ~/} on
   */
  public record Wanted(KnownHost host, String path) {}

  /**
   * A file of known hosts.
   *
   * @param path absolute
   */
  public record State(String path, TextFile file) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String name = params.string("name").toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.matches("(?s).*[\\s,*?!|].*")) {
      throw params.problem("name", "takes the name of one host, not \"" + name + "\"");
    }
    String path = params.string("path");
    if (!path.startsWith("/") && !path.matches("~/.+")) {
      throw params.problem("path", "takes an absolute path or ~/…, not \"" + path + "\"");
    }
    boolean present = params.string("state").equals("present");
    if (present && !params.has("key")) {
      throw params.problem("key", "is missing: state: present needs it");
    }
    Optional<KnownHostLine> line = params.optional("key").map(text -> line(params, name, text));
    return new Wanted(new KnownHost(name, line, params.bool("hash_host"), present), path);
  }

  private static KnownHostLine line(Params params, String name, String text) {
    KnownHostLine line =
        KnownHostLine.parse(text.strip())
            .filter(one -> !text.strip().contains("\n"))
            .orElseThrow(
                () ->
                    params.problem("key", "is no line such as \"" + name + " ssh-ed25519 AAAA…\""));
    if (!line.isAbout(name)) {
      throw params.problem("key", "is that of " + line.hosts() + ", not of " + name);
    }
    return line;
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(wanted.path()),
            reading -> new State(Fields.parse(reading).get("path"), TextFile.parse(reading)))
        .reading(Resource.path(wanted.path()))
        .foreseeing(
            (is, outlook) ->
                outlook
                    .of(Resource.path(wanted.path()), TextFile.class)
                    .map(later -> new State(is.path(), later)));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    KnownHost host = wanted.host();
    List<String> lines = is.file().lines();
    List<String> after = host.edit(new ArrayList<>(lines));
    Map<String, Object> result = Map.of("name", host.name(), "path", is.path());
    if (after.equals(lines)) {
      return Plan.holds(
              host.name()
                  + (host.present() ? " is known by this key in " : " is not known in ")
                  + is.path())
          .withResult(result);
    }
    String summary =
        host.present()
            ? "make " + host.name() + " known in " + is.path()
            : "take " + host.name() + " out of " + is.path();
    byte[] bytes = RawText.encode(TextLines.join(after));
    return Plan.of(
            Change.modifies(
                    summary,
                    WRITE.call(is.path(), String.valueOf(bytes.length)),
                    Diff.text(is.path(), is.file().text(), TextLines.join(after)))
                .withPayload(ByteSource.wrap(bytes))
                .altering(resources(wanted, is))
                .leaving(Resource.path(wanted.path()), is.file().holding(TextLines.join(after))))
        .withResult(result);
  }

  private static Resource[] resources(Wanted wanted, State is) {
    return Stream.of(is.path(), wanted.path())
        .distinct()
        .map(Resource::path)
        .toArray(Resource[]::new);
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    return Map.of("name", wanted.host().name(), "path", is.path());
  }
}
