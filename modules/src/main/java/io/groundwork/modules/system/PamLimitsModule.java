package io.groundwork.modules.system;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code pam_limits}: what users and groups may use of a host from their next login on. */
public final class PamLimitsModule implements Module<PamLimitsModule.Wanted, TextFile> {

  private static final Spec SPEC =
      Spec.of(
              "pam_limits",
              "Sets a limit of a user or a group for their next logins",
              Parameter.of(
                      "domain",
                      Parameter.Type.STRING,
                      "Whom it is for: a user, @group, * for all, or what else limits.conf takes.")
                  .mandatory(),
              Parameter.of(
                      "limit_type", Parameter.Type.STRING, "soft, hard, or - for both at once.")
                  .mandatory()
                  .choices("soft", "hard", "-"),
              Parameter.of("limit_item", Parameter.Type.STRING, "What is limited.")
                  .mandatory()
                  .choices(
                      "core",
                      "data",
                      "fsize",
                      "memlock",
                      "nofile",
                      "rss",
                      "stack",
                      "cpu",
                      "nproc",
                      "as",
                      "maxlogins",
                      "maxsyslogins",
                      "priority",
                      "locks",
                      "sigpending",
                      "msgqueue",
                      "nice",
                      "rtprio",
                      "chroot"),
              Parameter.of(
                      "value",
                      Parameter.Type.STRING,
                      "A number, or unlimited, infinity or -1, which are the same; for nice and"
                          + " priority a number from -20 to 19.")
                  .mandatory(),
              Parameter.of(
                      "use_max",
                      Parameter.Type.BOOLEAN,
                      "Leave a limit that is larger, or unlimited, as it is.")
                  .fallback("false"),
              Parameter.of(
                      "use_min", Parameter.Type.BOOLEAN, "Leave a limit that is smaller as it is.")
                  .fallback("false"),
              Parameter.of("dest", Parameter.Type.PATH, "The file; it is made if it is not there.")
                  .fallback("/etc/security/limits.conf"),
              Parameter.of(
                      "comment",
                      Parameter.Type.STRING,
                      "Comment behind the limit, written when the line is.")
                  .fallback(""),
              TextFile.backupParameter())
          .result("msg", "the line of the limit")
          .result("backup_file", "path of the copy that was kept, if backup is true")
          .example(
              """
              - name: Files for the platform
                pam_limits:
                  domain: akd
                  limit_type: "-"
                  limit_item: nofile
                  value: 65536
                  dest: /etc/security/limits.d/90-platform.conf
              """);

  /** A limit as it is to be. */
  public record Wanted(Limit limit, String path, boolean backup) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    if (params.bool("use_max") && params.bool("use_min")) {
      throw params.problem("give use_max or use_min, not both");
    }
    String domain = params.string("domain");
    if (domain.isEmpty() || !domain.matches("[^\\s#]+")) {
      throw params.problem("domain", "takes one word, not \"" + domain + "\"");
    }
    String item = params.string("limit_item");
    String value = params.string("value").strip();
    Limit.complaint(item, value)
        .ifPresent(
            wrong -> {
              throw params.problem("value", wrong);
            });
    String comment = params.string("comment");
    if (comment.contains("\n")) {
      throw params.problem("comment", "is more than one line");
    }
    Limit.Keep keep =
        params.bool("use_max")
            ? Limit.Keep.LARGER
            : params.bool("use_min") ? Limit.Keep.SMALLER : Limit.Keep.NONE;
    return new Wanted(
        new Limit(domain, params.string("limit_type"), item, value, comment, keep),
        params.string("dest"),
        params.bool("backup"));
  }

  @Override
  public Probe<TextFile> probe(Wanted wanted) {
    return TextFile.probe(wanted.path());
  }

  @Override
  public Plan plan(Wanted wanted, TextFile is) {
    Limit limit = wanted.limit();
    List<String> after;
    try {
      after = limit.edit(is.lines());
    } catch (IllegalArgumentException e) {
      return Plan.impossible(
          Problem.of(wanted.path() + " holds a line that cannot be compared: " + e.getMessage())
              .withRemedy("mend it with lineinfile before, or drop use_max and use_min"));
    }
    boolean right = after.equals(is.lines());
    Plan plan =
        right
            ? Plan.holds(limit.name() + " is as wanted in " + wanted.path())
            : Plan.of(
                is.rewritten(
                    wanted.path(),
                    "set " + limit.name() + " in " + wanted.path(),
                    TextLines.join(after),
                    TextFile.Write.PLAIN.backup(wanted.backup())));
    return plan.needing(right ? List.of() : is.needs(wanted.path()))
        .withResult(Map.of("msg", limit.find(after)));
  }

  @Override
  public Map<String, Object> result(Wanted wanted, TextFile is, List<Execution> executions) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("msg", wanted.limit().find(is.lines()));
    result.putAll(TextFile.backup(wanted.backup(), executions));
    return result;
  }
}
