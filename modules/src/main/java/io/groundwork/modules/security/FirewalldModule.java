package io.groundwork.modules.security;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
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

/** One entry of a zone of firewalld: in what is stored, in what is in force, or in both. */
public final class FirewalldModule implements Module<FirewalldModule.Wanted, FirewalldState> {

  private static final Snippet PROBE =
      new Snippet(
          "firewalld.probe.sh",
          text("firewalld.sh") + "\n" + Firewalls.snippet("firewalld.probe.sh").text());
  private static final Snippet SET =
      new Snippet("firewalld.set.sh", text("firewalld.sh") + "\n" + text("firewalld.set.sh"));

  /** By parameter, what firewalld calls it and what its values look like. */
  private static final Map<String, String> ENTRIES = new LinkedHashMap<>();

  static {
    ENTRIES.put("service", "service");
    ENTRIES.put("port", "port");
    ENTRIES.put("protocol", "protocol");
    ENTRIES.put("source", "source");
    ENTRIES.put("interface", "interface");
    ENTRIES.put("rich_rule", "rich-rule");
    ENTRIES.put("icmp_block", "icmp-block");
    ENTRIES.put("icmp_block_inversion", "icmp-block-inversion");
    ENTRIES.put("masquerade", "masquerade");
    ENTRIES.put("target", "target");
  }

