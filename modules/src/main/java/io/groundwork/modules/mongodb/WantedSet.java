package io.groundwork.modules.mongodb;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.health.Login;
import io.groundwork.modules.mongodb.SetState.Stage;
import io.groundwork.text.Json;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A replica set as a task wants it.
 *
 * @param name of the set; empty for a server that is to be in none
 * @param members their addresses with ports, the one that founds it first
 * @param member which of them the host is
 * @param formed whether it is to be formed; otherwise only what stands against it is told
 * @param seconds how long each step may take
 */
public record WantedSet(
    Login login, String name, List<String> members, String member, boolean formed, long seconds) {

  private static final String SHARED = Snippet.resource(WantedSet.class, "mongo.sh").text();
  private static final Snippet PROBE = load("replicaset.probe.sh");
  private static final Snippet FORM = load("replicaset.form.sh");
  private static final Snippet WAIT = load("replicaset.wait.sh");
  private static final Set<String> HEALTHY = Set.of("PRIMARY", "SECONDARY", "ARBITER");

  public WantedSet {
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(name, "name");
    members = List.copyOf(members);
    Objects.requireNonNull(member, "member");
  }

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(WantedSet.class, file).text());
  }

  /** The set that the server on a port is in, for plans that build on it. */
  static Resource resource(Login login) {
    return new Resource(Resource.Kind.PATH, "mongodb:" + login.port() + "/set");
  }

  Probe<SetState> probe() {
    return Probe.of(
            PROBE.call(
                login.host(),
                String.valueOf(login.port()),
                login.user().orElse(""),
                login.secret()),
            SetState::parse)
        .reading(login.resource(), resource(login));
  }

  Plan plan(SetState is) {
    return hindrance(is)
        .map(Plan::impossible)
        .orElseGet(() -> formed ? forming(is) : Plan.holds(possible(is)));
  }

  private String possible(SetState is) {
    return switch (is.stage()) {
      case ABSENT -> "there is no MongoDB yet";
      case DOWN -> "MongoDB does not run yet";
      case MEMBER -> member + " is in " + name;
      default ->
          name.isEmpty() ? member + " is in no set" : "nothing keeps " + member + " out of " + name;
    };
  }

  private boolean founds() {
    return members.get(0).equals(member);
  }

  private Optional<Problem> hindrance(SetState is) {
    return switch (is.stage()) {
      case ABSENT, DOWN -> Optional.empty();
      case MEMBER -> another(is).or(() -> unknown(is)).or(() -> takenOut(is));
      case REMOVED -> takenOut(is);
      case REFUSED, ALONE, BLANK -> ownData(is);
    };
  }

  /** A server with users that joins a set loses what it has; the one that founds it keeps it. */
  private Optional<Problem> ownData(SetState is) {
    return is.users() && is.set().isEmpty() && !founds()
        ? problem(
            member
                + " has users, and so data, of its own, which it would lose as a member of "
                + name,
            "name this host first in the inventory's group, and the set takes over its data; or"
                + " stop mongod there and empty its data directory")
        : Optional.empty();
  }

  private Optional<Problem> another(SetState is) {
    if (name.isEmpty()) {
      return problem(
          member
              + " is in the replica set "
              + is.set()
              + " of "
              + String.join(", ", is.members().keySet())
              + ", and the inventory has it alone",
          "name all members in the inventory's group; alone it would no longer serve them");
    }
    return is.set().equals(name)
        ? Optional.empty()
        : problem(
            member + " is in the replica set " + is.set() + ", not in " + name,
            "the name of a set stays: set mongodb_replica_set to " + is.set());
  }

  private Optional<Problem> takenOut(SetState is) {
    return is.members().containsKey(member)
        ? Optional.empty()
        : problem(
            member + " was taken out of its replica set",
            "stop mongod there and empty its data directory, so that it can join anew");
  }

  private Optional<Problem> unknown(SetState is) {
    List<String> unknown =
        is.members().keySet().stream().filter(one -> !members.contains(one)).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : problem(
            name + " has members that the inventory does not know: " + String.join(", ", unknown),
            "name them in the inventory, or take them out by hand, with rs.remove() on the"
                + " primary; Groundwork never does");
  }

  private static Optional<Problem> problem(String what, String remedy) {
    return Optional.of(Problem.of(what).withRemedy(remedy));
  }

  private Plan forming(SetState is) {
    return switch (is.stage()) {
      case DOWN ->
          Plan.impossible(
              Problem.of("MongoDB does not answer on port " + login.port() + said(is))
                  .withRemedy("start mongod; its log is in /var/log/mongodb"));
      case REFUSED ->
          Plan.impossible(
              Problem.of(
                      "MongoDB does not let " + login.user().orElse("anybody") + " in" + said(is))
                  .withRemedy("give the login_user and login_password that it was set up with"));
      case MEMBER -> compared(is);
      default -> founded(is);
    };
  }

  private static String said(SetState is) {
    return is.complaint().isEmpty() ? "" : ": " + is.complaint();
  }

  private Plan founded(SetState is) {
    if (!founds() && is.stage() != Stage.ABSENT) {
      return Plan.impossible(
          Problem.of("the replica set " + name + " is not founded yet, or does not know " + member)
              .withRemedy(
                  "it is for "
                      + members.get(0)
                      + " to found it: run with that host, and name it first in the inventory's"
                      + " group"));
    }
    Plan plan =
        Plan.of(
            change(
                "found replica set " + name + " of " + String.join(", ", members),
                "found",
                members.subList(1, members.size()),
                Diff.value("members", "", String.join(" ", members))));
    return is.stage() == Stage.BLANK
        ? plan
        : plan.needing(
            List.of(
                new Need(
                    login.resource(),
                    "there is no MongoDB with replication.replSetName on port "
                        + login.port()
                        + "; install, configure and start it before")));
  }

  private Plan compared(SetState is) {
    List<String> missing = members.stream().filter(one -> !is.members().containsKey(one)).toList();
    if (!missing.isEmpty()) {
      List<String> after = new ArrayList<>(is.members().keySet());
      after.addAll(missing);
      return Plan.of(
          change(
              "add " + String.join(", ", missing) + " to replica set " + name,
              "add",
              missing,
              Diff.value(
                  "members", String.join(" ", is.members().keySet()), String.join(" ", after))));
    }
    String states =
        is.members().entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", "));
    return HEALTHY.containsAll(is.members().values()) && is.members().containsValue("PRIMARY")
        ? Plan.holds(name + " is complete: " + states)
        : Plan.of(
            Change.waits(
                "wait until all of " + name + " serve (now: " + states + ")",
                WAIT.call(
                    login.host(),
                    String.valueOf(login.port()),
                    login.user().orElse(""),
                    login.secret(),
                    String.join("\n", members),
                    String.valueOf(seconds))));
  }

  private Change change(String summary, String verb, List<String> newcomers, Diff diff) {
    return Change.modifies(
            summary,
            FORM.call(
                login.host(),
                String.valueOf(login.port()),
                login.user().orElse(""),
                login.secret(),
                verb,
                name,
                Json.line(members),
                String.join("\n", newcomers),
                String.valueOf(seconds)),
            diff)
        .altering(resource(login));
  }

  @Override
  public String toString() {
    return "replica set " + name;
  }
}
