package io.groundwork.transport;

import java.io.IOException;

/** A transfer ended because the connection went, not because the host would not have it. */
public final class ConnectionCutException extends IOException {

  private static final long serialVersionUID = 1L;

  public ConnectionCutException(String message) {
    super(message);
  }
}
