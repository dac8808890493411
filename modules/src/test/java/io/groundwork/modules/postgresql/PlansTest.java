package io.groundwork.modules.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import io.groundwork.text.LoadException;
import io.groundwork.text.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the modules plan on what hosts really print. */
class PlansTest {

  private static final String PASSWORD = "correct horse battery staple 0123456789";
  private static final String KNOWN =
      "SCRAM-SHA-256$4096:QR9phPkQ5etA0IvpR7TMTA==$/BCfrIPK1b+K0iDKllSAcrAY2AXuoTwzAEbu/zKGh+w=";
  private static final String ROLE = "is|f|t|f|f|t|f|f|-1|";

  private static <W, I> Plan plan(
      Module<W, I> module, Map<String, ?> params, String state, String context) {
    W wanted = ModuleHarness.create().wanted(module, params);
    I is = module.probe(wanted).parser().apply(new Reading(state, context));
    return module.plan(wanted, is);
  }

  private static Plan user(Map<String, ?> params, String state, String context) {
    return plan(new PostgresqlUserModule(), params, state, context);
  }

  private static Map<String, ?> altcraft() {
    return Map.of(
        "name",
        "altcraft",
        "password",
        Secret.of(PASSWORD),
        "role_attr_flags",
        "LOGIN,NOSUPERUSER");
  }

  @Test
  void aRoleOnABareHostIsPlannedForTheServerToCome() {
    Plan plan = user(altcraft(), "", "absent");
    assertThat(plan.changes()).extracting(Change::summary).containsExactly("create role altcraft");
    assertThat(plan.needs()).extracting(Need::message).allMatch(m -> m.contains("port 5432"));
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(
            Diff.value("role", "absent", "altcraft"),
            Diff.value("attributes", "", "INHERIT LOGIN"),
            Diff.value("password", "", "***"));
  }

  @Test
  void aRoleIsMadeWithAVerifierAndNeverWithItsPassword() {
    Change change = user(altcraft(), "", "up").changes().get(0);
    assertThat(change.call().words())
        .contains("create role \"altcraft\"")
        .contains("SCRAM-SHA-256$4096:")
        .doesNotContain(PASSWORD);
    assertThat(change.call().values().get(3)).isInstanceOf(Secret.class);
  }

  @Test
  void aRoleWithItsPasswordHolds() {
    Plan plan = user(altcraft(), ROLE + KNOWN, "up");
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo("role altcraft is as wanted");
  }

  @Test
  void anotherPasswordIsChangedWithoutShowingEither() {
    for (String password : List.of(KNOWN.replace('A', 'B'), "none", "other")) {
      List<Diff> diffs = user(altcraft(), ROLE + password, "up").changes().get(0).diffs();
      assertThat(diffs).hasSize(1);
      assertThat(diffs.get(0).subject()).isEqualTo("password");
      assertThat(diffs.toString()).doesNotContain("SCRAM").doesNotContain(PASSWORD);
    }
  }

  @Test
  void anAttributeThatWasChangedByHandIsPutRight() {
    Plan plan = user(altcraft(), "is|t|t|f|f|t|f|f|-1|" + KNOWN, "up");
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(Diff.value("attributes", "SUPERUSER", "NOSUPERUSER"));
    assertThat(plan.changes().get(0).call().words()).doesNotContain("password");
  }

  @Test
  void whatASilentServerHoldsIsNotGuessed() {
    Plan plan = user(altcraft(), "down", "down\nthe database system is starting up");
    assertThat(plan.failure().orElseThrow().summary())
        .isEqualTo("PostgreSQL does not answer on port 5432: the database system is starting up");
  }

  @Test
  void aRoleCanBeDropped() {
    Map<String, ?> gone = Map.of("name", "old", "state", "absent");
    assertThat(user(gone, "", "up").reason()).isEqualTo("there is no role old");
    assertThat(user(gone, ROLE + "none", "up").changes().get(0).summary())
        .isEqualTo("drop role old");
  }

