package io.groundwork.modules.files;

import com.google.common.base.Splitter;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code stat}: tells what is at a path. Its state is the result: a map as Ansible's. */
public final class StatModule implements Module<StatModule.Question, Map<String, Object>> {

  /**
   * What to look at.
   *
   * @param digestCommand what makes the checksum; empty for none
   */
  public record Question(String path, boolean follow, String digestCommand) {}

  private static final Snippet PROBE = Snippet.resource(StatModule.class, "stat.probe.sh");
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter WORDS = Splitter.on(' ');

  private static final Spec SPEC =
      Spec.of(
              "stat",
              "Tells whether a path exists and what is there; changes nothing",
              Parameter.of("path", Parameter.Type.PATH, "Absolute path on the host.")
                  .alias("dest", "name")
                  .mandatory(),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "Look at what a link points to instead of at the link.")
                  .fallback("false"),
              Parameter.of(
                      "get_checksum",
                      Parameter.Type.BOOLEAN,
                      "Also give the checksum of a file, which reads all of it.")
                  .fallback("true"),
              Parameter.of("checksum_algorithm", Parameter.Type.STRING, "Which checksum to give.")
                  .choices("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
                  .fallback("sha1")
                  .alias("checksum", "checksum_algo"))
          .result(
              "stat",
              "exists, and if it does: path, isreg, isdir, islnk and their like, mode (such as"
                  + " 0644), uid, gid, pw_name, gr_name, size, inode, dev, nlink, atime, mtime and"
                  + " ctime (seconds since 1970), readable, writeable, executable, the bits as"
                  + " rusr … xoth, isuid, isgid, checksum, lnk_target and lnk_source")
          .example(
              """
              - name: Look for the data directory
                stat:
                  path: /var/lib/service
                register: data
              - name: Fill it
                command: /usr/bin/service-init
                when: not data.stat.exists
              """)
          .refusing(
              Map.of(
                  "get_mime", "take a command task: file --mime",
                  "mime", "take a command task: file --mime",
                  "mime_type", "take a command task: file --mime",
                  "mime-type", "take a command task: file --mime",
                  "get_attributes", "take a command task: lsattr -d",
                  "attr", "take a command task: lsattr -d",
                  "attributes", "take a command task: lsattr -d",
                  "get_md5", "give checksum_algorithm: md5"));

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Question wanted(Params params) {
    return new Question(
        HostPath.clean(params.string("path")),
        params.bool("follow"),
        params.bool("get_checksum") ? params.string("checksum_algorithm") + "sum" : "");
  }

  @Override
  public Probe<Map<String, Object>> probe(Question wanted) {
    return Probe.of(
            PROBE.call(wanted.path(), wanted.follow() ? "yes" : "no", wanted.digestCommand()),
            reading -> parse(wanted.path(), reading))
        .reading(Resource.path(wanted.path()));
  }

  @Override
  public Plan plan(Question wanted, Map<String, Object> is) {
    String reason =
        wanted.path() + (Boolean.TRUE.equals(is.get("exists")) ? " exists" : " does not exist");
    return Plan.holds(reason).withResult(Map.of("stat", is));
  }

  private static Map<String, Object> parse(String path, Reading reading) {
    Map<String, Object> stat = new LinkedHashMap<>();
    String state = reading.state();
    if (state.isEmpty()) {
      return Map.of("exists", false);
    }
    stat.put("exists", true);
    stat.put("path", path);
    stat.put("readable", false);
    stat.put("writeable", false);
    stat.put("executable", false);
    int link = state.indexOf("\nlink ");
    if (link >= 0) {
      stat.put("lnk_target", state.substring(link + "\nlink ".length()));
      stat.put("lnk_source", reading.context());
      state = state.substring(0, link);
    }
    for (String line : LINES.split(state)) {
      String value = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
        case "is" -> numbers(stat, WORDS.splitToList(value));
        case "user" -> stat.put("pw_name", value);
        case "group" -> stat.put("gr_name", value);
        case "digest" -> stat.put("checksum", value);
        default -> {
          if (!stat.containsKey(line)) {
            throw new IllegalArgumentException("unexpected line: " + line);
          }
          stat.put(line, true);
        }
      }
    }
    return Map.copyOf(stat);
  }

  /** The results that come from raw mode, owner, sizes and times, in that order. */
  static Map<String, Object> attributes(String words) {
    Map<String, Object> stat = new LinkedHashMap<>();
    numbers(stat, WORDS.splitToList(words));
    return stat;
  }

  private static void numbers(Map<String, Object> stat, List<String> words) {
    if (words.size() != 10) {
      throw new IllegalArgumentException("unexpected attributes: " + words);
    }
    int raw = Integer.parseInt(words.get(0), 16);
    kinds(stat, raw);
    permissions(stat, raw);
    List<String> names =
        List.of("uid", "gid", "size", "inode", "dev", "nlink", "atime", "mtime", "ctime");
    for (int i = 0; i < names.size(); i++) {
      stat.put(names.get(i), Long.parseLong(words.get(i + 1)));
    }
  }

  private static void kinds(Map<String, Object> stat, int raw) {
    int type = raw & 0170000;
    stat.put("isreg", type == 0100000);
    stat.put("isdir", type == 0040000);
    stat.put("islnk", type == 0120000);
    stat.put("ischr", type == 0020000);
    stat.put("isblk", type == 0060000);
    stat.put("isfifo", type == 0010000);
    stat.put("issock", type == 0140000);
  }

  private static void permissions(Map<String, Object> stat, int raw) {
    stat.put("mode", Mode.show(raw & 07777));
    stat.put("isuid", (raw & 04000) != 0);
    stat.put("isgid", (raw & 02000) != 0);
    int bit = 0400;
    for (String who : List.of("usr", "grp", "oth")) {
      for (String what : List.of("r", "w", "x")) {
        stat.put(what + who, (raw & bit) != 0);
        bit >>= 1;
      }
    }
  }
}
