package io.groundwork.inventory;

import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Node.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code ansible_*} variables an inventory may set. The list is closed, since a misspelt
 * connection variable would otherwise be ignored in silence.
 */
public final class ConnectionVariables {

  /** Orders groups of one depth. No variable: it is read while the inventory loads. */
  static final String PRIORITY = "ansible_group_priority";

  private static final String PREFIX = "ansible_";

  /** What says how a host is reached and who its commands run as. */
  public static final Set<String> USED =
      Set.of(
          "ansible_host",
          "ansible_ssh_host",
          "ansible_port",
          "ansible_ssh_port",
          "ansible_user",
          "ansible_ssh_user",
          "ansible_password",
          "ansible_ssh_pass",
          "ansible_ssh_password",
          "ansible_private_key_file",
          "ansible_ssh_private_key_file",
          "ansible_ssh_private_key_passphrase",
          "ansible_connection",
          "ansible_ssh_args",
          "ansible_ssh_common_args",
          "ansible_ssh_extra_args",
          "ansible_host_key_checking",
          "ansible_ssh_host_key_checking",
          "ansible_timeout",
          "ansible_ssh_timeout",
          "ansible_become",
          "ansible_become_user",
          "ansible_become_method",
          "ansible_become_password",
          "ansible_become_pass");

  /** What an inventory shared with Ansible may have, and changes nothing here. */
  public static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "ansible_python_interpreter",
          "ansible_pipelining",
          "ansible_ssh_pipelining",
          "ansible_remote_tmp",
          "ansible_ssh_executable",
          "ansible_ssh_transfer_method");

  private static final Map<String, String> REFUSED =
      Map.of(
          PRIORITY,
          "only the variables of a group in the inventory itself set it, not group_vars or a host",
          "ansible_become_exe",
          "sudo is found by its name",
          "ansible_become_flags",
          "sudo runs with Groundwork's own options",
          "ansible_shell_type",
          "a host needs a POSIX sh and nothing else",
          "ansible_shell_executable",
          "a host needs a POSIX sh and nothing else",
          "ansible_network_os",
          "only hosts with a POSIX sh are provisioned",
          "ansible_winrm_transport",
          "only hosts with a POSIX sh are provisioned");

  private ConnectionVariables() {}

  /** What is wrong with setting a variable of this name, if anything is. */
  static Optional<Problem> problem(String name, Entry entry) {
    int bar = name.indexOf('_') + 1;
    if (!name.startsWith(PREFIX)
        && bar > 0
        && known().contains(PREFIX + name.substring(bar))
        && Suggestion.closest(name.substring(0, bar), List.of(PREFIX)).isPresent()) {
      return Optional.of(
          Problem.at(entry.keyPosition(), "\"" + name + "\" is almost a connection variable")
              .withRemedy("did you mean \"" + PREFIX + name.substring(bar) + "\"?"));
    }
    if (!name.startsWith(PREFIX) || USED.contains(name) || WITHOUT_EFFECT.contains(name)) {
      return Optional.empty();
    }
    String reason = REFUSED.get(name);
    if (reason != null) {
      return Optional.of(
          Problem.at(entry.keyPosition(), "\"" + name + "\" is not supported").withRemedy(reason));
    }
    return Optional.of(
        Problem.at(entry.keyPosition(), "there is no connection variable \"" + name + "\"")
            .withRemedy(
                Suggestion.didYouMean(name, known())
                    .orElse("names that begin with " + PREFIX + " are kept for the connection")));
  }

  private static Collection<String> known() {
    Set<String> known = new TreeSet<>(USED);
    known.addAll(WITHOUT_EFFECT);
    return known;
  }
}
