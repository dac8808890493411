package io.groundwork.modules.mongodb;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.modules.health.Login;
import java.util.List;
import java.util.Set;

/** {@code mongodb_replicaset}: a replica set, founded on one member and joined by the others. */
public final class MongodbReplicasetModule implements Module<WantedSet, SetState> {

  private static final String MEMBERS = "members";
  private static final String NAME = "replica_set";
  private static final String STATE = "state";
  private static final String TIMEOUT = "timeout";

  private static final Spec SPEC =
      Spec.of(
              "mongodb_replicaset",
              "Founds a replica set of MongoDB servers, and takes further members into it",
              Parameter.of(
                      NAME,
                      Parameter.Type.STRING,
                      "The set's name. Empty, with state possible: the server is to be in none.")
                  .fallback("rs0"),
              Parameter.of(
                      MEMBERS,
                      Parameter.Type.LIST,
                      "All members, each an address with a port. The first one founds the set, and"
                          + " may have data; the others have none before they join. One that is not"
                          + " in the set is added; a set that has more is told, never changed.")
                  .mandatory(),
              Parameter.of(
                  "member",
                  Parameter.Type.STRING,
                  "Which of them the host is. Not given: the first one."),
              Parameter.of(
                      STATE,
                      Parameter.Type.STRING,
                      "present: the set has these members, and they serve. possible: nothing is"
                          + " done; the task fails where the host's server cannot become a member,"
                          + " as one with data of its own.")
                  .fallback("present")
                  .choices("present", "possible"),
              Parameter.of(
                      TIMEOUT,
                      Parameter.Type.INTEGER,
                      "Seconds for all steps together; a newcomer copies the data in that time, or"
                          + " the task fails and the next run waits on.")
                  .fallback("120"))
          .and(Login.parameters(27017, true))
          .refusing("arbiter_at_index", "a member with data is worth more; rs.addArb() by hand")
          .refusing("validate", "an assert task says which numbers of members are right")
          .refusing("reconfigure", "members are added, and never taken out")
          .refusing("force", "a set without a majority is mended by hand")
          .refusing("chaining_allowed", "rs.reconfig() by hand")
          .refusing("heartbeat_timeout_secs", "rs.reconfig() by hand")
          .refusing("election_timeout_millis", "rs.reconfig() by hand")
          .refusing("protocol_version", "there is one only")
          .example(
              """
              - name: The replica set
                run_once: true
                mongodb_replicaset:
                  login_user: admin
                  login_password: ${mongodb_admin_password}
                  members: [192.0.2.11:27017, 192.0.2.12:27017, 192.0.2.13:27017]
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedSet wanted(Params params) {
    String name = params.string(NAME);
    boolean formed = params.string(STATE).equals("present");
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}") && (formed || !name.isEmpty())) {
      throw params.problem(
          NAME, "takes letters, digits, \"_\", \".\" and \"-\", not \"" + name + "\"");
    }
    List<String> members = params.strings(MEMBERS);
    for (String one : members) {
      if (!one.matches("[A-Za-z0-9._-]+:[1-9][0-9]{0,4}")) {
        throw params.problem(MEMBERS, "takes addresses with ports, not \"" + one + "\"");
      }
    }
    if (members.isEmpty() || Set.copyOf(members).size() != members.size()) {
      throw params.problem(MEMBERS, "takes at least one address, each of them once");
    }
    String member = params.optional("member").orElse(members.get(0));
    if (!members.contains(member)) {
      throw params.problem("member", "is one of members, not \"" + member + "\"");
    }
    long seconds = params.integer(TIMEOUT);
    if (seconds < 1 || seconds > 86_400) {
      throw params.problem(TIMEOUT, "takes 1 to 86400 seconds");
    }
    return new WantedSet(Login.of(params, true), name, members, member, formed, seconds);
  }

  @Override
  public Probe<SetState> probe(WantedSet wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedSet wanted, SetState is) {
    return wanted.plan(is);
  }
}
