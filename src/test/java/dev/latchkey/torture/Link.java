package dev.latchkey.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The way from the nodes to their database, which can be slow, silent or cut. */
final class Link implements AutoCloseable {

  private static final int LOST_OF = 5;
  private static final int UNTIL_COMMITTED_MILLIS = 50;

  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket door;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean silent;
  private volatile Loss loss = Loss.NONE;

  /** What becomes of the message that commits a transaction. */
  enum Loss {
    NONE,
    /** It never arrives, and the connection ends. */
    BEFORE,
    /** It arrives, and the connection ends before the answer is back. */
    AFTER
  }

  /** Opens a way to that port of loopback. */
  Link(int target) {
    this.target = target;
    this.port = listen(0);
  }

  /** Where the way begins. */
  int port() {
    return port;
  }

  /** From now on each message to the database, and so each statement, takes so much longer. */
  void slow(Duration perStatement) {
    delay = perStatement;
  }

  /** Drops everything in both directions from now on, without closing the connections. */
  void silence() {
    silent = true;
  }

  /** From now on one in five commits is lost, at random. */
  void loseCommits(Loss kind) {
    loss = kind;
  }

  /** Ends all connections, and rejects new ones. */
  void cut() {
    close(door);
    hangUp();
  }

  /** Ends all connections; new ones are welcome. */
  void hangUp() {
    open.forEach(Link::close);
  }

  /** All is well from now on; what was silent stays so. */
  void mend() {
    delay = Duration.ZERO;
    loss = Loss.NONE;
    if (silent) {
      silent = false;
      hangUp();
    }
    if (door.isClosed()) {
      listen(port);
    }
  }

  @Override
  public void close() {
    cut();
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 100);
      door = socket;
      daemon(() -> welcome(socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void welcome(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        if (socket.isClosed()) { // by a cut that did not see this client
          close(client);
        } else {
          daemon(() -> connect(client));
        }
      } catch (IOException closed) {
        // Either the door or this one visitor.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> pump(client, server, true));
      pump(server, client, false);
    } catch (IOException rejected) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to, boolean statements) {
    byte[] buffer = new byte[16 * 1024];
    Commits commits = new Commits();
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (statements) {
          Thread.sleep(delay.toMillis());
        }
        boolean lost = statements && commits.isOne(buffer, n) && isLost();
        if (lost && loss == Loss.AFTER) {
          out.write(buffer, 0, n);
          Thread.sleep(UNTIL_COMMITTED_MILLIS);
        }
        if (lost) {
          return;
        }
        while (silent) {
          Thread.sleep(20);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException ended) {
      // One side has gone, so close the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isLost() {
    return loss != Loss.NONE && ThreadLocalRandom.current().nextInt(LOST_OF) == 0;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "link");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception gone) {
      // So it is closed.
    }
  }
}
