package io.groundwork.requirements.check;

/** What a check has to judge by could not be read on the host. */
public final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Names the reason.
   *
   * @param reason for people: no right, no tool, no Linux
   */
  public UnreadableException(String reason) {
    super(reason);
  }
}
