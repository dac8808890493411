package io.groundwork.engine;

/** The connection to a host went while something was under way there. */
public final class CutException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, as the transport tells it
   */
  public CutException(String reason) {
    super(reason);
  }
}