  @Test
  void wrongWordsAreRefusedAtOnce() {
    assertThatThrownBy(() -> user(Map.of("name", "x", "role_attr_flags", "LOGING"), "", "up"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("did you mean");
    assertThatThrownBy(() -> user(Map.of("name", "x", "password", "пароль"), "", "up"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("printable ASCII");
    assertThatThrownBy(() -> user(Map.of("name", "a\nb"), "", "up"))
        .isInstanceOf(LoadException.class);
  }

  private static Plan database(String state, String context) {
    return plan(
        new PostgresqlDbModule(),
        Map.of("name", "altcraft", "owner", "altcraft", "encoding", "UTF-8"),
        state,
        context);
  }

  @Test
  void aDatabaseIsMadeForItsOwner() {
    Plan plan = database("", "up\ncontext|owner");
    assertThat(plan.needs()).isEmpty();
    assertThat(plan.changes().get(0).call().words())
        .contains("create database \"altcraft\" owner \"altcraft\" encoding");
  }

  @Test
  void aDatabaseNeedsItsOwnerAndItsServer() {
    assertThat(database("", "up").needs())
        .extracting(Need::message)
        .containsExactly(
            "there is no role altcraft to own the database; make it with postgresql_user before");
    assertThat(database("", "absent").needs())
        .extracting(Need::message)
        .allMatch(message -> message.contains("no PostgreSQL server"));
  }

  @Test
  void aDatabaseChangesHandsButNotItsEncoding() {
    Plan plan = database("is|postgres|UTF8|C.UTF-8|C.UTF-8|-1", "up\ncontext|owner");
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(Diff.value("owner", "postgres", "altcraft"));
    assertThat(database("is|altcraft|SQL_ASCII|C|C|-1", "up\ncontext|owner").failure()).isPresent();
    assertThat(database("is|altcraft|UTF8|C|C|-1", "up\ncontext|owner").changes()).isEmpty();
  }

  private static Plan cluster(String state, String context) {
    return plan(new PostgresqlClusterModule(), Map.of("version", "16"), state, context);
  }

  private static final String THERE = "present\nport 5432\ndata /var/lib/postgresql/16/main";

  @Test
  void aClusterIsMadeWithChecksums() {
    Plan plan = cluster("absent", "installed");
    assertThat(plan.needs()).isEmpty();
    assertThat(plan.changes().get(0).summary()).isEqualTo("create cluster 16/main on port 5432");
    assertThat(plan.changes().get(0).diffs()).contains(Diff.value("data checksums", "", "on"));
    assertThat(cluster("absent", "").needs())
        .extracting(Need::message)
        .containsExactly("postgresql-16 is not installed; install it with apt before");
  }

  @Test
  void aClusterThatIsThereHolds() {
    assertThat(cluster(THERE, "installed\nfilled").changes()).isEmpty();
    assertThat(
            cluster(THERE, "installed\nfilled\nchecksums on\nencoding UTF8\nlocale C.UTF-8")
                .changes())
        .isEmpty();
  }

  @Test
  void aClusterIsMovedToItsPort() {
    Plan plan = cluster(THERE.replace("5432", "5433"), "installed\nfilled");
    assertThat(plan.changes().get(0).diffs()).containsExactly(Diff.value("port", "5433", "5432"));
  }

  @Test
  void whatAClusterKeepsForLifeIsAClearFinding() {
    String made = "installed\nfilled\nchecksums %s\nencoding %s\nlocale %s";
    assertThat(summary(cluster(THERE, made.formatted("off", "UTF8", "C.UTF-8"))))
        .isEqualTo("cluster 16/main was made without data checksums");
    assertThat(summary(cluster(THERE, made.formatted("on", "SQL_ASCII", "C.UTF-8"))))
        .contains("encoding SQL_ASCII");
    assertThat(summary(cluster(THERE, made.formatted("on", "UTF8", "en_US.UTF-8"))))
        .contains("locale en_US.UTF-8");
  }

  @Test
  void dataAndOtherClustersAreNeverInTheWay() {
    assertThat(summary(cluster("absent", "installed\nfilled"))).contains("holds data");
    assertThat(summary(cluster("absent", "installed\ntaken 15/main")))
        .isEqualTo("port 5432 belongs to the cluster 15/main of this host");
  }

  private static String summary(Plan plan) {
    return plan.failure().orElseThrow().summary();
  }

  @Test
  void theVersionIsWhatTheDaemonSays() {
    PostgresqlPingModule module = new PostgresqlPingModule();
    PostgresqlPingModule.Wanted wanted = ModuleHarness.create().wanted(module, Map.of());
    Answer<java.util.Optional<ServerVersion>> is =
        module.probe(wanted).parser().apply(new Reading("is|16.1 (Debian 16.1-1.pgdg120+1)", "up"));
    assertThat(module.plan(wanted, is).changes()).isEmpty();
    assertThat(module.result(wanted, is, List.of()))
        .isEqualTo(
            Map.of(
                "is_available",
                true,
                "server_version",
                Map.of(
                    "raw",
                    "16.1 (Debian 16.1-1.pgdg120+1)",
                    "full",
                    "16.1",
                    "major",
                    16L,
                    "minor",
                    1L)));
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedFor() {
    Plan plan = plan(new PostgresqlPingModule(), Map.of(), "", "absent");
    assertThat(plan.isChanging()).isFalse();
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly("wait until PostgreSQL answers on port 5432");
  }
}
