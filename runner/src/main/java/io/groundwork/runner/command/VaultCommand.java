package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import io.groundwork.vault.VaultPasswordFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Seals and opens files and values in Ansible's format. */
@Command(
    name = "vault",
    header = {"Seal and open files and values, in the format of ansible-vault.", ""},
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a file cannot be read, written or opened; it is as it was"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork vault generate >.vault-password; chmod 600 .vault-password",
      "  groundwork vault encrypt --vault-password-file .vault-password group_vars/db/secrets.yml",
      "  groundwork vault edit --vault-password-file .vault-password group_vars/db/secrets.yml",
      "  groundwork vault generate | groundwork vault encrypt-string --vault-id .vault-password -n key"
    })
final class VaultCommand implements Callable<Integer> {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 1024;
  private static final Path PIPE = Path.of("-");

  private final Terminal own;
  private final InputStream input;
  private final Map<String, String> environment;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  @Spec private CommandSpec spec;

  VaultCommand(Terminal own) {
    this(own, System.in, System.getenv());
  }

  VaultCommand(Terminal own, InputStream input, Map<String, String> environment) {
    this.own = own;
    this.input = input;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(own.out());
    return ExitCode.USAGE;
  }

  /** Files to work on, and where the result goes. */
  static final class FileOptions {
    @Parameters(
        paramLabel = "FILE",
        arity = "0..*",
        description = "Files, which are changed in place; without any, or for -, standard input.")
    private List<Path> files = List.of();

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Write into this file instead; - is standard output.")
    private Path output;

    @Mixin
    @SuppressWarnings("unused") // Picocli acts on it.
    private HelpOption help;

    List<VaultFile> files(Terminal terminal, InputStream input) {
      List<Path> from = files.isEmpty() ? List.of(PIPE) : files;
      if (from.size() > 1 && output != null) {
        throw new LoadException(
            Problem.at(Position.of("--output"), "one file cannot take what several hold")
                .withRemedy("name one FILE, or leave out --output"));
      }
      return from.stream()
          .map(
              path ->
                  new VaultFile(
                      path, Optional.ofNullable(output).orElse(path), terminal.out(), input))
          .toList();
    }
  }

  /** Which of several passwords seals. */
  static final class SealOptions {
    @Option(
        names = "--encrypt-vault-id",
        paramLabel = "ID",
        description = "Of several passwords given, seal with that of this vault id.")
    private String id;
  }

