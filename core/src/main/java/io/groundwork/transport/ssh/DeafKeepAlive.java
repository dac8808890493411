package io.groundwork.transport.ssh;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/** Answers the question whether the server lives, until it is to seem dead. */
record DeafKeepAlive(AtomicBoolean deaf) implements RequestHandler<ConnectionService> {

  @Override
  public Result process(
      ConnectionService service, String request, boolean wantReply, Buffer buffer) {
    if (!request.startsWith("keepalive@")) {
      return Result.Unsupported;
    }
    return deaf.get() ? Result.Replied : Result.ReplyFailure;
  }
}
