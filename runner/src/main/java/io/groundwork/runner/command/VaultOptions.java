package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import io.groundwork.vault.VaultPasswordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The passwords of what is sealed. */
final class VaultOptions {

  /** Where the password file is named when no option names one; ours before Ansible's. */
  private static final List<String> VARIABLES =
      List.of("GROUNDWORK_VAULT_PASSWORD_FILE", "ANSIBLE_VAULT_PASSWORD_FILE");

  private static final List<String> PROMPTS = List.of("prompt", "prompt_ask_vault_pass");

  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "FILE",
      description =
          "The password of what ansible-vault sealed stands in this file, or this program says it."
              + " Default: as GROUNDWORK_VAULT_PASSWORD_FILE or ANSIBLE_VAULT_PASSWORD_FILE says.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--vault-id",
      paramLabel = "ID@FILE",
      description = "The same for a vault id; ID@prompt asks for it. May be given several times.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
      description = "Ask for the vault password.")
  private boolean ask;

  /**
   * The passwords that are given; those asked for are asked for now.
   *
   * @throws LoadException for a file that is none, or when there is nobody to ask
   */
  Vault vault(Terminal terminal) {
    return vault(terminal, System.getenv());
  }

  Vault vault(Terminal terminal, Map<String, String> environment) {
    List<VaultPassword> passwords = new ArrayList<>();
    for (String id : ids) {
      passwords.add(password(id, terminal));
    }
    for (Path file : files) {
      passwords.add(new VaultPasswordFile(file, VaultPassword.DEFAULT).read());
    }
    if (ask) {
      passwords.add(new VaultPassword(asked(terminal, "--ask-vault-pass", "Vault password: ")));
    }
    if (passwords.isEmpty()) {
      file(environment)
          .map(file -> new VaultPasswordFile(file, VaultPassword.DEFAULT).read())
          .ifPresent(passwords::add);
    }
    return Vault.of(passwords);
  }

  private static Optional<Path> file(Map<String, String> environment) {
    return VARIABLES.stream()
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .map(Path::of);
  }

  /** The password of {@code ID@FILE}, {@code ID@prompt} or {@code FILE}. */
  static VaultPassword password(String given, Terminal terminal) {
    int at = given.lastIndexOf('@');
    String label = at <= 0 ? VaultPassword.DEFAULT : given.substring(0, at);
    String source = given.substring(at + 1);
    if (!VaultPassword.isLabel(label) || source.isEmpty()) {
      throw new LoadException(
          Problem.at(
                  Position.of("--vault-id"), "\"" + given + "\" is no vault id with its password")
              .withRemedy("write ID@FILE or ID@prompt"));
    }
    if (PROMPTS.contains(source)) {
      return new VaultPassword(
          label, asked(terminal, "--vault-id " + given, "Vault password (" + label + "): "));
    }
    return new VaultPasswordFile(Path.of(source), label).read();
  }

  /** The answer to a question for a password, which is there and not empty. */
  static Secret asked(Terminal terminal, String option, String question) {
    Keyboard keyboard =
        terminal
            .keyboard()
            .orElseThrow(
                () ->
                    new LoadException(
                        Problem.of(option + " asks on a terminal, and there is none")
                            .withRemedy("give the password with --vault-password-file FILE")));
    return keyboard
        .secret(question)
        .filter(answer -> !answer.isEmpty())
        .orElseThrow(() -> new LoadException(Problem.of("no vault password was given")));
  }
}
