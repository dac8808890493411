package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Target.HostKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to log in where the inventory does not say it. */
final class LoginOptions {

  private static final class HostKeysName implements ITypeConverter<HostKeys> {
    @Override
    public HostKeys convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "strict" -> HostKeys.STRICT;
        case "accept-new" -> HostKeys.ACCEPT_NEW;
        default ->
            throw new TypeConversionException("\"" + value + "\" is neither strict nor accept-new");
      };
    }
  }

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "Log in as this user.")
  private String user;

  @Option(
      names = {"--private-key", "--key-file"},
      paramLabel = "FILE",
      description = "Log in with this key.")
  private Path privateKey;

  @Option(
      names = {"-k", "--ask-pass"},
      description = "Ask for the login password.")
  private boolean askPassword;

  @Option(
      names = {"-b", "--become"},
      description = "Become another user, with sudo.")
  private boolean become;

  @Option(
      names = "--become-user",
      paramLabel = "USER",
      description = "Become this user. Default: root.")
  private String becomeUser;

  @Option(
      names = {"-K", "--ask-become-pass"},
      description = "Ask for the sudo password.")
  private boolean askBecomePassword;

  @Option(
      names = "--host-key-checking",
      paramLabel = "HOW",
      converter = HostKeysName.class,
      description =
          "strict refuses a host key that is not known, accept-new takes it and writes it down. A"
              + " changed key is always refused. Default: strict.")
  private HostKeys hostKeys = HostKeys.STRICT;

  @Option(
      names = {"-T", "--timeout"},
      paramLabel = "SECONDS",
      converter = AtLeastOne.class,
      description = "Give up a connection after so long. Default: 10.")
  private int timeout = 10;

  /**
   * Asks for the passwords that are to be asked for.
   *
   * @throws LoadException when there is nobody to ask
   */
  ConnectionOptions options(Terminal terminal) {
    return new ConnectionOptions(
        Optional.ofNullable(user),
        Optional.ofNullable(privateKey),
        ask(terminal, askPassword, "--ask-pass", "SSH password: "),
        Optional.empty(),
        become,
        Optional.ofNullable(becomeUser),
        ask(terminal, askBecomePassword, "--ask-become-pass", "sudo password: "),
        hostKeys,
        Duration.ofSeconds(timeout));
  }

  private static Optional<Secret> ask(
      Terminal terminal, boolean wanted, String option, String question) {
    if (!wanted) {
      return Optional.empty();
    }
    Keyboard keyboard =
        terminal
            .keyboard()
            .orElseThrow(
                () ->
                    new LoadException(
                        Problem.of(option + " asks on a terminal, and there is none")
                            .withRemedy(
                                "put the password into the inventory, encrypted with"
                                    + " ansible-vault, or log in with a key")));
    Secret answer =
        keyboard
            .secret(question)
            .orElseThrow(() -> new LoadException(Problem.of("no password was given")));
    return Optional.of(answer);
  }
}
