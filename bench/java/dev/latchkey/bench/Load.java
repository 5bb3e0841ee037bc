package dev.latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A closed loop of connections, each of which sends its next request when it has the answer to the
 * one before. One thread drives them all, so that the client takes little of the processors that
 * the server needs.
 */
final class Load implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 30_000;

  private final Selector selector;
  private final List<Connection> connections;

  Load(int port, List<Conversation> conversations) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    connections = conversations.stream().map(c -> new Connection(server, selector, c)).toList();
  }

  /** Runs for that long, or a little longer, until all answers are there. */
  Run run(Duration duration) {
    return run(duration, Long.MAX_VALUE);
  }

  /** Sends so many requests at most. */
  Run run(Duration duration, long most) {
    try {
      return new Loop(duration, most).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a run has brought.
   *
   * @param latencies in microseconds
   */
  record Run(
      long requests, double seconds, Histogram latencies, long failures, String firstFailure) {}

  private final class Loop {

    private final long begun = System.nanoTime();
    private final long end;
    private final long most;
    private final Histogram latencies = new Histogram(60_000_000L, 3);
    private long sent;
    private int underWay;
    private long failures;
    private String firstFailure;

    Loop(Duration duration, long most) {
      this.end = begun + duration.toNanos();
      this.most = most;
    }

    Run run() throws IOException {
      for (Connection connection : connections) {
        if (sent < most) {
          send(connection);
        }
      }
      while (underWay > 0) {
        if (selector.select(this::receive, PATIENCE_MILLIS) == 0) {
          throw new IOException("there is no answer");
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Run(latencies.getTotalCount(), seconds, latencies, failures, firstFailure);
    }

    private void receive(SelectionKey key) {
      Connection connection = (Connection) key.attachment();
      try {
        if (!connection.receive()) {
          return;
        }
        long took = connection.took();
        boolean isGood = connection.isGood();
        if (connection.isBegun()) {
          connection.send();
          return;
        }
        latencies.recordValue(Math.min(60_000_000L, took / 1000));
        underWay--;
        if (!isGood) {
          failures++;
          firstFailure = firstFailure == null ? connection.answer() : firstFailure;
        }
        if (sent < most && System.nanoTime() < end) {
          send(connection);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void send(Connection connection) throws IOException {
      connection.send();
      sent++;
      underWay++;
    }
  }
}
