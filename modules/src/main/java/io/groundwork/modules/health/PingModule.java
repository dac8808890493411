package io.groundwork.modules.health;

import com.google.common.collect.Lists;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Waits until a product answers in its own protocol to the user that a task names.
 *
 * <p>A product brings a snippet with a shell function {@code ask HOST PORT USER} that finds the
 * password in the variable {@code GW_PASSWORD} and prints {@code up VERSION} and lines {@code name
 * value}; or {@code refused} or {@code down} and why, in the lines behind.
 */
public abstract class PingModule implements Module<PingModule.Wanted, Health> {

  private static final String TIMEOUT = "timeout";

  private final Spec spec;
  private final String product;
  private final boolean users;
  private final Snippet probe;
  private final Snippet wait;

  /**
   * A server that is to answer.
   *
   * @param seconds how long to wait for it
   */
  public record Wanted(Login login, long seconds) {}

  /**
   * For a product.
   *
   * @param name the module's
   * @param product its name in messages
   * @param port the product's own
   * @param users whether the product has users
   * @param files the snippet with {@code ask}, and what it needs in front, beside the module
   * @param details what else it tells of a server, each with its description
   */
  protected PingModule(
      String name,
      String product,
      int port,
      boolean users,
      List<String> files,
      Map<String, String> details) {
    this.product = product;
    this.users = users;
    String ask =
        files.stream()
            .map(file -> Snippet.resource(getClass(), file).text())
            .collect(Collectors.joining("\n"));
    this.probe = load(ask, "ping.probe.sh");
    this.wait = load(ask, "ping.wait.sh");
    Spec plain =
        Spec.of(
                name,
                "Waits until " + product + " answers, and tells its version",
                Parameter.of(
                        TIMEOUT,
                        Parameter.Type.INTEGER,
                        "Seconds to wait for it; one that refuses the login is not waited for.")
                    .fallback("60"))
            .and(Login.parameters(port, users))
            .result("is_available", "true: otherwise the task failed")
            .result("version", "such as 8.0.17")
            .example(
                "- name: "
                    + product
                    + " answers the platform\n  "
                    + name
                    + ":\n"
                    + (users ? "    login_user: altcraft\n" : "")
                    + "    login_password: ${platform_password}\n");
    for (Map.Entry<String, String> detail : new TreeMap<>(details).entrySet()) {
      plain = plain.result(detail.getKey(), detail.getValue());
    }
    this.spec = plain;
  }

  private static Snippet load(String ask, String file) {
    return new Snippet(file, ask + "\n" + Snippet.resource(PingModule.class, file).text());
  }

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public Wanted wanted(Params params) {
    long seconds = params.integer(TIMEOUT);
    if (seconds < 0 || seconds > 3600) {
      throw params.problem(TIMEOUT, "takes 0 to 3600 seconds");
    }
    return new Wanted(Login.of(params, users), seconds);
  }

  @Override
  public Probe<Health> probe(Wanted wanted) {
    return Probe.of(call(probe, wanted), Health::parse)
        .reading(wanted.login().resource(), Resource.ANYTHING);
  }

  private static Snippet.Call call(Snippet snippet, Wanted wanted) {
    Login login = wanted.login();
    return snippet.call(
        login.host(),
        String.valueOf(login.port()),
        login.user().orElse(""),
        login.secret(),
        String.valueOf(wanted.seconds()));
  }

  @Override
  public Plan plan(Wanted wanted, Health is) {
    String where = " on " + wanted.login().host() + ", port " + wanted.login().port();
    String whom = wanted.login().user().map(user -> " " + user).orElse("");
    return is.version()
        .map(version -> Plan.holds(product + " " + version + " answers" + whom + where))
        .orElseGet(
            () ->
                Plan.of(
                    Change.waits(
                        "wait until " + product + " answers" + whom + where + told(is),
                        call(wait, wanted))));
  }

  private static String told(Health is) {
    return is.complaint().isEmpty() ? "" : " (now: " + is.complaint() + ")";
  }

  @Override
  public Map<String, Object> result(Wanted wanted, Health is, List<Execution> executions) {
    return Lists.reverse(executions).stream()
        .filter(Execution::succeeded)
        .findFirst()
        .map(waited -> Health.parse(new Reading(waited.out().strip(), "")))
        .orElse(is)
        .result();
  }
}
