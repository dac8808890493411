package io.groundwork.modules.security;

import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reconnect;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table of nftables: its rules in force and in a file for the next boot. */
public final class NftablesModule implements Module<NftablesModule.Wanted, NftablesState> {

  private static final Snippet PROBE = Firewalls.snippet("nftables.probe.sh");
  private static final Snippet LOAD = Snippet.resource(NftablesModule.class, "nftables.load.sh");
  private static final Snippet CONFIRM =
      Snippet.resource(NftablesModule.class, "nftables.confirm.sh");
  private static final Snippet REMOVE =
      Snippet.resource(NftablesModule.class, "nftables.remove.sh");

  /** Of the boot: what was not confirmed is not kept over it. */
  private static final String KEEP = "/run/groundwork-nftables";

  private static final Spec SPEC =
      Spec.of(
              "nftables",
              "Keeps the rules of one table of nftables, and never locks itself out",
              Parameter.of("table", Parameter.Type.STRING, "Name of the table.").mandatory(),
              Parameter.of("family", Parameter.Type.STRING, "Its family.")
                  .fallback("inet")
                  .choices("inet", "ip", "ip6", "arp", "bridge", "netdev"),
              Parameter.of(
                  "content",
                  Parameter.Type.STRING,
                  "The table as in a file for nft: \"table inet NAME { … }\" and definitions, no"
                      + " other table."),
              Parameter.of(
                  "src", Parameter.Type.STRING, "A local file with the table instead of content."),
              Parameter.of("state", Parameter.Type.STRING, "Whether the table is to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                      "confirm",
                      Parameter.Type.INTEGER,
                      "How many seconds the rules from before wait to come back by themselves,"
                          + " unless a new login over the new rules succeeds before; 0 for never.")
                  .fallback("30"),
              Parameter.of(
                      "dir",
                      Parameter.Type.PATH,
                      "Directory of the file with the rules; the main configuration includes all"
                          + " *.nft in it.")
                  .fallback("/etc/nftables.d"),
              Parameter.of("conf", Parameter.Type.PATH, "The main configuration of nftables.")
                  .fallback("/etc/nftables.conf"))
          .example(
              """
              - name: SSH for all, the database for the application's hosts
                nftables:
                  table: groundwork
                  confirm: 20
                  content: |
                    table inet groundwork {
                      chain input {
                        type filter hook input priority 0; policy drop;
                        iif lo accept
                        ct state established,related accept
                        tcp dport 22 accept
                        ip saddr 10.1.0.0/24 tcp dport 5432 accept
                      }
                    }
              """);

