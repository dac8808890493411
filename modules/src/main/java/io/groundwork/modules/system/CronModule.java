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
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code cron}: one job or variable of a crontab, or of a file in {@code /etc/cron.d}. */
public final class CronModule implements Module<CronModule.Wanted, CronModule.State> {

  private static final Snippet PROBE = Snippet.resource(CronModule.class, "cron.probe.sh");
  private static final Snippet WRITE = Snippet.resource(CronModule.class, "cron.write.sh");
  private static final Snippet REMOVE = Snippet.resource(CronModule.class, "cron.remove.sh");

  private static final Spec SPEC =
      Spec.of(
              "cron",
              "Makes cron run a job at its times, or not any more",
              Parameter.of(
                      "name",
                      Parameter.Type.STRING,
                      "The job's name, which stands in a comment above it, the same that Ansible"
                          + " writes; with env: the variable's name.")
                  .mandatory(),
              Parameter.of(
                      "job",
                      Parameter.Type.STRING,
                      "The command, one line; with env: the variable's value.")
                  .alias("value"),
              Parameter.of("state", Parameter.Type.STRING, "Whether it is to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              time("minute", "0-59, *, */2 and so on"),
              time("hour", "0-23, *, */2 and so on"),
              time("day", "day of the month: 1-31, *, */2 and so on").alias("dom"),
              time("month", "1-12, jan, *, */2 and so on"),
              time("weekday", "day of the week: 0-6 from Sunday on, mon, * and so on").alias("dow"),
              Parameter.of("special_time", Parameter.Type.STRING, "A word instead of the times.")
                  .choices("reboot", "yearly", "annually", "monthly", "weekly", "daily", "hourly"),
              Parameter.of(
                  "user",
                  Parameter.Type.STRING,
                  "Whose crontab it is, by default that of the user who logs in or becomes; with"
                      + " cron_file: who runs the job."),
              Parameter.of(
                  "cron_file",
                  Parameter.Type.STRING,
                  "A file in /etc/cron.d, or the path of one, instead of a crontab. It is removed"
                      + " with its last job."),
              Parameter.of(
                      "disabled",
                      Parameter.Type.BOOLEAN,
                      "Keep the job as a comment, so that cron does not run it.")
                  .fallback("false"),
              Parameter.of("env", Parameter.Type.BOOLEAN, "It is a variable for the jobs below it.")
                  .fallback("false"),
              Parameter.of(
                  "insertafter",
                  Parameter.Type.STRING,
                  "The variable behind which a new one goes; by default it goes to the beginning."),
              Parameter.of(
                  "insertbefore",
                  Parameter.Type.STRING,
                  "The variable before which a new one goes."),
              Parameter.of(
                      "backup",
                      Parameter.Type.BOOLEAN,
                      "Keep a copy of what is changed: of a crontab in /tmp, of a cron_file beside it"
                          + " or, if it goes, in /tmp.")
                  .fallback("false"))
          .result("jobs", "the names of all jobs in it")
          .result("envs", "the names of all variables in it")
          .result("cron_file", "the file, if one was given")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: Old reports go at night
                cron:
                  name: old reports
                  minute: 10
                  hour: 3
                  user: akd
                  job: find /opt/akd/reports -mtime +30 -delete
              """);

  /**
   * An entry as it is to be.
   *
   * @param file the file that it is in; empty for a crontab
   * @param user whose crontab; empty for that of the user who asks
   */
  public record Wanted(
      CronEntry entry, Optional<String> file, Optional<String> user, boolean backup) {

    String place() {
      return file.orElseGet(() -> "the crontab" + user.map(name -> " of " + name).orElse(""));
    }

    Resource resource() {
      return Resource.path(file.orElseGet(() -> "/var/spool/cron/" + user.orElse("")));
    }
  }

  /**
   * A crontab or a file of its kind.
   *
   * @param crontab whether the host has the command for it, which a file does not need
   * @param user whether the user is there, which a file does not need
   */
  public record State(boolean crontab, boolean user, TextFile file) {

    /** The same with the file as it will be. */
    State withFile(TextFile later) {
      return new State(crontab, user, later);
    }

    List<String> lines() {
      return file.lines().stream().map(line -> line.replaceFirst("\r$", "")).toList();
    }
  }

  private static Parameter time(String name, String description) {
    return Parameter.of(name, Parameter.Type.STRING, "When it runs: " + description + ".")
        .fallback("*");
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    Optional<String> file = params.optional("cron_file").map(given -> file(params, given));
    Optional<String> user =
        params.optional("user").map(given -> AccountName.of(params, "user", given));
    String name = params.string("name");
    if (name.isBlank() || name.matches("(?s).*[\r\n].*")) {
      throw params.problem("name", "takes one line that is not empty");
    }
    boolean present = params.string("state").equals("present");
    if (present && file.isPresent() && user.isEmpty()) {
      throw params.problem("cron_file", "needs user: who is to run the job");
    }
    if (present && !params.has("job")) {
      throw params.problem("job", "is missing: state: present needs it");
    }
    CronEntry entry =
        params.bool("env") ? variable(params, name, present) : job(params, name, present);
    return new Wanted(entry, file, user, params.bool("backup"));
  }

  private static String file(Params params, String name) {
    if (name.equals("/etc/crontab")) {
      throw params.problem("cron_file", "cannot be /etc/crontab, which belongs to the system");
    }
    if (name.isBlank() || name.matches("(?s).*[\n\0].*") || name.endsWith("/")) {
      throw params.problem("cron_file", "takes the name of a file, not \"" + name + "\"");
    }
    String base = name.substring(name.lastIndexOf('/') + 1);
    if (!base.matches("[A-Za-z0-9_-]+")) {
      throw params.problem(
          "cron_file",
          "has a name that cron passes over: it takes letters, digits, \"_\" and \"-\" only, not \""
              + base
              + "\"");
    }
    return name.startsWith("/") ? name : "/etc/cron.d/" + name;
  }

  private static CronEntry variable(Params params, String name, boolean present) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw params.problem("name", "is no name of a variable: \"" + name + "\"");
    }
    Optional<String> after = params.optional("insertafter");
    Optional<String> before = params.optional("insertbefore");
    if (after.isPresent() && before.isPresent()) {
      throw params.problem("give insertafter or insertbefore, not both");
    }
    Optional<String> line =
        present ? Optional.of(name + "=\"" + oneLine(params) + "\"") : Optional.empty();
    return new CronEntry(
        name, line, true, new CronEntry.Place(after.or(() -> before), after.isPresent()));
  }

  private static CronEntry job(Params params, String name, boolean present) {
    for (String parameter : List.of("insertafter", "insertbefore")) {
      if (present && params.has(parameter)) {
        throw params.problem(parameter, "goes with env: true");
      }
    }
    String times = times(params);
    if (!present) {
      return new CronEntry(name, Optional.empty(), false, CronEntry.Place.BEGINNING);
    }
    String who = params.has("cron_file") ? params.string("user") + " " : "";
    String line = (params.bool("disabled") ? "#" : "") + times + " " + who + oneLine(params);
    return new CronEntry(name, Optional.of(line), false, CronEntry.Place.BEGINNING);
  }

  private static String oneLine(Params params) {
    String job = params.string("job").replaceAll("^[\r\n]+|[\r\n]+$", "");
    if (job.matches("(?s).*[\r\n].*")) {
      throw params.problem(
          "job", "is more than one line, which cron cannot run; put it in a script");
    }
    return job;
  }

  private static String times(Params params) {
    List<String> times = new ArrayList<>();
    for (String field : List.of("minute", "hour", "day", "month", "weekday")) {
      String time = params.string(field);
      if (!time.matches("[0-9A-Za-z*,/~-]+")) {
        throw params.problem(
            field, "takes cron's form, such as 5, */10 or 1-5, not \"" + time + "\"");
      }
      if (params.has("special_time") && !time.equals("*")) {
        throw params.problem(field, "does not go with special_time");
      }
      times.add(time);
    }
    return params.optional("special_time").map(word -> "@" + word).orElse(String.join(" ", times));
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    if (wanted.file().isPresent()) {
      String path = wanted.file().get();
      return TextFile.probe(
          path, reading -> new State(true, true, TextFile.parse(reading)), State::withFile);
    }
    List<Resource> reads = new ArrayList<>();
    reads.add(wanted.resource());
    reads.add(Resource.command("crontab"));
    wanted.user().map(Resource::user).ifPresent(reads::add);
    return Probe.of(
            PROBE.call(wanted.user().orElse("")),
            reading ->
                new State(
                    !reading.state().equals("no-crontab"),
                    !reading.state().equals("no-user"),
                    withoutHeader(TextFile.parse(reading))))
        .reading(reads.toArray(Resource[]::new))
        .foreseeing(
            (is, outlook) -> outlook.of(wanted.resource(), TextFile.class).map(is::withFile));
  }

  /** Some crons show the comment that they have put at the beginning. */
  private static TextFile withoutHeader(TextFile crontab) {
    List<String> lines = new ArrayList<>(crontab.lines());
    for (int i = 0; i < 3 && !lines.isEmpty() && isHeader(lines.get(0)); i++) {
      lines.remove(0);
    }
    boolean none = lines.size() == crontab.lines().size();
    return none
        ? crontab
        : new TextFile(
            crontab.exists(), crontab.mode(), crontab.owner(), TextLines.join(lines), false);
  }

  private static boolean isHeader(String line) {
    return line.startsWith("# DO NOT EDIT THIS FILE - edit the master and reinstall")
        || line.matches("# \\((/tmp/.*installed on|.*version).*\\).*");
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    List<String> after;
    try {
      after = wanted.entry().edit(is.lines());
    } catch (IllegalArgumentException e) {
      return Plan.impossible(
          Problem.of(e.getMessage() + " in " + wanted.place() + " to put the new one beside")
              .withRemedy("make it with a task before this one"));
    }
    boolean unended = !is.file().text().isEmpty() && !is.file().text().endsWith("\n");
    boolean right = after.equals(is.lines()) && !unended;
    String kind = wanted.entry().variable() ? "variable " : "job ";
    String name = kind + "\"" + wanted.entry().name() + "\"";
    Plan plan =
        right && is.crontab() && is.user()
            ? Plan.holds(
                name
                    + (wanted.entry().line().isPresent() ? " is as wanted in " : " is not in ")
                    + wanted.place())
            : right
                ? Plan.holds("nothing is in " + wanted.place())
                : Plan.of(change(wanted, is, after, name));
    return plan.needing(needs(wanted, is, right)).withResult(describe(wanted, after));
  }

  private static List<Need> needs(Wanted wanted, State is, boolean right) {
    if (right && wanted.entry().line().isEmpty()) {
      return List.of();
    }
    List<Need> needs = new ArrayList<>();
    if (!is.crontab()) {
      needs.add(
          new Need(
              Resource.command("crontab"),
              "there is no crontab on this host; install the package cron, or cronie, before"));
    }
    if (!is.user()) {
      String user = wanted.user().orElseThrow();
      needs.add(new Need(Resource.user(user), "there is no user \"" + user + "\""));
    }
    wanted.file().ifPresent(path -> needs.addAll(is.file().needs(path)));
    return needs;
  }

  private static Change change(Wanted wanted, State is, List<String> after, String name) {
    String summary =
        (wanted.entry().line().isPresent() ? "set " : "take ")
            + name
            + (wanted.entry().line().isPresent() ? " in " : " from ")
            + wanted.place();
    String text = rendered(after);
    if (wanted.file().isPresent()) {
      String path = wanted.file().get();
      boolean gone =
          text.isBlank() && wanted.entry().line().isEmpty() && !wanted.entry().variable();
      return gone
          ? Change.modifies(
                  "remove " + path + " with its last job",
                  REMOVE.call(path, wanted.backup() ? "yes" : "no"),
                  Diff.text(path, is.file().text(), ""))
              .leaving(Resource.path(path), TextFile.ABSENT)
          : is.file().rewritten(path, summary, text, TextFile.Write.PLAIN.backup(wanted.backup()));
    }
    return Change.modifies(
            summary,
            WRITE.call(wanted.user().orElse(""), wanted.backup() ? "yes" : "no"),
            Diff.text(wanted.place(), is.file().text(), text))
        .withPayload(ByteSource.wrap(RawText.encode(text)))
        .leaving(wanted.resource(), is.file().holding(text));
  }

  /** Without empty lines at the end, as Ansible writes it. */
  private static String rendered(List<String> lines) {
    String text = String.join("\n", lines);
    return text.isEmpty() ? "" : text.replaceFirst("[\r\n]+$", "") + "\n";
  }

  private static Map<String, Object> describe(Wanted wanted, List<String> lines) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("jobs", CronEntry.jobs(lines));
    result.put("envs", CronEntry.variables(lines));
    wanted.file().ifPresent(path -> result.put("cron_file", path));
    return result;
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    Map<String, Object> result = describe(wanted, is.lines());
    result.putAll(TextFile.backup(wanted.backup(), executions));
    return result;
  }
}
