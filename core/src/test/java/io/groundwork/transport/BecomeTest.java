package io.groundwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.ByteSource;
import io.groundwork.text.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialog with sudo, against scripts that behave like sudo in each of its moods. */
@Timeout(60)
class BecomeTest {

  private static final String OTHER = "somebody-else";

  /** Reads the options a real sudo is given and leaves the command in "$@". */
  private static final String OPTIONS =
      """
      #!/bin/sh
      prompt=; ask=yes
      while :; do
        case $1 in
          -H|-S) shift ;;
          -n) ask=no; shift ;;
          -p) prompt=$2; shift 2 ;;
          -u) user=$2; shift 2 ;;
          *) break ;;
        esac
      done
      """;

  private static final String ASKS =
      OPTIONS
          + """
          [ $ask = yes ] || { echo "sudo: a password is required" >&2; exit 1; }
          for try in 1 2 3; do
            printf '%s' "$prompt" >&2
            IFS= read -r password || { echo >&2; echo "sudo: no password was provided" >&2; exit 1; }
            echo >&2
            [ "$password" = "right" ] && exec "$@"
            echo "Sorry, try again." >&2
          done
          echo "sudo: 3 incorrect password attempts" >&2
          exit 1
          """;

  private static final String NEVER_ASKS = OPTIONS + "exec \"$@\"\n";

  @TempDir Path bin;

  @BeforeEach
  void sudo() throws Exception {
    sudo(NEVER_ASKS);
  }

