package io.groundwork.engine;

import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Where the threads of many hosts wait for each other: a bounded number at a time comes in. */
final class Round {

  private final Semaphore turns;
  private final CountDownLatch met;
  private final CountDownLatch parted;
  private final Map<Host, Read> answers = new ConcurrentHashMap<>();

  Round(int hosts, int turns) {
    this.turns = new Semaphore(turns);
    this.met = new CountDownLatch(hosts);
    this.parted = new CountDownLatch(hosts);
  }

  /** Waits for a turn. */
  Place enter(Host host) throws InterruptedException {
    turns.acquire();
    return new Place(host);
  }

  /** One host's part in it. Whoever closes his place early keeps nobody waiting. */
  final class Place implements AutoCloseable {

    private final Host host;
    private boolean arrived;
    private boolean gone;

    private Place(Host host) {
      this.host = host;
    }

    Host host() {
      return host;
    }

    /** Gives the turn to the next, and waits until all have answered or left. */
    Map<Host, Read> meet(Optional<Read> answer) throws InterruptedException {
      answer.ifPresent(read -> answers.put(host, read));
      arrive();
      met.await();
      return answers;
    }

    /** Waits until all have done what they met for, or left. */
    void part() throws InterruptedException {
      leave();
      parted.await();
    }

    private void arrive() {
      if (!arrived) {
        arrived = true;
        turns.release();
        met.countDown();
      }
    }

    private void leave() {
      if (!gone) {
        gone = true;
        parted.countDown();
      }
    }

    @Override
    public void close() {
      arrive();
      leave();
    }
  }
}
