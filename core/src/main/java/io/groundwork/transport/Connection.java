package io.groundwork.transport;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import java.io.IOException;

/**
 * A way to a host: one login, kept open for a run. Implementations are used by one thread at a
 * time.
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
   * Writes a new file of mode 0600 through the same way.
   *
   * @param path absolute; must not exist
   * @throws IOException when it could not be written whole
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
