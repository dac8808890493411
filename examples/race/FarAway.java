import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes hosts that are near as slow to answer as hosts far away: relays connections, and what is sent arrives later, in
 * both directions. Also the connecting itself takes a round trip, as it would.
 *
 * <p>Usage: {@code java FarAway.java MILLISECONDS ADDRESS:PORT…}. Prints for each address the port of 127.0.0.1 that
 * leads there, and relays until it is ended.
 */
final class FarAway {

  private record Piece(long due, byte[] bytes) {}

  private final long delay;

  private FarAway(long milliseconds) {
    this.delay = TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }

  public static void main(String[] arguments) throws IOException {
    FarAway relay = new FarAway(Long.parseLong(arguments[0]));
    for (String target : Arrays.asList(arguments).subList(1, arguments.length)) {
      ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      System.out.println(door.getLocalPort());
      int colon = target.lastIndexOf(':');
      var there = new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
      start(() -> relay.welcome(door, there));
    }
    System.out.flush();
  }

  private void welcome(ServerSocket door, InetSocketAddress there) {
    while (true) {
      try {
        Socket near = door.accept();
        start(() -> relay(near, there));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void relay(Socket near, InetSocketAddress there) {
    try {
      sleepUntil(System.nanoTime() + 2 * delay);
      Socket far = new Socket(there.getAddress(), there.getPort());
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      carry(near, far);
      carry(far, near);
    } catch (IOException | InterruptedException e) {
      close(near);
    }
  }

  private void carry(Socket from, Socket to) {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(1024);
    start(() -> take(from, pieces));
    start(() -> give(to, pieces));
  }

  private void take(Socket from, BlockingQueue<Piece> pieces) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        pieces.put(new Piece(System.nanoTime() + delay, Arrays.copyOf(buffer, count)));
      }
    } catch (IOException | InterruptedException e) {
      // the end of the connection, like any other
    }
    pieces.offer(new Piece(System.nanoTime() + delay, new byte[0]));
  }

  private static void give(Socket to, BlockingQueue<Piece> pieces) {
    try {
      OutputStream out = to.getOutputStream();
      for (Piece piece = pieces.take(); piece.bytes().length > 0; piece = pieces.take()) {
        sleepUntil(piece.due());
        out.write(piece.bytes());
      }
      to.shutdownOutput();
    } catch (IOException | InterruptedException e) {
      close(to);
    }
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // gone already
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
  }
}
