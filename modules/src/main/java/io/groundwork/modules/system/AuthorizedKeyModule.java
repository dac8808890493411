package io.groundwork.modules.system;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code authorized_key}: keys by which a user may log in. */
public final class AuthorizedKeyModule
    implements Module<AuthorizedKeyModule.Wanted, AuthorizedKeyModule.State> {

  private static final Snippet PROBE = TextFile.snippet("authorized_key.probe.sh");
  private static final Snippet WRITE = TextFile.snippet("authorized_key.write.sh");

  private static final Spec SPEC =
      Spec.of(
              "authorized_key",
              "Lets users log in by their SSH keys, or not any more",
              Parameter.of("user", Parameter.Type.STRING, "The user who may log in.").mandatory(),
              Parameter.of(
                      "key",
                      Parameter.Type.STRING,
                      "The public key, as in an id_ed25519.pub; several stand on lines of their"
                          + " own.")
                  .mandatory(),
              Parameter.of("state", Parameter.Type.STRING, "Whether the keys are to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                      "exclusive",
                      Parameter.Type.BOOLEAN,
                      "Whether these keys are all there may be; comments go, too.")
                  .fallback("false"),
              Parameter.of(
                  "key_options",
                  Parameter.Type.STRING,
                  "Options in front of each key, such as no-pty,from=\"192.0.2.7\", instead of"
                      + " those it has."),
              Parameter.of(
                  "comment",
                  Parameter.Type.STRING,
                  "Comment behind each key instead of the one it has."),
              Parameter.of(
                  "path",
                  Parameter.Type.PATH,
                  "The file of keys. By default .ssh/authorized_keys in the home directory."),
              Parameter.of(
                      "manage_dir",
                      Parameter.Type.BOOLEAN,
                      "Make the directory of the file, and give it and mode 0700 to the user. Say"
                          + " false for a path in a directory that is shared.")
                  .fallback("true"),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "Write what the file points to, if it is a link, instead of replacing it.")
                  .fallback("false"))
          .result("user", "the user")
          .result("keyfile", "the file of keys")
          .example(
              """
              - name: Operators may log in
                authorized_key:
                  user: akd
                  key: |
                    ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAmk6rNCDX6qBfZ0SjsJ3LzSTm7c2F8yNxYkJ7sT4aVh jo
                    ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPxgWdfx7c0uJ9l1sJ8p7dP0T4cG2Yb5m0eQZ9v1kX3c al
              """);

  /**
   * Keys as they are to be.
   *
   * @param path of the file; empty for the one in the home directory
   */
  public record Wanted(
      String user,
      AuthorizedKeys keys,
      Optional<String> path,
      boolean ownDirectory,
      boolean follow) {}

  /**
   * A file of keys.
   *
   * @param user whether the user is there
   * @param path of the file; empty without a user
   * @param missingHome the home directory, if it is wanted and missing
   */
  public record State(
      boolean user, Optional<String> path, Optional<String> missingHome, TextFile file) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String text = params.string("key");
    if (text.strip().matches("https?://.*")) {
      throw params.problem(
          "key", "takes the keys themselves, not an address; fetch them with get_url before");
    }
    Optional<String> comment = params.optional("comment");
    if (comment.filter(one -> one.contains("\n")).isPresent()) {
      throw params.problem("comment", "is more than one line");
    }
    Optional<String> options = params.optional("key_options");
    if (options.filter(one -> one.contains("\n")).isPresent()) {
      throw params.problem("key_options", "is more than one line");
    }
    List<AuthorizedKey> keys = new ArrayList<>();
    for (String line : text.split("\r?\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        AuthorizedKey key =
            AuthorizedKey.parse(line)
                .orElseThrow(
                    () -> params.problem("key", "is no public key: \"" + cut(line) + "\""));
        keys.add(key.with(options, comment));
      }
    }
    boolean present = params.string("state").equals("present");
    if (keys.isEmpty()) {
      throw params.problem("key", "holds no key");
    }
    if (!present && params.bool("exclusive")) {
      throw params.problem("exclusive", "goes with state: present");
    }
    return new Wanted(
        AccountName.of(params, "user", params.string("user")),
        new AuthorizedKeys(keys, present, params.bool("exclusive")),
        params.optional("path"),
        params.bool("manage_dir"),
        params.bool("follow"));
  }

  /** A private key given by mistake is not to be shown. */
  private static String cut(String line) {
    return line.length() <= 20 ? line : line.substring(0, 20) + "…";
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    List<Resource> reads = new ArrayList<>();
    reads.add(Resource.user(wanted.user()));
    wanted.path().map(Resource::path).ifPresent(reads::add);
    return Probe.of(
            PROBE.call(wanted.user(), wanted.path().orElse(""), wanted.follow() ? "yes" : "no"),
            reading -> {
              Fields fields = Fields.parse(reading);
              return new State(
                  !fields.has("no-user"),
                  fields.optional("path"),
                  fields.optional("no-home"),
                  TextFile.parse(reading));
            })
        .reading(reads.toArray(Resource[]::new));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    String user = wanted.user();
    if (!is.user()) {
      return withoutUser(wanted);
    }
    String path = is.path().orElseThrow();
    Map<String, Object> result = result(wanted, is, List.of());
    List<String> after = wanted.keys().edit(is.file().lines());
    if (after.equals(is.file().lines())) {
      return Plan.holds(
              path
                  + (wanted.keys().present() ? " has the keys of " : " has no such key of ")
                  + user)
          .withResult(result);
    }
    return Plan.of(change(wanted, path, is.file().text(), after))
        .needing(
            is.missingHome().stream()
                .map(
                    home ->
                        new Need(
                            Resource.path(home),
                            "the home directory " + home + " of " + user + " does not exist"))
                .toList())
        .withResult(result);
  }

  /** What will be, as far as it can be known before there is a home directory. */
  private static Plan withoutUser(Wanted wanted) {
    String user = wanted.user();
    if (!wanted.keys().present()) {
      return Plan.holds("there is no user " + user + " to log in");
    }
    String path = wanted.path().orElse("~" + user + "/.ssh/authorized_keys");
    return Plan.of(change(wanted, path, "", wanted.keys().edit(List.of())))
        .needing(
            List.of(
                new Need(
                    Resource.user(user),
                    "there is no user \"" + user + "\"; create them with the user module")));
  }

  private static Change change(Wanted wanted, String path, String before, List<String> after) {
    byte[] bytes = RawText.encode(TextLines.join(after));
    String summary = wanted.keys().present() ? "let " : "no longer let ";
    return Change.modifies(
            summary + wanted.user() + " log in by " + wanted.keys().count() + ": " + path,
            WRITE.call(
                path,
                String.valueOf(bytes.length),
                wanted.user(),
                wanted.ownDirectory() ? "yes" : "no"),
            Diff.text(path, before, TextLines.join(after)))
        .withPayload(ByteSource.wrap(bytes))
        .altering(resources(wanted, path));
  }

  private static Resource[] resources(Wanted wanted, String path) {
    String directory = path.substring(0, Math.max(1, path.lastIndexOf('/')));
    return Stream.concat(Stream.of(path, directory), wanted.path().stream())
        .distinct()
        .map(Resource::path)
        .toArray(Resource[]::new);
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("user", wanted.user());
    is.path().ifPresent(path -> result.put("keyfile", path));
    return result;
  }
}