  private static final Spec SPEC =
      Spec.of(
              "firewalld",
              "Adds an entry to a zone of firewalld or removes it",
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "Whether the entry is to be there; present and absent are for zone and"
                          + " target.")
                  .mandatory()
                  .choices("enabled", "disabled", "present", "absent"),
              Parameter.of("zone", Parameter.Type.STRING, "The zone; by default firewalld's own."),
              Parameter.of(
                  "permanent",
                  Parameter.Type.BOOLEAN,
                  "Whether it is stored, so that it outlives a reload; by default only if the"
                      + " daemon is not running."),
              Parameter.of(
                  "immediate",
                  Parameter.Type.BOOLEAN,
                  "Whether it is in force at once; by default if permanent is not set."),
              Parameter.of("offline", Parameter.Type.BOOLEAN, "Whether the daemon may be down.")
                  .fallback("true"),
              Parameter.of("service", Parameter.Type.STRING, "A service that is let in."),
              Parameter.of(
                  "port", Parameter.Type.STRING, "A port or range, as 5432/tcp or 8000-8010/udp."),
              Parameter.of("protocol", Parameter.Type.STRING, "A protocol that is let in."),
              Parameter.of(
                  "source", Parameter.Type.STRING, "An address or network that is in the zone."),
              Parameter.of("interface", Parameter.Type.STRING, "An interface that is in the zone."),
              Parameter.of("rich_rule", Parameter.Type.STRING, "A rich rule."),
              Parameter.of("icmp_block", Parameter.Type.STRING, "A kind of ICMP to block."),
              Parameter.of(
                  "icmp_block_inversion",
                  Parameter.Type.BOOLEAN,
                  "Whether what is blocked is let in instead, and the rest blocked."),
              Parameter.of(
                  "masquerade", Parameter.Type.BOOLEAN, "Whether addresses are masqueraded."),
              Parameter.of("target", Parameter.Type.STRING, "What becomes of the rest.")
                  .choices("default", "ACCEPT", "DROP", "%%REJECT%%"))
          .result("msg", "what was changed")
          .example(
              """
              - name: The database for the application's hosts alone
                firewalld:
                  rich_rule: >-
                    rule family=ipv4 source address=10.1.0.0/24
                    port port=5432 protocol=tcp accept
                  permanent: true
                  immediate: true
                  state: enabled
              """);

  private static String text(String file) {
    return Snippet.resource(FirewalldModule.class, file).text();
  }

  /**
   * An entry.
   *
   * @param kind what firewalld calls it
   * @param value its value; empty where there is none
   * @param present whether it is to be there
   */
  public record Wanted(
      String zone,
      String kind,
      String value,
      boolean present,
      Optional<Boolean> permanent,
      Optional<Boolean> immediate,
      boolean offline) {

    boolean stored(boolean running) {
      return permanent.orElse(!running);
    }

    boolean live(boolean running) {
      return running
          && immediate.orElse(!permanent.orElse(false))
          && !kind.equals("zone")
          && !kind.equals("target");
    }

    String text() {
      return kind.equals("zone") ? "zone " + zone : (kind + " " + value).strip();
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    List<String> given = ENTRIES.keySet().stream().filter(params::has).toList();
    String state = params.string("state");
    boolean whole = state.equals("present") || state.equals("absent");
    if (given.size() > 1) {
      throw params.problem("takes only one of " + String.join(", ", given));
    }
    if (given.isEmpty() && (!whole || !params.has("zone"))) {
      throw params.problem("give one of " + String.join(", ", ENTRIES.keySet()));
    }
    String entry = given.isEmpty() ? "zone" : given.get(0);
    if (whole != (entry.equals("zone") || entry.equals("target"))) {
      throw params.problem(
          "state", "is enabled or disabled for " + entry + ", present or absent for zone");
    }
    boolean permanent = params.optionalBool("permanent").orElse(false);
    if (whole && (!permanent || params.optionalBool("immediate").orElse(false))) {
      throw params.problem("permanent", "has to be true for " + entry + ", without immediate");
    }
    if (params.has("permanent") && !permanent && !params.optionalBool("immediate").orElse(true)) {
      throw params.problem("permanent and immediate cannot both be false");
    }
    String value = entry.equals("zone") ? "" : value(params, entry);
    boolean present = state.equals("enabled") || state.equals("present");
    boolean flag = entry.equals("masquerade") || entry.equals("icmp_block_inversion");
    return new Wanted(
        zone(params),
        ENTRIES.getOrDefault(entry, "zone"),
        flag ? "" : value,
        // As with Ansible: masquerade: false turns the state around.
        (flag && !params.bool(entry)) != present,
        params.optionalBool("permanent"),
        params.optionalBool("immediate"),
        params.bool("offline"));
  }

  private static String zone(Params params) {
    String zone = params.optional("zone").orElse("");
    if (!zone.matches("[A-Za-z0-9_-]{0,17}")) {
      throw params.problem("zone", "takes up to 17 letters and digits, not \"" + zone + "\"");
    }
    return zone;
  }

  private static String value(Params params, String entry) {
    if (entry.equals("masquerade") || entry.equals("icmp_block_inversion")) {
      return String.valueOf(params.bool(entry));
    }
    String value = params.string(entry).strip();
    String form =
        switch (entry) {
          case "port" -> "[0-9]+(-[0-9]+)?/(tcp|udp|sctp|dccp)";
          case "source" -> "[0-9A-Fa-f.:]+(/[0-9]+)?|ipset:[A-Za-z0-9_-]+";
          case "rich_rule" -> "rule\\b.*";
          case "interface" -> "[A-Za-z0-9][A-Za-z0-9._@:-]*";
          default -> "[A-Za-z0-9%][A-Za-z0-9_.%-]*";
        };
    if (!value.matches(form)) {
      throw params.problem(
          entry,
          entry.equals("port")
              ? "takes a port with its protocol, as 5432/tcp, not \"" + value + "\""
              : "cannot be \"" + value + "\"");
    }
    return value;
  }

  @Override
  public Probe<FirewalldState> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(
                wanted.zone(),
                wanted.permanent().orElse(true) ? "yes" : "no",
                wanted.kind().equals("zone") || wanted.kind().equals("target") ? "no" : "yes",
                wanted.kind(),
                wanted.value()),
            FirewalldState::parse)
        .reading(
            Resource.pkg("firewalld"),
            Resource.command("firewall-cmd"),
            Resource.unit("firewalld.service"));
  }

  @Override
  public Plan plan(Wanted wanted, FirewalldState is) {
    if (!is.usable()) {
      return Plan.of(change(wanted, is, true, false))
          .needing(
              List.of(
                  new Need(
                      Resource.command("firewall-cmd"),
                      "there is no firewalld on this host; install its package before this"
                          + " task")));
    }
    if (!is.running() && !wanted.offline()) {
      return Plan.impossible(
          Problem.of("firewalld is not running on this host")
              .withRemedy("start it first: systemd: {name: firewalld, state: started}"));
    }
    if (is.running() || wanted.present()) {
      Optional<Problem> conflict = Firewalls.conflict("firewalld", is.others());
      if (conflict.isPresent()) {
        return Plan.impossible(conflict.get());
      }
    }
    Optional<String> trouble = is.trouble(wanted.kind());
    if (trouble.isPresent()) {
      return Plan.impossible(Problem.of("firewalld does not take it: " + trouble.get()));
    }
    boolean stored = wanted.stored(is.running()) && differs(wanted, is.stored());
    boolean live = wanted.live(is.running()) && differs(wanted, is.live());
    if (!stored && !live) {
      return Plan.holds(
          wanted.text() + " is " + (wanted.present() ? "" : "not ") + "in zone " + is.zone());
    }
    if (locksOut(wanted, is)) {
      return Plan.impossible(
          Problem.of(
                  "this login came in by port "
                      + is.loginPort()
                      + ", which "
                      + wanted.text()
                      + " lets in: removing it may lock you out")
              .withRemedy("log in another way, or remove it on the host itself"));
    }
    return Plan.of(change(wanted, is, stored, live));
  }

  private static boolean differs(Wanted wanted, String found) {
    if (wanted.kind().equals("target")) {
      return wanted.present() != found.equals(wanted.value());
    }
    return wanted.present() != found.equals("yes");
  }

  private static boolean locksOut(Wanted wanted, FirewalldState is) {
    if (wanted.present() || is.loginPort().isEmpty() || !is.running()) {
      return false;
    }
    return (wanted.kind().equals("service")
            && wanted.value().equals("ssh")
            && is.loginPort().equals("22"))
        || (wanted.kind().equals("port") && wanted.value().equals(is.loginPort() + "/tcp"));
  }

  private static Change change(Wanted wanted, FirewalldState is, boolean stored, boolean live) {
    String before = wanted.present() ? "absent" : "there";
    String after = wanted.present() ? "there" : "absent";
    if (wanted.kind().equals("target")) {
      before = is.stored().isEmpty() ? "default" : is.stored();
      after = wanted.present() ? wanted.value() : "default";
    }
    List<Diff> diffs = new ArrayList<>();
    if (stored) {
      diffs.add(Diff.value(wanted.text() + " (permanent)", before, after));
    }
    if (live) {
      diffs.add(Diff.value(wanted.text() + " (in force)", before, after));
    }
    String zone = is.zone().isEmpty() ? wanted.zone() : is.zone();
    String where = wanted.kind().equals("zone") || zone.isEmpty() ? "" : " in zone " + zone;
    return Change.modifies(
            (wanted.present() ? "add " : "remove ") + wanted.text() + where,
            SET.call(zone, stored ? "yes" : "no", live ? "yes" : "no", option(wanted)),
            diffs)
        .alteringAnything();
  }

  private static String option(Wanted wanted) {
    return switch (wanted.kind()) {
      case "zone" -> (wanted.present() ? "--new-zone=" : "--delete-zone=") + wanted.zone();
      case "target" -> "--set-target=" + (wanted.present() ? wanted.value() : "default");
      default ->
          (wanted.present() ? "--add-" : "--remove-")
              + wanted.kind()
              + (wanted.value().isEmpty() ? "" : "=" + wanted.value());
    };
  }
}
