package io.groundwork.transport.ssh;

import io.groundwork.text.Secret;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;

/** Answers one hidden question of a keyboard-interactive login with the password, once. */
final class PasswordAnswer implements UserInteraction {

  private final Secret password;
  private final AtomicBoolean given = new AtomicBoolean();

  PasswordAnswer(Secret password) {
    this.password = password;
  }

  @Override
  public String[] interactive(
      ClientSession session,
      String name,
      String instruction,
      String lang,
      String[] prompt,
      boolean[] echo) {
    boolean onePassword = prompt.length == 1 && !echo[0];
    return onePassword && given.compareAndSet(false, true)
        ? new String[] {password.reveal()}
        : null;
  }

  @Override
  public String getUpdatedPassword(ClientSession session, String prompt, String lang) {
    return null; // an expired password is a matter for a person
  }
}
