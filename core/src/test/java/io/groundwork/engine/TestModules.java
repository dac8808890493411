package io.groundwork.engine;

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
import io.groundwork.text.Secret;
import java.util.List;
import java.util.Map;

/** The smallest modules that show every way a task can go. */
final class TestModules {

  static final List<Module<?, ?>> ALL =
      List.of(new Keep(), new Ask(), new Look(), new Note(), new Folder());

  private TestModules() {}

  private static final Snippet READ =
      new Snippet(
          "read",
          """
          if [ -f "$1" ]; then cat "$1"; else echo absent; fi
          context
          if [ -d "${1%/*}" ]; then echo parent; fi
          """);

  record File(String path, String content, boolean stubborn) {}

  record Found(String content, boolean parent) {}

  private static Probe<Found> probe(String path) {
    return Probe.of(
            READ.call(path),
            reading -> new Found(reading.state(), reading.context().equals("parent")))
        .reading(Resource.path(path), Resource.path(parent(path)));
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** {@code keep}: a file with one line of content. */
  private static final class Keep implements Module<File, Found> {
    private static final Snippet WRITE = new Snippet("write", "printf '%s\\n' \"$2\" >\"$1\"");
    private static final Snippet NOTHING = new Snippet("nothing", ":");

    @Override
    public Spec spec() {
      return Spec.of(
          "keep",
          "Keeps a line in a file.",
          Parameter.of("path", Parameter.Type.PATH, "The file.").mandatory(),
          Parameter.of("content", Parameter.Type.SECRET, "The line.").mandatory(),
          Parameter.of("stubborn", Parameter.Type.BOOLEAN, "Whether the change does not hold.")
              .fallback("no"));
    }

    @Override
    public File wanted(Params params) {
      return new File(
          params.string("path"),
          params.secret("content").map(Secret::reveal).orElseThrow(),
          params.bool("stubborn"));
    }

    @Override
    public Probe<Found> probe(File wanted) {
      return TestModules.probe(wanted.path());
    }

    @Override
    public Plan plan(File wanted, Found is) {
      if (is.content().equals(wanted.content())) {
        return Plan.holds(wanted.path() + " is as wanted");
      }
      Snippet.Call call =
          wanted.stubborn() ? NOTHING.call() : WRITE.call(wanted.path(), wanted.content());
      Plan plan =
          Plan.of(
              Change.modifies(
                      "write " + wanted.path(),
                      call,
                      Diff.text(wanted.path(), is.content() + "\n", wanted.content() + "\n"))
                  .altering(Resource.path(wanted.path())));
      Resource parent = Resource.path(parent(wanted.path()));
      return is.parent()
          ? plan
          : plan.needing(List.of(new Need(parent, parent.name() + " does not exist")));
    }
  }

  /** {@code folder}: a directory. */
  private static final class Folder implements Module<String, Boolean> {
    private static final Snippet IS = new Snippet("is", "[ -d \"$1\" ] && echo yes || echo no");
    private static final Snippet MAKE = new Snippet("make", "mkdir -p \"$1\"");

    @Override
    public Spec spec() {
      return Spec.of(
          "folder",
          "Makes a directory.",
          Parameter.of("path", Parameter.Type.PATH, "Where.").mandatory());
    }

    @Override
    public String wanted(Params params) {
      return params.string("path");
    }

    @Override
    public Probe<Boolean> probe(String wanted) {
      return Probe.of(IS.call(wanted), reading -> reading.state().equals("yes"));
    }

    @Override
    public Plan plan(String wanted, Boolean is) {
      return is
          ? Plan.holds(wanted + " is there")
          : Plan.of(
              Change.modifies(
                      "create " + wanted,
                      MAKE.call(wanted),
                      Diff.value("state", "absent", "directory"))
                  .altering(Resource.path(wanted)));
    }
  }

  /** {@code ask}: a command. */
  private static final class Ask implements Module<String, Boolean> {
    private static final Snippet RUN = new Snippet("run", "eval \"$1\"");

    @Override
    public Spec spec() {
      return Spec.of(
              "ask",
              "Runs a command.",
              Parameter.of("cmd", Parameter.Type.STRING, "It.").mandatory())
          .freeForm("cmd")
          .result("stdout", "What it printed.")
          .result("rc", "Its exit status.");
    }

    @Override
    public String wanted(Params params) {
      return params.string("cmd");
    }

    @Override
    public Probe<Boolean> probe(String wanted) {
      return Probe.none(true);
    }

    @Override
    public Plan plan(String wanted, Boolean is) {
      return Plan.of(Change.runs("run " + wanted, RUN.call(wanted)).alteringAnything());
    }

    @Override
    public Map<String, Object> result(String wanted, Boolean is, List<Execution> executions) {
      return executions.isEmpty()
          ? Map.of()
          : Map.of("stdout", executions.get(0).out(), "rc", (long) executions.get(0).exit());
    }
  }

  /** {@code look}: reads a file and tells its content. */
  private static final class Look implements Module<String, Found> {
    @Override
    public Spec spec() {
      return Spec.of(
              "look", "Reads.", Parameter.of("path", Parameter.Type.PATH, "What.").mandatory())
          .freeForm("path")
          .result("content", "What is in it.");
    }

    @Override
    public String wanted(Params params) {
      return params.string("path");
    }

    @Override
    public Probe<Found> probe(String wanted) {
      return TestModules.probe(wanted);
    }

    @Override
    public Plan plan(String wanted, Found is) {
      return Plan.holds("read").withResult(Map.of("content", is.content()));
    }
  }

  /** {@code note}: sets facts, needs no host. */
  private static final class Note implements Module<Map<String, Object>, Boolean> {
    @Override
    public Spec spec() {
      return Spec.of("note", "Sets facts.").withOpenNames();
    }

    @Override
    public Map<String, Object> wanted(Params params) {
      return params.further();
    }

    @Override
    public Probe<Boolean> probe(Map<String, Object> wanted) {
      return Probe.none(true);
    }

    @Override
    public Plan plan(Map<String, Object> wanted, Boolean is) {
      return Plan.holds("set " + String.join(", ", wanted.keySet()))
          .withFacts(wanted)
          .withMessage("noted");
    }
  }
}