  @Command(
      name = "encrypt",
      header = {"Seal files.", ""},
      sortOptions = false)
  int encrypt(@Mixin FileOptions files, @Mixin VaultOptions passwords, @Mixin SealOptions sealing) {
    VaultPassword password = sealer(passwords, sealing);
    for (VaultFile file : files.files(own, input)) {
      byte[] clear = file.read();
      if (Vault.isSealed(clear)) {
        throw new LoadException(
            Problem.at(file.position(), "this file is sealed already")
                .withRemedy("groundwork vault rekey gives it another password"));
      }
      file.write(Vault.seal(clear, password).getBytes(UTF_8));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "decrypt",
      header = {"Open files for good.", ""},
      sortOptions = false)
  int decrypt(@Mixin FileOptions files, @Mixin VaultOptions passwords) {
    Vault vault = vault(passwords);
    for (VaultFile file : files.files(own, input)) {
      file.write(vault.open(file.readSealed(), file.position()));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "view",
      header = {"Show what sealed files hold.", ""},
      sortOptions = false)
  int view(@Mixin FileOptions files, @Mixin VaultOptions passwords) {
    Vault vault = vault(passwords);
    for (VaultFile file : files.files(own, input)) {
      file.to(PIPE).write(vault.open(file.readSealed(), file.position()));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "edit",
      header = {"Edit what a sealed file holds, with $EDITOR.", ""},
      sortOptions = false)
  @SuppressWarnings("unused") // Picocli acts on the help option.
  int edit(
      @Parameters(paramLabel = "FILE", description = "The file.") Path path,
      @Mixin VaultOptions passwords,
      @Mixin HelpOption unused) {
    Vault vault = vault(passwords);
    VaultFile file = new VaultFile(path, path, own.out(), input);
    byte[] sealed = file.readSealed();
    VaultPassword password = vault.passwordOf(sealed, file.position());
    byte[] before = vault.open(sealed, file.position());
    byte[] after = new VaultEditor(environment).edit(before, path.getFileName().toString());
    if (!Arrays.equals(before, after)) {
      file.write(Vault.seal(after, password).getBytes(UTF_8));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "rekey",
      header = {"Seal files with another password.", ""},
      sortOptions = false)
  int rekey(
      @Mixin FileOptions files,
      @Mixin VaultOptions passwords,
      @Option(
              names = "--new-vault-password-file",
              paramLabel = "FILE",
              description = "The new password stands in this file, or this program says it.")
          Path newFile,
      @Option(
              names = "--new-vault-id",
              paramLabel = "ID@FILE",
              description = "The new vault id and its password; ID@prompt asks for it.")
          String newId) {
    Vault vault = vault(passwords);
    List<VaultFile> all = files.files(own, input);
    all.forEach(file -> vault.passwordOf(file.readSealed(), file.position()));
    VaultPassword password =
        newId != null
            ? VaultOptions.password(newId, own)
            : newFile != null
                ? new VaultPasswordFile(newFile, VaultPassword.DEFAULT).read()
                : chosen("New vault password: ");
    for (VaultFile file : all) {
      byte[] clear = vault.open(file.readSealed(), file.position());
      file.write(Vault.seal(clear, password).getBytes(UTF_8));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "encrypt-string",
      aliases = "encrypt_string",
      header = {"Seal one value, to put it into a file of variables.", ""},
      description = "%nThe value is asked for, or comes from standard input.%n",
      sortOptions = false)
  @SuppressWarnings("unused") // Picocli acts on the help option.
  int encryptString(
      @Option(
              names = {"-n", "--name", "--stdin-name"},
              paramLabel = "NAME",
              description = "The variable's name, to stand before the value.")
          String name,
      @Mixin VaultOptions passwords,
      @Mixin SealOptions sealing,
      @Mixin HelpOption unused) {
    VaultPassword password = sealer(passwords, sealing);
    String value = value(name);
    String sealed = Vault.seal(value.getBytes(UTF_8), password);
    String head = name == null ? "!vault |" : name + ": !vault |";
    own.out().println(head);
    sealed.lines().forEach(line -> own.out().println("          " + line));
    return ExitCode.DONE;
  }

  private String value(String name) {
    if (own.keyboard().isPresent()) {
      String question = "Value" + (name == null ? "" : " of " + name) + ": ";
      return VaultOptions.asked(own, "encrypt-string", question).reveal();
    }
    try {
      String read = new String(input.readAllBytes(), UTF_8);
      // The line end of echo and of a file is not meant.
      return read.endsWith("\n") ? read.substring(0, read.length() - 1) : read;
    } catch (IOException e) {
      throw new UncheckedIOException("reading standard input", e);
    }
  }

  @Command(
      name = "generate",
      header = {"Say a strong password.", ""},
      sortOptions = false)
  @SuppressWarnings("unused") // Picocli acts on the help option.
  int generate(
      @Option(
              names = "--length",
              paramLabel = "NUMBER",
              defaultValue = "32",
              description = "So many letters and digits. Default: ${DEFAULT-VALUE}.")
          int length,
      @Mixin HelpOption unused) {
    if (length < SHORTEST || length > LONGEST) {
      throw new LoadException(
          Problem.at(
              Position.of("--length"),
              "a password has from " + SHORTEST + " to " + LONGEST + " letters and digits"));
    }
    own.out().println(Passwords.random(length));
    return ExitCode.DONE;
  }

  private Vault vault(VaultOptions passwords) {
    Vault vault = passwords.vault(own, environment);
    return vault.passwords().isEmpty()
        ? Vault.of(VaultOptions.asked(own, "a vault password", "Vault password: "))
        : vault;
  }

  private VaultPassword sealer(VaultOptions passwords, SealOptions sealing) {
    List<VaultPassword> given = passwords.vault(own, environment).passwords();
    if (given.isEmpty()) {
      return chosen("New vault password: ");
    }
    if (sealing.id == null && given.size() == 1) {
      return given.get(0);
    }
    List<VaultPassword> fitting =
        given.stream().filter(password -> password.label().equals(sealing.id)).toList();
    if (fitting.isEmpty()) {
      throw new LoadException(
          Problem.at(
                  Position.of("--encrypt-vault-id"),
                  sealing.id == null
                      ? "several passwords are given, and it is not said which one seals"
                      : "no password is given for the vault id \"" + sealing.id + "\"")
              .withRemedy(
                  "given are those of "
                      + given.stream()
                          .map(VaultPassword::label)
                          .distinct()
                          .collect(Collectors.joining(", "))));
    }
    return fitting.get(0);
  }

  /** A new password, asked for twice. */
  private VaultPassword chosen(String question) {
    Secret first = VaultOptions.asked(own, "a vault password", question);
    Secret second = VaultOptions.asked(own, "a vault password", "The same again: ");
    if (!first.equals(second)) {
      throw new LoadException(Problem.of("the two passwords are not the same"));
    }
    return new VaultPassword(first);
  }
}
