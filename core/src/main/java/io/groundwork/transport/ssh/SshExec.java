package io.groundwork.transport.ssh;

import io.groundwork.transport.Exec;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.util.buffer.Buffer;

/** A command on an exec channel. */
final class SshExec implements Exec {

  /**
   * How long output may stay away after the command's end. The channel stays open for as long as a
   * process left in the background holds it.
   */
  private static final Duration STRAGGLERS = Duration.ofSeconds(2);

  private final ChannelExec channel;
  private final Listener listener;
  private final ScheduledExecutorService scheduler;
  private final Supplier<Optional<String>> whyCut;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean opened;
  private volatile long lastOutput = System.nanoTime();

  private SshExec(
      ChannelExec channel,
      Listener listener,
      ScheduledExecutorService scheduler,
      Supplier<Optional<String>> whyCut) {
    this.channel = channel;
    this.listener = listener;
    this.scheduler = scheduler;
    this.whyCut = whyCut;
  }

  /**
   * Opens the channel and starts the command.
   *
   * @param whyCut asked when the channel ends without a status
   * @throws IOException when the channel cannot be opened; the listener is told nothing then
   */
  static SshExec start(
      ChannelExec channel,
      Listener listener,
      ScheduledExecutorService scheduler,
      Duration timeout,
      Supplier<Optional<String>> whyCut)
      throws IOException {
    SshExec exec = new SshExec(channel, listener, scheduler, whyCut);
    channel.setOut(exec.stream(listener::out));
    channel.setErr(exec.stream(listener::err));
    channel.addChannelListener(exec.new Watch());
    channel.addCloseFutureListener(future -> exec.closed());
    channel.open().verify(timeout);
    exec.opened = true;
    if (channel.isClosed()) {
      exec.closed();
    }
    return exec;
  }

  @Override
  public OutputStream stdin() {
    return channel.getInvertedIn();
  }

  @Override
  public void kill(String why) {
    end(OptionalInt.empty(), Optional.of(why));
    terminate();
    drop();
  }

  @Override
  public void leave() {
    end(OptionalInt.of(0), Optional.empty());
    drop();
  }

  /** Asks for the command's end: its slot on the server is free only when it has gone. */
  private void terminate() {
    Buffer signal = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
    signal.putUInt(channel.getRecipient());
    signal.putString("signal");
    signal.putBoolean(false);
    signal.putString("TERM");
    send(signal);
  }

  /**
   * Closes the channel without waiting for what is still to be written. MINA alone would forget it
   * and leave it open on the server, which has few of them.
   */
  private void drop() {
    Buffer close = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_CLOSE, 8);
    close.putUInt(channel.getRecipient());
    send(close);
    var unused = channel.close(true);
  }

  private void send(Buffer message) {
    try {
      var unused = channel.getSession().writePacket(message);
    } catch (IOException e) {
      end(OptionalInt.empty(), Optional.of(Failures.words(e)));
    }
  }

  private void closed() {
    if (!opened) {
      return;
    }
    Integer status = channel.getExitStatus();
    if (status != null) {
      end(OptionalInt.of(status), Optional.empty());
      return;
    }
    String signal = channel.getExitSignal();
    end(
        OptionalInt.empty(),
        Optional.of(
            signal != null
                ? "the shell was ended by signal " + signal
                : whyCut.get().orElse("the host closed the connection")));
  }

  private void end(OptionalInt exit, Optional<String> cut) {
    if (ended.compareAndSet(false, true)) {
      listener.ended(exit, cut);
    }
  }

  private final class Watch implements ChannelListener {
    @Override
    public void channelStateChanged(Channel changed, String hint) {
      if ("exit-status".equals(hint)) {
        lastOutput = System.nanoTime();
        awaitStragglers();
      }
    }
  }

  private void awaitStragglers() {
    if (ended.get()) {
      return;
    }
    long left = STRAGGLERS.toNanos() - (System.nanoTime() - lastOutput);
    if (left <= 0) {
      closed();
      drop();
      return;
    }
    var unused = scheduler.schedule(this::awaitStragglers, left, TimeUnit.NANOSECONDS);
  }

  /** One of the listener's two methods for bytes. */
  private interface Taker {
    void take(byte[] bytes, int offset, int length);
  }

  private OutputStream stream(Taker taker) {
    return new OutputStream() {
      @Override
      public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        lastOutput = System.nanoTime();
        taker.take(bytes, offset, length);
      }
    };
  }
}
