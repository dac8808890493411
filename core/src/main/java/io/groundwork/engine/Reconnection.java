package io.groundwork.engine;

import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import io.groundwork.module.Reconnect;
import io.groundwork.module.Snippet;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import java.time.Duration;
import java.util.List;

/** Waits for a host that is to come back, and takes it up again. */
final class Reconnection {

  private static final Snippet BOOT_ID =
      new Snippet("boot_id", "cat /proc/sys/kernel/random/boot_id");

  private final Reconnect way;
  private final String before;

  /**
   * @param before the host's boot id before, where it has to be another one
   */
  Reconnection(Reconnect way, String before) {
    this.way = way;
    this.before = before.strip();
  }

  /** Does it. What comes back tells the seconds it took, or why the host is not back. */
  Execution over(Session session, Become become) {
    long start = System.nanoTime();
    session.drop();
    Uninterruptibles.sleepUninterruptibly(way.delay());
    while (true) {
      String obstacle = attempt(session, become);
      if (obstacle.isEmpty()) {
        Uninterruptibles.sleepUninterruptibly(way.after());
        return new Execution(0, String.valueOf(since(start).toSeconds()), "");
      }
      session.drop();
      if (since(start).plus(way.pause()).compareTo(way.patience()) >= 0) {
        return new Execution(
            1, "", "not back within " + way.patience().toSeconds() + " s: " + obstacle);
      }
      Uninterruptibles.sleepUninterruptibly(way.pause());
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Why the host is not back yet; empty when it is. */
  private String attempt(Session session, Become become) {
    try {
      session.renewWithin(way.attempt());
      List<Snippet.Call> calls =
          way.test().map(test -> List.of(BOOT_ID.call(), test)).orElse(List.of(BOOT_ID.call()));
      List<Read> answers = session.reader(become).read(calls);
      if (way.rebooted()
          && answers.get(0) instanceof Read.Done done
          && done.reading().state().strip().equals(before)) {
        return "it has not started anew yet";
      }
      for (Read answer : answers) {
        if (answer instanceof Read.Failed failed) {
          return "its test failed: " + failed.errors();
        }
      }
      return "";
    } catch (UnreachableException e) {
      return e.problem().summary();
    } catch (BecomeException e) {
      return e.problem().summary();
    } catch (CutException e) {
      return e.getMessage();
    }
  }
}
