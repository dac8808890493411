package io.groundwork.transport.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Talks to an ssh-agent over its Unix socket. */
final class AgentClient extends AbstractAgentProxy {

  private static final int LARGEST_ANSWER = 1 << 20;

  private final SocketChannel channel;

  AgentClient(Path socket) throws IOException {
    super(null);
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }

  @Override
  protected synchronized Buffer request(Buffer buffer) throws IOException {
    ByteBuffer question = ByteBuffer.wrap(buffer.getCompactData());
    while (question.hasRemaining()) {
      channel.write(question);
    }
    int size = read(4).getInt();
    if (size < 1 || size > LARGEST_ANSWER) {
      throw new IOException("the ssh-agent answered with " + size + " bytes");
    }
    return new ByteArrayBuffer(read(size).array());
  }

  private ByteBuffer read(int size) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(size);
    while (answer.hasRemaining()) {
      if (channel.read(answer) < 0) {
        throw new EOFException("the ssh-agent hung up");
      }
    }
    return answer.flip();
  }
}
