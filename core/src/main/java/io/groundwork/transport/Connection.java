package io.groundwork.transport;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import java.io.IOException;

/**
 * A way to a host: one login, kept open for a run. Implementations are used by one thread at a
 * time, except that a second one may run a short script, or close it, while the first waits for the
 * end of another.
 */
public interface Connection extends AutoCloseable {

  /**
   * Runs a script with {@code /bin/sh}, the script on standard input, and waits for its end.
   *
   * @return what came back; also when the connection was cut on the way
   * @throws BecomeException when the login may not become the wanted user; nothing was run
   */
  Exchange run(Script script) throws BecomeException;

  /**
   * Runs a script likewise, and hands over what it writes as it comes, without keeping it.
   *
   * @return what came back besides: what the way to the shell said, when it did not get there
   */
  Exchange run(Script script, Output output) throws BecomeException;

  /**
   * Writes a new file of mode 0600 through the same way.
   *
   * @param path absolute; must not exist
   * @throws ConnectionCutException when the connection went
   * @throws IOException when the host could not write it whole
   */
  void put(ByteSource content, String path, Become become) throws IOException, BecomeException;

  /** Reads a file through the same way. */
  void get(String path, ByteSink content, Become become) throws IOException, BecomeException;

  /**
   * How many commands were started over this connection so far, by {@link #run}, {@link #put} and
   * {@link #get} together. Each costs about two network round trips.
   */
  long exchanges();

  @Override
  void close();
}
