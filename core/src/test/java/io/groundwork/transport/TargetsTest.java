package io.groundwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.inventory.Host;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

  private static final Position PLACE = new Position("hosts.yml", 4, 7);
  private static final Host HOST = new Host("db1", List.of("db"), new Position("hosts.yml", 2, 3));

  /** A scope of written values; {@code ${x}} is replaced by {@code <x>}, to see it was rendered. */
  private static Target resolve(Map<String, String> variables, ConnectionOptions options) {
    return Targets.resolve(HOST, scope(variables), TargetsTest::render, options);
  }

  private static Target resolve(String... variables) {
    return resolve(map(variables), ConnectionOptions.defaults());
  }

  private static Map<String, String> map(String... variables) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return map;
  }

  private static Scope scope(Map<String, String> variables) {
    Map<String, Binding> bindings = new HashMap<>();
    variables.forEach(
        (name, text) ->
            bindings.put(
                name, new Binding.Written(new Node.Scalar(text, true, Optional.empty(), PLACE))));
    return Scope.of(bindings);
  }

  private static Optional<Object> render(Node node) {
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.text().contains("${")
        ? Optional.of(scalar.text().replace("${", "").replace("}", ""))
        : scalar.value();
  }

  private static Problem refused(String... variables) {
    return catchThrowableOfType(LoadException.class, () -> resolve(variables)).problems().get(0);
  }

  private static ConnectionOptions commandLine() {
    return new ConnectionOptions(
        Optional.of("cli"),
        Optional.of(Path.of("/cli/key")),
        Optional.of(Secret.of("cli password")),
        Optional.of(Secret.of("cli passphrase")),
        true,
        Optional.of("cliroot"),
        Optional.of(Secret.of("cli become")),
        Target.HostKeys.ACCEPT_NEW,
        Duration.ofSeconds(7));
  }

  @Test
  void aHostWithoutVariablesIsReachedByItsName() {
    Target target = resolve();

    assertThat(target.name()).isEqualTo("db1");
    assertThat(target.address()).isEqualTo("db1");
    assertThat(target.local()).isFalse();
    assertThat(target.port()).isEmpty();
    assertThat(target.user()).isEmpty();
    assertThat(target.hostKeys()).isEqualTo(Target.HostKeys.STRICT);
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyVariableIsReadAndRendered() {
    Target target =
        resolve(
            "ansible_host", "198.18.0.11",
            "ansible_port", "2222",
            "ansible_user", "${deploy}",
            "ansible_ssh_pass", "hidden",
            "ansible_ssh_private_key_file", "/keys/id",
            "ansible_ssh_private_key_passphrase", "open",
            "ansible_ssh_timeout", "30");

    assertThat(target.address()).isEqualTo("198.18.0.11");
    assertThat(target.port()).hasValue(2222);
    assertThat(target.user()).hasValue("deploy");
    assertThat(target.password()).hasValue(Secret.of("hidden"));
    assertThat(target.privateKey()).hasValue(Path.of("/keys/id"));
    assertThat(target.passphrase()).hasValue(Secret.of("open"));
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(target.toString()).doesNotContain("hidden").doesNotContain("open");
  }

  @Test
  void whatOperatorsWriteIsRendered() {
    Map<String, String> variables = map("ansible_host", "${net}.11", "net", "198.18.0");

    Target target =
        Targets.resolve(
            HOST, scope(variables), new Templates(new Redactor()), ConnectionOptions.defaults());

    assertThat(target.address()).isEqualTo("198.18.0.11");
  }

  @Test
  void aVariableCountsBeforeTheCommandLine() {
    Target said = resolve(map("ansible_user", "var", "ansible_timeout", "3"), commandLine());
    assertThat(said.user()).hasValue("var");
    assertThat(said.connectTimeout()).isEqualTo(Duration.ofSeconds(3));

    Target unsaid = resolve(map(), commandLine());
    assertThat(unsaid.user()).hasValue("cli");
    assertThat(unsaid.privateKey()).hasValue(Path.of("/cli/key"));
    assertThat(unsaid.password()).hasValue(Secret.of("cli password"));
    assertThat(unsaid.hostKeys()).isEqualTo(Target.HostKeys.ACCEPT_NEW);
    assertThat(unsaid.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aLocalConnectionIsLocal() {
    assertThat(resolve("ansible_connection", "local").local()).isTrue();
    assertThat(resolve("ansible_connection", "ssh").local()).isFalse();
    assertThat(refused("ansible_connection", "locl").remedy()).hasValue("did you mean \"local\"?");
    assertThat(refused("ansible_connection", "docker").where()).hasValue(PLACE);
  }

  @Test
  void theArgumentsOfSshThatMeanSomethingHereAreUnderstood() {
    Target target =
        resolve(
            "ansible_ssh_common_args",
            "-o UserKnownHostsFile=/a -o GlobalKnownHostsFile=/b -o 'ProxyJump=me@gate:33,inner'"
                + " -oIdentitiesOnly=yes",
            "ansible_ssh_extra_args",
            "-o \"StrictHostKeyChecking accept-new\" -o ConnectTimeout=4 -p 2200 -i /key");

    assertThat(target.knownHosts()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(target.jump()).containsExactly("me@gate:33", "inner");
    assertThat(target.onlyNamedKeys()).isTrue();
    assertThat(target.hostKeys()).isEqualTo(Target.HostKeys.ACCEPT_NEW);
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(target.port()).isEqualTo(OptionalInt.of(2200));
    assertThat(target.privateKey()).hasValue(Path.of("/key"));
    assertThat(resolve("ansible_ssh_common_args", "-J gate").jump()).containsExactly("gate");
  }

  @Test
  void oneNamedFileOfKnownHostsDoesNotDropTheOtherKind() {
    Path global = Path.of("/etc/ssh/ssh_known_hosts");
    Path users = Path.of(System.getProperty("user.home"), ".ssh/known_hosts");

    assertThat(resolve("ansible_ssh_common_args", "-o UserKnownHostsFile=/a").knownHosts())
        .containsExactly(Path.of("/a"), global);
    assertThat(resolve("ansible_ssh_common_args", "-o GlobalKnownHostsFile=/b").knownHosts())
        .containsExactly(users, Path.of("/b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o StrictHostKeyChecking=no | -o StrictHostKeyChecking=no | accept-new",
        "-o ProxyCommand='nc %h %p' | -o ProxyCommand=nc %h %p | ProxyJump",
        "-o ControlMaster=auto | -o ControlMaster=auto | stays open",
        "-o ControlPersist=60s | -o ControlPersist=60s | stays open",
        "-o ServerAliveInterval=5 | -o ServerAliveInterval=5 | within 30 s",
        "-o Ciphers=aes | -o Ciphers=aes | leave it out",
        "-F /x | -F | only -o, -J, -p and -i",
        "-C | -C | only -o, -J, -p and -i",
        "-v -v | -v | only -o, -J, -p and -i",
        "host | host | only options",
        "-o | -o | needs a value",
        "-o IdentitiesOnly=maybe | -o IdentitiesOnly=maybe | yes or no",
      })
  void everyOtherArgumentOfSshIsRefusedWithWhatToDoInstead(
      String arguments, String named, String instead) {
    Problem problem = refused("ansible_ssh_common_args", arguments);

    assertThat(problem.summary())
        .isEqualTo("ansible_ssh_common_args has the argument " + named + ", which is not used");
    assertThat(problem.remedy().orElseThrow()).contains(instead);
    assertThat(problem.where()).hasValue(PLACE);
  }

  @Test
  void hostKeyCheckingIsStrictOrTakesNewKeysButIsNeverOff() {
    assertThat(resolve("ansible_host_key_checking", "accept-new").hostKeys())
        .isEqualTo(Target.HostKeys.ACCEPT_NEW);
    assertThat(resolve("ansible_host_key_checking", "true").hostKeys())
        .isEqualTo(Target.HostKeys.STRICT);
    assertThat(refused("ansible_host_key_checking", "false").remedy().orElseThrow())
        .contains("accept-new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db1.example", "198.18.0.11", "fe80::1%eth0", "::1", "h_1", "a-b"})
  void namesAndAddressesAreTaken(String address) {
    assertThat(resolve("ansible_host", address).address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-oProxyCommand=x", "a b", "a;b", "$(x)", "a`b`", "a/b", "u@h", "a'b"})
  void addressesAndUsersWithOtherCharactersAreRefused(String text) {
    assertThat(refused("ansible_host", text).summary()).isEqualTo("ansible_host is " + text);
    if (!text.equals("u@h")) {
      assertThat(refused("ansible_user", text).summary()).isEqualTo("ansible_user is " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "ssh", "-1", "22.5"})
  void aPortIsANumberInItsRange(String text) {
    assertThat(refused("ansible_port", text).remedy())
        .hasValue("write a whole number from 1 to 65535");
  }

  private static Become become(Map<String, String> variables, ConnectionOptions options) {
    return Targets.become(
        Optional.empty(), Optional.empty(), HOST, scope(variables), TargetsTest::render, options);
  }

  @Test
  void nobodyIsBecomeUnlessSomethingSaysSo() {
    assertThat(become(map(), ConnectionOptions.defaults())).isEqualTo(Become.NONE);
    assertThat(become(map("ansible_become", "yes"), ConnectionOptions.defaults()).user())
        .hasValue("root");
    assertThat(become(map(), commandLine()))
        .isEqualTo(new Become(Optional.of("cliroot"), Optional.of(Secret.of("cli become"))));
    assertThat(become(map("ansible_become", "false"), commandLine())).isEqualTo(Become.NONE);
  }

  @Test
  void theTaskCountsBeforeTheInventoryAndTheInventoryBeforeTheCommandLine() {
    Map<String, String> variables =
        map("ansible_become_user", "inv", "ansible_become_pass", "inv become");

    assertThat(become(variables, commandLine()))
        .isEqualTo(new Become(Optional.of("inv"), Optional.of(Secret.of("inv become"))));
    assertThat(
            Targets.become(
                    Optional.of(true),
                    Optional.of("task"),
                    HOST,
                    scope(variables),
                    TargetsTest::render,
                    ConnectionOptions.defaults())
                .user())
        .hasValue("task");
    assertThat(
            Targets.become(
                Optional.of(false),
                Optional.empty(),
                HOST,
                scope(variables),
                TargetsTest::render,
                commandLine()))
        .isEqualTo(Become.NONE);
  }

  @Test
  void onlySudoIsAWayToBecomeSomebodyElse() {
    LoadException refusal =
        catchThrowableOfType(
            LoadException.class,
            () -> become(map("ansible_become_method", "su"), ConnectionOptions.defaults()));

    assertThat(refusal.problems().get(0).summary()).isEqualTo("ansible_become_method is su");
    assertThat(refusal.problems().get(0).remedy().orElseThrow()).contains("sudo");
  }

  @Test
  void aUserToBecomeWithShellCharactersIsRefused() {
    LoadException refusal =
        catchThrowableOfType(
            LoadException.class,
            () ->
                become(
                    map("ansible_become", "1", "ansible_become_user", "a;b"),
                    ConnectionOptions.defaults()));

    assertThat(refusal.problems().get(0).summary()).isEqualTo("not a user to become: a;b");
    assertThat(refusal.problems().get(0).where()).hasValue(PLACE);
  }
}
