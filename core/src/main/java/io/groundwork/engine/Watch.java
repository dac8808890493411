package io.groundwork.engine;

import java.time.Duration;
import java.util.Optional;

/** Told how a batch of changes goes on while it runs, by the thread that waits for it. */
interface Watch {

  /** Looks at nothing. */
  Watch NONE =
      new Watch() {
        @Override
        public void progress(int step, int number, Duration elapsed, Optional<String> line) {}

        @Override
        public void waits(String holder) {}
      };

  /**
   * A change goes on: it has written something, or nothing for some seconds.
   *
   * @param step its step in the batch
   * @param number its place in the step
   * @param elapsed since it began
   * @param line the last whole line it wrote, when there is a new one
   */
  void progress(int step, int number, Duration elapsed, Optional<String> line);

  /** Nothing is done yet: another run has the host. */
  void waits(String holder);
}