  /**
   * What is wanted.
   *
   * @param ruleset empty when the table must not be there
   * @param confirm seconds
   */
  public record Wanted(
      String family,
      String table,
      Optional<String> ruleset,
      long confirm,
      String file,
      String conf) {

    private Ruleset rules() {
      return new Ruleset(family, table, ruleset.orElseThrow());
    }

    private String keep() {
      return KEEP + "." + family + "." + table;
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    String table = params.string("table");
    if (!table.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      throw params.problem("table", "takes letters, digits, \"_\" and \"-\"");
    }
    for (String path : List.of("dir", "conf")) {
      if (!params.string(path).matches("[A-Za-z0-9/._-]+")) {
        throw params.problem(path, "takes letters, digits and \"/._-\"");
      }
    }
    long confirm = params.integer("confirm");
    if (confirm != 0 && (confirm < 5 || confirm > 600)) {
      throw params.problem("confirm", "takes 5 to 600 seconds, or 0");
    }
    String family = params.string("family");
    boolean present = params.string("state").equals("present");
    return new Wanted(
        family,
        table,
        present ? Optional.of(ruleset(params, family, table)) : Optional.empty(),
        confirm,
        params.string("dir") + "/" + family + "-" + table + ".nft",
        params.string("conf"));
  }

  private static String ruleset(Params params, String family, String table) {
    if (params.has("content") == params.has("src")) {
      throw params.problem("give content or src, one of them");
    }
    String parameter = params.has("content") ? "content" : "src";
    String text = params.has("content") ? params.string("content") : local(params);
    try {
      return new Ruleset(family, table, text).text();
    } catch (IllegalArgumentException e) {
      throw params.problem(parameter, e.getMessage());
    }
  }

  private static String local(Params params) {
    try {
      return params
          .sources()
          .file(params.string("src"))
          .asCharSource(StandardCharsets.UTF_8)
          .read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Probe<NftablesState> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(
                wanted.family(),
                wanted.table(),
                wanted.file(),
                wanted.conf(),
                wanted.ruleset().isPresent() ? wanted.rules().file() : ""),
            NftablesState::parse)
        .reading(
            Resource.path(wanted.file()),
            Resource.path(wanted.conf()),
            Resource.pkg("nftables"),
            Resource.command("nft"));
  }

  @Override
  public Plan plan(Wanted wanted, NftablesState is) {
    return wanted.ruleset().isPresent() ? presence(wanted, is) : removal(wanted, is);
  }

  private static Plan removal(Wanted wanted, NftablesState is) {
    String name = "table " + wanted.family() + " " + wanted.table();
    if (is.live().isEmpty() && is.stored().isEmpty()) {
      return Plan.holds(name + " is not there");
    }
    List<Diff> diffs = new ArrayList<>();
    is.live().ifPresent(live -> diffs.add(Diff.text(name, live, "")));
    is.stored().ifPresent(stored -> diffs.add(Diff.text(wanted.file(), stored, "")));
    return Plan.of(
        Change.modifies(
                "remove " + name,
                REMOVE.call(wanted.family(), wanted.table(), wanted.file()),
                diffs)
            .altering(Resource.path(wanted.file())));
  }

  private static Plan presence(Wanted wanted, NftablesState is) {
    Ruleset rules = wanted.rules();
    String name = "table " + wanted.family() + " " + wanted.table();
    Optional<Problem> conflict = Firewalls.conflict("nftables", is.others());
    if (conflict.isPresent()) {
      return Plan.impossible(conflict.get());
    }
    if (!is.trouble().isEmpty()) {
      return Plan.impossible(Problem.of("nft does not take these rules: " + is.trouble()));
    }
    List<Diff> diffs = diffs(wanted, is, rules, name);
    if (diffs.isEmpty()) {
      return Plan.holds(name + " is as wanted");
    }
    if (!is.loginPort().isEmpty() && rules.locksOut(is.loginPort())) {
      return Plan.impossible(
          Problem.of(
                  "these rules would lock out this login: they drop what comes in, and none"
                      + " accepts port "
                      + is.loginPort())
              .withRemedy("add a rule such as \"tcp dport " + is.loginPort() + " accept\""));
    }
    Plan plan = Plan.of(change(wanted, rules, name, diffs));
    return is.usable()
        ? plan
        : plan.needing(
            List.of(
                new Need(
                    Resource.command("nft"),
                    "there is no nft on this host; install the package nftables before this"
                        + " task")));
  }

  private static List<Diff> diffs(Wanted wanted, NftablesState is, Ruleset rules, String name) {
    List<Diff> diffs = new ArrayList<>();
    String live = is.live().orElse("");
    if (is.shown().isPresent() && !is.shown().get().equals(live)) {
      diffs.add(Diff.text(name, live, is.shown().get()));
    } else if (is.shown().isEmpty() && is.live().isEmpty()) {
      diffs.add(Diff.text(name, "", rules.text().strip() + "\n"));
    }
    if (!is.stored().equals(Optional.of(rules.file()))) {
      diffs.add(Diff.text(wanted.file(), is.stored().orElse(""), rules.file()));
    }
    if (!is.included()) {
      diffs.add(Diff.value(wanted.conf(), "without the file", "includes the file"));
    }
    return diffs;
  }

  private static Change change(Wanted wanted, Ruleset rules, String name, List<Diff> diffs) {
    Change load =
        Change.modifies(
                "load "
                    + name
                    + (wanted.confirm() > 0
                        ? ", to be confirmed by a new login within " + wanted.confirm() + " s"
                        : ""),
                LOAD.call(
                    wanted.family(),
                    wanted.table(),
                    wanted.file(),
                    wanted.conf(),
                    String.valueOf(wanted.confirm()),
                    wanted.keep()),
                diffs)
            .withPayload(CharSource.wrap(rules.file()).asByteSource(StandardCharsets.UTF_8))
            .altering(Resource.path(wanted.file()), Resource.path(wanted.conf()));
    return wanted.confirm() > 0 ? confirmed(wanted, load) : load;
  }

  /** The change, after which a new login has to succeed and to say so. */
  private static Change confirmed(Wanted wanted, Change load) {
    return load.reconnecting(
        new Reconnect(
            Duration.ZERO,
            Duration.ofSeconds(wanted.confirm()),
            Duration.ofSeconds(1),
            Optional.of(Duration.ofSeconds(5)),
            false,
            Optional.of(CONFIRM.call(wanted.keep())),
            Duration.ZERO));
  }
}
