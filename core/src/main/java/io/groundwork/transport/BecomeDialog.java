package io.groundwork.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.BaseEncoding;
import io.groundwork.text.Secret;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The way from the login to a shell of the wanted user. With a password, the shell's input is given
 * only after a random marker has come from that very shell: what is typed before it can only be
 * read by sudo, and the password is typed only at sudo's own, random prompt.
 */
final class BecomeDialog {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<String> user;
  private final Optional<Secret> password;
  private final String marker;
  private final String prompt;
  private final String opening;

  /**
   * @param become whom to become
   * @param login who is logged in; becoming oneself takes no sudo
   */
  BecomeDialog(Become become, String login) {
    this.user = become.user().filter(name -> !name.equals(login));
    this.password = become.password().filter(secret -> !secret.isEmpty());
    this.marker = "groundwork-shell-" + nonce();
    this.prompt = "groundwork-prompt-" + nonce();
    this.opening = "groundwork-opening-" + nonce();
  }

  /** A text that no host can guess. */
  static String nonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }

  /** The command to start: the same for every login shell, and without secrets. */
  String command() {
    if (user.isEmpty()) {
      return "exec /bin/sh";
    }
    String asking = password.isPresent() ? "-S -p " + prompt : "-n";
    return "exec env LC_ALL=C sudo -H "
        + asking
        + " -u "
        + Shell.quote(user.get())
        + " /bin/sh -c 'echo "
        + marker
        + "; echo "
        + marker
        + " >&2; exec /bin/sh'";
  }

  /**
   * Leads up to the point where standard input belongs to the shell. Returns early when the command
   * ended or was cut; {@link #verify} tells the two apart.
   */
  void lead(Exec exec, Transcript transcript, Duration patience) throws BecomeException {
    if (user.isEmpty() || password.isEmpty()) {
      return; // sudo -n reads nothing: the script can be sent at once
    }
    if (!transcript.await(t -> begun(t) || prompts(t) > 0, patience)) {
      exec.kill("sudo did not answer");
      throw SudoRefusal.silent(user.get(), patience);
    }
    if (begun(transcript) || transcript.hasEnded() || transcript.fault().isPresent()) {
      return;
    }
    answer(exec);
    if (!transcript.await(t -> begun(t) || prompts(t) > 1, patience)) {
      exec.kill("sudo did not answer");
      throw SudoRefusal.silent(user.get(), patience);
    }
    if (!begun(transcript) && prompts(transcript) > 1) {
      exec.kill("sudo refused the password");
      throw SudoRefusal.wrongPassword(user.get());
    }
  }

  private void answer(Exec exec) {
    OutputStream stdin = exec.stdin();
    try {
      stdin.write((password.orElseThrow().reveal() + "\n").getBytes(UTF_8));
      stdin.flush();
    } catch (IOException e) {
      exec.kill("the connection was lost at sudo's prompt");
    }
  }

  /**
   * Whether the wanted user's shell was reached, after the command has ended.
   *
   * @throws BecomeException when sudo refused; not when the connection was cut
   */
  void verify(Transcript transcript) throws BecomeException {
    if (user.isEmpty() || begun(transcript) || transcript.exit().isEmpty()) {
      return;
    }
    String errors = transcript.errText().replace(prompt, "");
    // A login shell that lets nobody in says so on standard output.
    String said = errors.isBlank() ? transcript.outText() : errors;
    throw SudoRefusal.of(user.get(), password.isPresent(), said, transcript.exit().getAsInt());
  }

  /**
   * The script as one compound command, whose first words tell its output from the login's. The
   * shell reads it to its end before it runs any of it: a connection cut on the way runs nothing,
   * and no command can swallow the rest of it.
   */
  String whole(String script) {
    return "{ echo " + opening + "; echo " + opening + " >&2;" + script + "\n}\n";
  }

  /** The line after which all output is the script's own, on both streams. */
  String opening() {
    return opening;
  }

  /** What the script wrote, without what the login and sudo wrote before; all when it never ran. */
  String own(String text) {
    int at = text.indexOf(opening);
    return at < 0 ? text : text.substring(Math.min(text.length(), at + opening.length() + 1));
  }

  private boolean begun(Transcript transcript) {
    return transcript.outText().contains(marker + "\n");
  }

  private int prompts(Transcript transcript) {
    String said = transcript.errText();
    int count = 0;
    for (int at = said.indexOf(prompt); at >= 0; at = said.indexOf(prompt, at + 1)) {
      count++;
    }
    return count;
  }
}
