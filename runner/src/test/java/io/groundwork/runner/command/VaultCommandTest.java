package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Recorded;
import io.groundwork.text.Position;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VaultCommandTest {

  private static final Vault ONE = Vault.of(Secret.of("one"));

  @TempDir Path dir;

  private Path password;
  private Path file;

  @BeforeEach
  void files() throws IOException {
    password = Files.writeString(dir.resolve("one"), "one\n");
    Files.writeString(dir.resolve("two"), "two\n");
    file = Files.writeString(dir.resolve("secrets.yml"), "a: 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void aFileIsSealedInPlaceWithItsModeAndOpenedAgain() throws IOException {
    run("encrypt", "--vault-password-file", password.toString(), file.toString());
    assertThat(ONE.open(Files.readAllBytes(file), at())).isEqualTo("a: 1\n".getBytes(UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(run("view", "--vault-password-file", password.toString(), file.toString()))
        .isEqualTo("a: 1\n");
    run("decrypt", "--vault-password-file", password.toString(), file.toString());
    assertThat(file).hasContent("a: 1\n");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void aFileGetsAnotherPasswordAndVaultId() throws IOException {
    Files.writeString(file, sealed("x"));
    run(
        "rekey",
        "--vault-password-file",
        password.toString(),
        "--new-vault-id",
        "prod@" + dir.resolve("two"),
        file.toString());
    assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(Vault.of(Secret.of("two")).open(Files.readString(file), at()).reveal())
        .isEqualTo("x");
  }

  @Test
  void aFileIsEditedAndNothingOfItIsLeft() throws IOException {
    Files.writeString(file, sealed("a: 1\n"));
    Path seen = dir.resolve("seen");
    Map<String, String> editor =
        Map.of("EDITOR", "f() { stat -c '%a %n' \"$1\" >" + seen + "; echo b: 2 >>\"$1\"; }; f");
    run(editor, "", "edit", "--vault-password-file", password.toString(), file.toString());
    assertThat(ONE.open(Files.readString(file), at()).reveal()).isEqualTo("a: 1\nb: 2\n");
    String told = Files.readString(seen).strip();
    assertThat(told).startsWith("600 ").endsWith("/secrets.yml");
    assertThat(Path.of(told.substring(4)).getParent()).doesNotExist();
  }

  @Test
  void whatIsNotEditedStaysAsItIs() throws IOException {
    String before = sealed("a: 1\n");
    Files.writeString(file, before);
    run(Map.of("EDITOR", "true"), "", "edit", "--vault-id", password.toString(), file.toString());
    assertThat(file).hasContent(before);
    Recorded failed =
        attempt(
            Map.of("EDITOR", "false"),
            "",
            1,
            "edit",
            "--vault-id",
            password.toString(),
            file.toString());
    assertThat(failed.err()).contains("the editor \"false\" ended with status 1");
    assertThat(file).hasContent(before);
  }

  @Test
  void aValueIsSealedFromStandardInput() {
    String yaml =
        run(
            Map.of("ANSIBLE_VAULT_PASSWORD_FILE", password.toString()),
            "pas$ word\n",
            "encrypt_string",
            "--name",
            "pin");
    assertThat(yaml).startsWith("pin: !vault |\n          $ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(ONE.open(yaml.substring(yaml.indexOf('$')), at())).isEqualTo(Secret.of("pas$ word"));
  }

  @Test
  void ourPasswordFileCountsBeforeAnsibles() throws IOException {
    Files.writeString(file, sealed("x"));
    Map<String, String> both =
        Map.of(
            "ANSIBLE_VAULT_PASSWORD_FILE",
            "/nonexistent",
            "GROUNDWORK_VAULT_PASSWORD_FILE",
            password.toString());
    assertThat(run(both, "", "view", file.toString())).isEqualTo("x");
  }

  @Test
  void aProgramSaysThePassword() throws IOException {
    Path program = Files.writeString(dir.resolve("get-client"), "#!/bin/sh\necho \"$1 $2\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        file,
        Vault.seal("x".getBytes(UTF_8), new VaultPassword("prod", Secret.of("--vault-id prod"))));
    assertThat(run("view", "--vault-id", "prod@" + program, file.toString())).isEqualTo("x");
    Files.writeString(program, "#!/bin/sh\nexit 3\n");
    assertThat(attempt(Map.of(), "", 1, "view", "--vault-id", "prod@" + program, "f").err())
        .contains(program + ":1:1")
        .contains("this program, which shall say a password, ends with status 3");
  }

  @Test
  void passwordsAreAskedFor() throws IOException {
    Recorded recorded = Recorded.answering("one");
    Files.writeString(file, sealed("x"));
    assertThat(execute(recorded, Map.of(), "", "view", "-J", file.toString())).isZero();
    assertThat(recorded.out()).isEqualTo("x");
    assertThat(recorded.questions()).containsExactly("Vault password: ");
  }

  @Test
  void whatCannotBeDoneLeavesTheFileAsItIs() throws IOException {
    String before = sealed("x");
    Files.writeString(file, before);
    String two = dir.resolve("two").toString();
    assertThat(attempt(Map.of(), "", 1, "decrypt", "--vault-id", two, file.toString()).err())
        .contains(file + ":1:1")
        .contains("this is sealed, and no vault password given opens it");
    assertThat(attempt(Map.of(), "", 1, "encrypt", "--vault-id", two, file.toString()).err())
        .contains("this file is sealed already");
    assertThat(attempt(Map.of(), "", 1, "view", "--vault-id", two, two).err())
        .contains("this file is not sealed");
    assertThat(attempt(Map.of(), "", 1, "decrypt", file.toString()).err())
        .contains("asks on a terminal, and there is none");
    assertThat(
            attempt(Map.of(), "x", 1, "encrypt", "--vault-id", "a@" + two, "--vault-id", two).err())
        .contains("it is not said which one seals")
        .contains("given are those of a, default");
    assertThat(file).hasContent(before);
  }

  @Test
  void aGeneratedPasswordIsStrongAndNew() {
    String one = run("generate");
    assertThat(one.strip()).matches("[A-Za-z0-9]{32}").isNotEqualTo(run("generate").strip());
    assertThat(run("generate", "--length", "64").strip()).hasSize(64);
    assertThat(attempt(Map.of(), "", 1, "generate", "--length", "4").err())
        .contains("a password has from 12 to 1024");
  }

  private String sealed(String clear) {
    return Vault.seal(clear.getBytes(UTF_8), new VaultPassword(Secret.of("one")));
  }

  private String run(String... args) {
    return run(Map.of(), "", args);
  }

  private String run(Map<String, String> environment, String input, String... args) {
    return attempt(environment, input, 0, args).out();
  }

  private Recorded attempt(
      Map<String, String> environment, String input, int status, String... args) {
    Recorded recorded = Recorded.pipe();
    int is = execute(recorded, environment, input, args);
    assertThat(is).as("%s: %s", List.of(args), recorded.err()).isEqualTo(status);
    return recorded;
  }

  private static int execute(
      Recorded recorded, Map<String, String> environment, String input, String... args) {
    VaultCommand command =
        new VaultCommand(
            recorded.terminal(), new ByteArrayInputStream(input.getBytes(UTF_8)), environment);
    CommandLine line = CommandLines.of(recorded.terminal(), "vault");
    CommandLine own = new CommandLine(command);
    own.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    own.setParameterExceptionHandler(line.getParameterExceptionHandler());
    return own.execute(args);
  }

  private static Position at() {
    return Position.of("test");
  }
}