  private void sudo(String script) throws Exception {
    Path file = Files.writeString(bin.resolve("sudo"), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Connection connect() {
    String path = bin + ":/usr/bin:/bin";
    return new LocalConnector(Map.of("PATH", path)).connect(target());
  }

  private static Target target() {
    return new Target(
        "localhost",
        true,
        "localhost",
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Target.HostKeys.STRICT,
        Duration.ofSeconds(10));
  }

  private static Become with(String password) {
    return new Become(Optional.of(OTHER), Optional.of(Secret.of(password)));
  }

  private static Become without() {
    return new Become(Optional.of(OTHER), Optional.empty());
  }

  private Exchange run(String text, Become become) throws BecomeException {
    try (Connection connection = connect()) {
      return connection.run(new Script(text, become, Duration.ofSeconds(20)));
    }
  }

  private BecomeException refused(Become become) {
    return catchThrowableOfType(
        BecomeException.class, () -> run("echo never; touch " + bin + "/trace", become));
  }

  @Test
  void aScriptRunsWithoutAPasswordWhereSudoAsksForNone() throws Exception {
    Exchange exchange = run("echo out; echo err >&2; exit 4", without());

    assertThat(exchange.exit()).hasValue(4);
    assertThat(exchange.out()).isEqualTo("out\n");
    assertThat(exchange.err()).isEqualTo("err\n");
  }

  @Test
  void theRightPasswordLeadsToACleanOutput() throws Exception {
    sudo(ASKS);

    Exchange exchange = run("echo out; echo err >&2", with("right"));

    assertThat(exchange.out()).isEqualTo("out\n");
    assertThat(exchange.err()).isEqualTo("err\n");
  }

  @Test
  void thePasswordIsNeverTypedWhereSudoDoesNotAsk() throws Exception {
    Exchange exchange = run("cat; echo end", with("hunter2-secret"));

    assertThat(exchange.out()).isEqualTo("end\n");
    assertThat(exchange.err()).isEmpty();
  }

  @Test
  void aShellThatReplacesSudoNeverReadsThePassword() throws Exception {
    Path heard = bin.resolve("heard");
    sudo(OPTIONS + "cat > " + heard + "\n");
    try (Connection connection = connect()) {
      Exchange exchange =
          connection.run(new Script("echo hi", with("hunter2-secret"), Duration.ofMillis(700)));

      assertThat(exchange.cut()).hasValue("given up after 0.7 s");
    }
    assertThat(Files.readString(heard)).isEmpty();
  }

  @Test
  void thePasswordIsInNoProcessesArguments() throws Exception {
    sudo(ASKS);

    Exchange exchange = run("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '", with("right"));

    assertThat(exchange.exit()).hasValue(0);
    sudo(ASKS.replace("right", "hunter2-secret"));
    String listing =
        run("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '", with("hunter2-secret")).out();
    assertThat(listing).doesNotContain("hunter2-secret");
  }

  @Test
  void aWrongPasswordIsRefusedOnceAndShownNowhere() throws Exception {
    sudo(ASKS);

    BecomeException refusal = refused(with("hunter2-secret"));

    assertThat(refusal.problem().summary())
        .isEqualTo("sudo does not accept the password given for becoming " + OTHER);
    assertThat(refusal.problem().remedy().orElseThrow())
        .contains("-K")
        .contains("ansible_become_password");
    StringWriter text = new StringWriter();
    refusal.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain("hunter2-secret");
    assertThat(bin.resolve("trace")).doesNotExist();
  }

  @Test
  void aPasswordThatIsNeededButNotGivenIsAskedForInTheMessage() throws Exception {
    sudo(ASKS);

    BecomeException refusal = refused(without());

    assertThat(refusal.problem().summary()).isEqualTo("sudo needs a password to become " + OTHER);
    assertThat(refusal.problem().remedy())
        .hasValue("give it with -K or set ansible_become_password");
    assertThat(bin.resolve("trace")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sudo: sorry, you must have a tty to run sudo | wants a terminal (requiretty)",
        "me is not in the sudoers file. | no sudo right",
        "Sorry, user me is not allowed to execute '/bin/sh' as root on h. | no sudo right",
        "Sorry, user me may not run sudo on h. | no sudo right",
        "sudo: I'm sorry me. I'm afraid I can't do that | no sudo right",
        "sudo: unknown user: somebody-else | the host has no user somebody-else",
        "sudo: unknown user somebody-else | the host has no user somebody-else",
        "sudo: a terminal is required to read the password | sudo needs a password",
        "sudo: interactive authentication is required | sudo needs a password",
        "sudo: /etc/sudoers is world writable | did not become somebody-else: sudo: /etc/sudoers"
      })
  void everyRefusalHasItsOwnWordsWithAndWithoutAPassword(String said, String told)
      throws Exception {
    sudo(OPTIONS + "cat <<'EOF' >&2\n" + said + "\nEOF\nexit 1\n");

    assertThat(refused(without()).problem().summary()).contains(told);
    assertThat(refused(without()).problem().remedy()).isPresent();
    if (!told.contains("needs a password")) {
      assertThat(refused(with("right")).problem().summary()).contains(told);
    }
    assertThat(bin.resolve("trace")).doesNotExist();
  }

  @Test
  void aHostWithoutSudoIsSaidToHaveNone() throws Exception {
    Files.delete(bin.resolve("sudo"));
    String bare = Files.createDirectory(bin.resolve("bare")).toString();
    Path env = Files.writeString(Path.of(bare, "env"), "#!/bin/sh\nexec /usr/bin/env \"$@\"\n");
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Connection connection = new LocalConnector(Map.of("PATH", bare)).connect(target())) {
      for (Become become : List.of(without(), with("right"))) {
        BecomeException refusal =
            catchThrowableOfType(
                BecomeException.class,
                () -> connection.run(new Script("true", become, Duration.ZERO)));
        assertThat(refusal.problem().summary()).isEqualTo("the host has no sudo");
      }
    }
  }

  @Test
  void aLectureAndLoginNoiseBeforeThePromptAreHarmless() throws Exception {
    sudo(
        ASKS.replace(
            "for try", "echo 'We trust you have received'; echo lecture >&2; echo; for try"));

    Exchange exchange = run("echo out", with("right"));

    assertThat(exchange.out()).isEqualTo("out\n");
    assertThat(exchange.err()).isEmpty();
  }

  @Test
  void aPromptThatIsWrappedInOtherWordsIsStillFound() throws Exception {
    sudo(ASKS.replace("printf '%s' \"$prompt\"", "printf '[sudo: %s] Password: ' \"$prompt\""));

    assertThat(run("echo out", with("right")).out()).isEqualTo("out\n");
  }

  @Test
  void becomingOneselfTakesNoSudo() throws Exception {
    Files.delete(bin.resolve("sudo"));
    String me = System.getProperty("user.name");

    assertThat(run("echo me", new Become(Optional.of(me), Optional.empty())).out())
        .isEqualTo("me\n");
  }

  @Test
  void filesAreWrittenAndReadAsTheOtherUserToo() throws Exception {
    sudo(ASKS);
    Path file = bin.resolve("file");
    StringBuilder read = new StringBuilder();
    try (Connection connection = connect()) {
      connection.put(
          ByteSource.wrap("content\n".getBytes(StandardCharsets.UTF_8)),
          file.toString(),
          with("right"));
      Path copy = bin.resolve("copy");
      connection.get(
          file.toString(), com.google.common.io.Files.asByteSink(copy.toFile()), with("right"));
      read.append(Files.readString(copy));
      BecomeException refusal =
          catchThrowableOfType(
              BecomeException.class,
              () -> connection.put(ByteSource.empty(), bin + "/no", with("wrong")));
      assertThat(refusal.problem().summary()).contains("does not accept the password");
    }

    assertThat(read).hasToString("content\n");
    assertThat(bin.resolve("no")).doesNotExist();
  }
}
