package io.groundwork.modules.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteCluster;
import io.groundwork.modules.lab.SiteCluster.Story;
import io.groundwork.modules.lab.StandIns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role on three hosts, with the lab's stand-in for MongoDB. */
@OnLabHosts({"db1", "akmta1", "db2"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MongodbReplicaSetLabTest {

  private static final String ADMIN = "aDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String PLATFORM = "tDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String KEY = "kDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static List<String> hosts;
  private static SiteCluster set;

  @BeforeAll
  static void startFromBareHosts() {
    hosts = LabHosts.of(MongodbReplicaSetLabTest.class);
    set =
        SiteCluster.onBareHosts(
                hosts,
                "mongodb",
                Map.of(
                    "mongodb_admin_password", ADMIN,
                    "mongodb_platform_password", PLATFORM,
                    "mongodb_keyfile_secret", KEY))
            .with(StandIns.repository("mongodb", "mongodb", "bookworm/mongodb-org/8.0"));
  }

  @AfterAll
  static void leaveNothing() {
    if (set != null) {
      set.leave();
    }
  }

  private static String shell(String host, String script) {
    return set.root(
        host,
        "HOME=/run mongosh --quiet --norc -u admin -p "
            + ADMIN
            + " --authenticationDatabase admin --eval '"
            + script
            + "' 2>&1 || :");
  }

  private static String place(String host) {
    return set.address(host) + ":27017";
  }

  private static String members() {
    return shell(hosts.get(0), "rs.status().members.map(m => m.name + \" \" + m.stateStr).join()");
  }

  @Test
  @Order(1)
  void anEvenNumberOfMembersIsRefusedBeforeAnythingIsDone() {
    assertThat(set.of(hosts.subList(0, 2)).plan().failures())
        .contains("2 is no number of members for a replica set")
        .contains("name 3, 5 or 7 of them, or one");
    assertThat(set.with(Map.of("mongodb_keyfile_secret", "short")).plan().failures())
        .contains("set mongodb_keyfile_secret");
  }

  @Test
  @Order(2)
  void bareHostsBecomeASetAsPlanned() {
    Story story = set.applied();
    assertThat(story.steps(hosts.get(0)))
        .contains(
            "found replica set rs0 of "
                + String.join(", ", hosts.stream().map(MongodbReplicaSetLabTest::place).toList()),
            "make the first user admin in admin",
            "make user altcraft in admin");
    assertThat(story.steps(hosts.get(1))).noneMatch(step -> step.contains("user altcraft"));
    assertThat(members())
        .isEqualTo(
            place(hosts.get(0))
                + " PRIMARY,"
                + place(hosts.get(1))
                + " SECONDARY,"
                + place(hosts.get(2))
                + " SECONDARY");
    assertThat(set.root(hosts.get(2), "stat -c '%a %U:%G' /etc/mongod.key; cat /etc/mongod.key"))
        .isEqualTo("400 mongodb:mongodb\n" + KEY);
    assertThat(shell(hosts.get(2), "db.getSiblingDB(\"admin\").getUsers().users.length"))
        .isEqualTo("2");
    set.settled(8);
  }

  @Test
  @Order(3)
  void usersAreMadeOnThePrimaryWhicheverMemberThatIs() {
    set.root(
        hosts.get(0),
        """
        systemctl stop mongod
        timeout 20 sh -c 'until mongosh --quiet --norc --host %s --eval "db.hello().primary" \
          </dev/null 2>&1 | grep -E "^(%s|%s)$"; do sleep 0.2; done'
        systemctl start mongod
        timeout 20 sh -c 'until mongosh --quiet --norc --eval "db.hello().secondary" \
          </dev/null 2>&1 | grep -q true; do sleep 0.2; done'
        """
            .formatted(set.address(hosts.get(1)), place(hosts.get(1)), place(hosts.get(2))));
    Story story = set.with(Map.of("mongodb_platform_user", "another")).applied();
    assertThat(story.steps(hosts.get(0))).containsExactly("make user another in admin");
    assertThat(members()).doesNotContain(place(hosts.get(0)) + " PRIMARY");
  }

  @Test
  @Order(4)
  void aMemberThatTheInventoryDoesNotKnowIsToldAndNeverTakenOut() {
    SiteCluster one = set.of(hosts.subList(0, 1));
    assertThat(one.with(Map.of("mongodb_replica_set", "rs0")).plan().failures())
        .contains("rs0 has members that the inventory does not know: " + place(hosts.get(1)))
        .contains(place(hosts.get(2)))
        .contains("rs.remove()");
    assertThat(one.plan().failures())
        .contains(place(hosts.get(0)) + " is in the replica set rs0 of ")
        .contains("and the inventory has it alone");
    assertThat(members()).contains(place(hosts.get(2)) + " SECONDARY");
  }

  @Test
  @Order(5)
  void aServerThatWasTakenOutOrHasDataOfItsOwnIsKeptOut() {
    String last = hosts.get(2);
    onPrimary("rs.remove(\"" + place(last) + "\")");
    assertThat(set.plan().failures())
        .contains(place(last) + " was taken out of its replica set")
        .contains("empty its data directory");
    set.root(
        last,
        """
        systemctl stop mongod
        rm -rf /var/lib/mongodb/*
        grep -vE 'keyFile|^replication|replSetName|^security|authorization' /etc/mongod.conf \
          >/run/alone.conf
        setpriv --reuid mongodb --regid mongodb --clear-groups mongod --config /run/alone.conf &
        timeout 10 bash -c 'until (: </dev/tcp/127.0.0.1/27017) 2>/dev/null; do sleep 0.1; done'
        HOME=/run mongosh --quiet --norc \
          --eval 'db.getSiblingDB("admin").createUser({user: "own", pwd: "own", roles: ["root"]})'
        kill $!
        wait
        systemctl start mongod
        """);
    assertThat(set.apply().failures())
        .contains(place(last) + " has users, and so data, of its own");
    assertThat(members()).doesNotContain(place(last));
    set.root(last, "systemctl stop mongod; rm -rf /var/lib/mongodb/*; systemctl start mongod");
  }

  @Test
  @Order(6)
  void oneThatIsMissingIsAdded() {
    Story story = set.applied();
    assertThat(story.steps(hosts.get(0)))
        .containsExactly("add " + place(hosts.get(2)) + " to replica set rs0");
    assertThat(members()).contains(place(hosts.get(2)) + " SECONDARY");
  }

  private static void onPrimary(String script) {
    String primary = shell(hosts.get(0), "db.hello().primary");
    hosts.stream().filter(host -> place(host).equals(primary)).forEach(host -> shell(host, script));
  }
}
