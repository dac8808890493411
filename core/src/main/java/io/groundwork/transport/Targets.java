package io.groundwork.transport;

import io.groundwork.inventory.Host;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How to reach a host, from Ansible's connection variables and the command line. A variable counts
 * before the command line. Names, addresses and users are held to a narrow grammar: they come from
 * files and end in other programs' configuration.
 */
public final class Targets {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,253})|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]+)?");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,127}\\$?");
  private static final List<String> CONNECTIONS = List.of("ssh", "smart", "local");
  private static final Path GLOBAL_KNOWN_HOSTS = Path.of("/etc/ssh/ssh_known_hosts");

  private Targets() {}

  /**
   * How to reach a host and log in.
   *
   * @throws LoadException when a variable says something that cannot be followed
   */
  public static Target resolve(
      Host host, Scope scope, Templates templates, ConnectionOptions options) {
    return resolve(host, scope, node -> templates.value(node, scope), options);
  }

  static Target resolve(
      Host host, Scope scope, Function<Node, Optional<Object>> render, ConnectionOptions options) {
    ConnectionVars vars = new ConnectionVars(host, scope, render);
    SshArguments arguments = arguments(vars);
    OptionalInt port =
        vars.first("ansible_port", "ansible_ssh_port")
            .map(value -> OptionalInt.of(value.number(1, 65535)))
            .orElse(arguments.port);
    Optional<Path> key =
        vars.first("ansible_ssh_private_key_file", "ansible_private_key_file")
            .map(ConnectionVars.Value::path)
            .or(() -> arguments.privateKey)
            .or(options::privateKey);
    Optional<Duration> timeout =
        vars.first("ansible_ssh_timeout", "ansible_timeout")
            .map(value -> Duration.ofSeconds(value.number(1, 86_400)))
            .or(() -> arguments.timeout);
    return new Target(
        host.name(),
        isLocal(vars),
        address(host, vars),
        port,
        user(vars).or(options::user),
        secret(vars, "ansible_password", "ansible_ssh_pass", "ansible_ssh_password")
            .or(options::password),
        key,
        secret(vars, "ansible_ssh_private_key_passphrase").or(options::passphrase),
        arguments.onlyNamedKeys.orElse(false),
        arguments.jump,
        knownHosts(arguments),
        hostKeys(vars).or(() -> arguments.hostKeys).orElse(options.hostKeys()),
        timeout.orElse(options.timeout()));
  }

  private static SshArguments arguments(ConnectionVars vars) {
    SshArguments arguments = new SshArguments();
    vars.first("ansible_ssh_args").ifPresent(arguments::add);
    vars.first("ansible_ssh_common_args").ifPresent(arguments::add);
    vars.first("ansible_ssh_extra_args").ifPresent(arguments::add);
    return arguments;
  }

  private static boolean isLocal(ConnectionVars vars) {
    Optional<ConnectionVars.Value> connection = vars.first("ansible_connection");
    if (connection.isEmpty()) {
      return false;
    }
    String text = connection.get().text();
    if (!CONNECTIONS.contains(text)) {
      throw new LoadException(
          Problem.at(connection.get().where(), "ansible_connection is " + text)
              .withRemedy(Suggestion.didYouMean(text, CONNECTIONS).orElse("write ssh or local")));
    }
    return text.equals("local");
  }

  private static String address(Host host, ConnectionVars vars) {
    ConnectionVars.Value address =
        vars.first("ansible_host", "ansible_ssh_host")
            .orElse(new ConnectionVars.Value("the host's name", host.name(), host.position()));
    if (!HOST.matcher(address.text()).matches()) {
      throw address.wrong("a host name or an address: letters, digits, dots, dashes and colons");
    }
    return address.text();
  }

  private static Optional<String> user(ConnectionVars vars) {
    Optional<ConnectionVars.Value> user = vars.first("ansible_user", "ansible_ssh_user");
    user.ifPresent(
        value -> {
          if (!USER.matcher(value.text()).matches()) {
            throw value.wrong("a user name: letters, digits, dots, dashes and underscores");
          }
        });
    return user.map(ConnectionVars.Value::text);
  }

  private static Optional<Secret> secret(ConnectionVars vars, String... names) {
    return vars.first(names).map(ConnectionVars.Value::secret);
  }

  private static List<Path> knownHosts(SshArguments arguments) {
    if (arguments.userKnownHosts.isEmpty() && arguments.globalKnownHosts.isEmpty()) {
      return List.of();
    }
    List<Path> files =
        new ArrayList<>(
            arguments.userKnownHosts.isEmpty()
                ? List.of(ConnectionVars.expand("~/.ssh/known_hosts"))
                : arguments.userKnownHosts);
    files.addAll(
        arguments.globalKnownHosts.isEmpty()
            ? List.of(GLOBAL_KNOWN_HOSTS)
            : arguments.globalKnownHosts);
    return files;
  }

  private static Optional<Target.HostKeys> hostKeys(ConnectionVars vars) {
    return vars.first("ansible_host_key_checking", "ansible_ssh_host_key_checking")
        .map(
            value -> {
              if (value.text().equals("accept-new")) {
                return Target.HostKeys.ACCEPT_NEW;
              }
              if (value.flag()) {
                return Target.HostKeys.STRICT;
              }
              throw value.wrong(
                  "accept-new: it takes the key of a new host, but never a changed one");
            });
  }

  /**
   * Whom to become for a task.
   *
   * @param wanted whether, as the task or its play says; then the inventory and the command line
   * @param user whom, likewise
   * @throws LoadException when a variable says something that cannot be followed
   */
  public static Become become(
      Optional<Boolean> wanted,
      Optional<String> user,
      Host host,
      Scope scope,
      Templates templates,
      ConnectionOptions options) {
    return become(wanted, user, host, scope, node -> templates.value(node, scope), options);
  }

  static Become become(
      Optional<Boolean> wanted,
      Optional<String> user,
      Host host,
      Scope scope,
      Function<Node, Optional<Object>> render,
      ConnectionOptions options) {
    ConnectionVars vars = new ConnectionVars(host, scope, render);
    vars.first("ansible_become_method")
        .filter(value -> !value.text().equals("sudo"))
        .ifPresent(
            value -> {
              throw value.wrong("sudo, the only way to become another user here");
            });
    boolean become =
        wanted
            .or(() -> vars.first("ansible_become").map(ConnectionVars.Value::flag))
            .orElse(options.become());
    if (!become) {
      return Become.NONE;
    }
    Optional<ConnectionVars.Value> named = vars.first("ansible_become_user");
    String whom =
        user.or(() -> named.map(ConnectionVars.Value::text)).or(options::becomeUser).orElse("root");
    Optional<Secret> password =
        secret(vars, "ansible_become_password", "ansible_become_pass").or(options::becomePassword);
    try {
      return new Become(Optional.of(whom), password);
    } catch (IllegalArgumentException e) {
      throw new LoadException(
          Problem.at(
                  named.map(ConnectionVars.Value::where).orElse(host.position()),
                  "not a user to become: " + whom)
              .withRemedy("write a user name: letters, digits, dots, dashes and underscores"));
    }
  }
}
