package io.groundwork.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;

/** A shell command that runs on a host. What it writes is handed to a listener as it comes. */
public interface Exec {

  /** Its standard input; closing it is the end of the input. Writing may block. */
  OutputStream stdin();

  /** Gives the command up. The listener is told that it was cut for this reason. Never blocks. */
  void kill(String why);

  /**
   * Listens no longer, without ending the command: what it left in the background may go on. The
   * listener is told that it ended well. Never blocks.
   */
  void leave();

  /** Starts commands on one host. */
  interface Starter extends AutoCloseable {

    /**
     * Starts a command.
     *
     * @param command one line, understood alike by every login shell
     * @throws IOException when the host can no longer be reached, or does not want to
     */
    Exec start(String command, Listener listener) throws IOException;

    /** The login user. */
    String user();

    @Override
    void close();
  }

  /** Told of what a command writes. Its methods must not block and may come from any thread. */
  interface Listener {

    void out(byte[] bytes, int offset, int length);

    void err(byte[] bytes, int offset, int length);

    /** The last call: the command ended with a status, or was cut for a reason. */
    void ended(OptionalInt exit, Optional<String> cut);
  }
}
