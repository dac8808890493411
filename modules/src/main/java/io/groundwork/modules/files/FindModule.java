package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import io.groundwork.module.Module;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code find}: tells what files are below directories. */
public final class FindModule implements Module<FileSearch, FoundFiles> {

  private static final Snippet PROBE = Snippet.resource(FindModule.class, "find.probe.sh");
  private static final Pattern AGE = Pattern.compile("(-?)([0-9]{1,12})([smhdw]?)");
  private static final Pattern SIZE = Pattern.compile("(-?)([0-9]{1,15})([bkmgt]?)");
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final Spec SPEC =
      Spec.of(
              "find",
              "Finds files below directories by name, age, size and content; changes nothing",
              Parameter.of(
                      "paths",
                      Parameter.Type.LIST,
                      "Directories to look in, absolute. One that is not there is told in"
                          + " skipped_paths.")
                  .alias("name", "path")
                  .mandatory(),
              Parameter.of(
                      "patterns",
                      Parameter.Type.LIST,
                      "Names to take: with *, ? and [], of which one must fit the whole name. With"
                          + " use_regex, Python's regular expressions, which fit from the"
                          + " beginning. Not given: all.")
                  .alias("pattern"),
              Parameter.of("excludes", Parameter.Type.LIST, "Names to leave out, likewise.")
                  .alias("exclude"),
              Parameter.of(
                      "use_regex",
                      Parameter.Type.BOOLEAN,
                      "patterns and excludes are regular expressions.")
                  .fallback("false"),
              Parameter.of("file_type", Parameter.Type.STRING, "What to look for.")
                  .choices("file", "directory", "link", "any")
                  .fallback("file"),
              Parameter.of(
                      "recurse", Parameter.Type.BOOLEAN, "Also look below the directories in it.")
                  .fallback("false"),
              Parameter.of(
                  "depth",
                  Parameter.Type.INTEGER,
                  "How many levels to look at, with recurse; 1 is the directory itself. Not given:"
                      + " all."),
              Parameter.of("hidden", Parameter.Type.BOOLEAN, "Also names that begin with a dot.")
                  .fallback("false"),
              Parameter.of(
                      "follow",
                      Parameter.Type.BOOLEAN,
                      "With recurse, also look below directories that links lead to.")
                  .fallback("false"),
              Parameter.of(
                  "age",
                  Parameter.Type.STRING,
                  "Only what is at least this old, as 2d; -2d: at most. Units are s, m, h, d and"
                      + " w; without one, seconds."),
              Parameter.of("age_stamp", Parameter.Type.STRING, "Which time the age counts from.")
                  .choices("atime", "ctime", "mtime")
                  .fallback("mtime"),
              Parameter.of(
                  "size",
                  Parameter.Type.STRING,
                  "Only files of at least this size, as 10m; -10m: at most. Units are b, k, m, g"
                      + " and t, by 1024; without one, bytes."),
              Parameter.of(
                  "contains",
                  Parameter.Type.STRING,
                  "Only files with a line that this regular expression fits from its beginning. It"
                      + " is grep that looks: of Python's expressions those that grep -E has,"
                      + " too."),
              Parameter.of(
                      "read_whole_file",
                      Parameter.Type.BOOLEAN,
                      "contains may fit anywhere, not only from the beginning of a line.")
                  .fallback("false"),
              Parameter.of("get_checksum", Parameter.Type.BOOLEAN, "Give the SHA-1 of files.")
                  .fallback("false"),
              Parameter.of(
                  "limit",
                  Parameter.Type.INTEGER,
                  "Give at most this many, those of upper directories first."))
          .result(
              "files",
              "what was found, sorted by path: path and all that stat gives but readable and its"
                  + " like")
          .result("matched", "how many there are in files")
          .result("examined", "how many were looked at")
          .result("skipped_paths", "each directory that could not be looked at, with the reason")
          .result("msg", "whether all directories were looked at")
          .example(
              """
              - name: Look for old logs
                find:
                  paths: /var/log/service
                  patterns: "*.log"
                  age: 4w
                  recurse: true
                register: old
              - name: Remove them
                file:
                  path: ${item.path}
                  state: absent
                loop: ${old.files}
              """);

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public FileSearch wanted(Params params) {
    List<String> paths = params.strings("paths").stream().map(HostPath::clean).toList();
    for (String path : params.strings("paths")) {
      if (!path.startsWith("/") || path.contains("\n") || path.contains("\0")) {
        throw params.problem("paths", "takes absolute paths, not \"" + path + "\"");
      }
    }
    OptionalLong depth = positive(params, "depth");
    return new FileSearch(
        paths,
        new FileSearch.Names(
            patterns(params, "patterns"), patterns(params, "excludes"), params.bool("hidden")),
        params.string("file_type"),
        new FileSearch.Reach(
            params.bool("recurse") ? depth : OptionalLong.of(1),
            params.bool("recurse") ? depth : OptionalLong.empty(),
            params.bool("recurse"),
            params.bool("follow")),
        amount(params, "age", AGE, "smhdw", List.of(1L, 60L, 3600L, 86_400L, 604_800L)),
        params.string("age_stamp"),
        amount(params, "size", SIZE, "bkmgt", List.of(1L, 1L << 10, 1L << 20, 1L << 30, 1L << 40)),
        contains(params),
        params.bool("get_checksum"),
        positive(params, "limit"));
  }

  private static OptionalLong positive(Params params, String name) {
    OptionalLong number = params.optionalInteger(name);
    if (number.isPresent() && (number.getAsLong() < 1 || number.getAsLong() > 1_000_000)) {
      throw params.problem(name, "takes a number from 1 on, not " + number.getAsLong());
    }
    return number;
  }

  private static List<Pattern> patterns(Params params, String name) {
    List<Pattern> patterns = new ArrayList<>();
    List<String> texts =
        params.list(name).stream().flatMap(one -> COMMAS.splitToStream(one.toString())).toList();
    if (params.bool("use_regex")) {
      for (String text : params.strings(name)) {
        patterns.add(
            EditParameters.compile(params, name, text, one -> PythonRegex.of(one, false, false))
                .pattern());
      }
      return patterns;
    }
    texts.forEach(text -> patterns.add(Wildcard.pattern(text)));
    return patterns;
  }

  private static Optional<FileSearch.Amount> amount(
      Params params, String name, Pattern form, String units, List<Long> factors) {
    Optional<String> text = params.optional(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher amount = form.matcher(text.get().toLowerCase(Locale.ROOT));
    if (!amount.matches()) {
      throw params.problem(
          name,
          "takes a number and one of the units "
              + String.join(", ", units.split(""))
              + ", not \""
              + text.get()
              + "\"");
    }
    long factor = amount.group(3).isEmpty() ? 1 : factors.get(units.indexOf(amount.group(3)));
    return Optional.of(
        new FileSearch.Amount(amount.group(1).isEmpty(), Long.parseLong(amount.group(2)) * factor));
  }

  private static Optional<GrepRegex> contains(Params params) {
    Optional<String> text = params.optional("contains");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!params.string("file_type").equals("file")) {
      throw params.problem("contains", "goes with file_type: file");
    }
    try {
      return Optional.of(GrepRegex.of(text.get(), params.bool("read_whole_file")));
    } catch (IllegalArgumentException e) {
      throw params.problem("contains", e.getMessage());
    }
  }

  @Override
  public Probe<FoundFiles> probe(FileSearch wanted) {
    List<Object> values = new ArrayList<>();
    values.add(String.join("\n", wanted.paths()));
    values.add(wanted.reach().taken());
    values.add(wanted.reach().counted());
    values.add(wanted.reach().recurse() && wanted.reach().follow() ? "yes" : "no");
    values.add(wanted.contains().map(GrepRegex::extended).orElse(""));
    values.add(wanted.contains().map(GrepRegex::option).orElse(""));
    values.add(wanted.checksum() ? "yes" : "no");
    values.addAll(wanted.words());
    return Probe.of(
            PROBE.call(values.toArray()), reading -> FoundFiles.parse(wanted.paths(), reading))
        .reading(wanted.paths().stream().map(Resource::path).toArray(Resource[]::new));
  }

  @Override
  public Plan plan(FileSearch wanted, FoundFiles is) {
    List<Map<String, Object>> files = is.chosen(wanted);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("files", files);
    result.put("matched", (long) files.size());
    result.put("examined", is.examined());
    result.put("skipped_paths", is.skipped());
    result.put(
        "msg",
        is.skipped().isEmpty()
            ? "All paths examined"
            : "Not all paths examined, see skipped_paths");
    return Plan.holds(
            "found "
                + files.size()
                + " of "
                + is.examined()
                + " in "
                + String.join(", ", wanted.paths()))
        .withResult(result);
  }
}
