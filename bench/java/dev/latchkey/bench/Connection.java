package dev.latchkey.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection with one request under way. It opens itself again where the server has closed it.
 */
final class Connection {

  private final InetSocketAddress server;
  private final Selector selector;
  private final Conversation conversation;
  private final Answer answer = new Answer();
  private SocketChannel channel;
  private SelectionKey key;
  private ByteBuffer request;
  private long begunAt;
  private boolean isBegun;

  Connection(InetSocketAddress server, Selector selector, Conversation conversation) {
    this.server = server;
    this.selector = selector;
    this.conversation = conversation;
  }

  /** Sends the next request. */
  void send() throws IOException {
    request = conversation.next();
    if (!isBegun) {
      begunAt = System.nanoTime();
      isBegun = true;
    }
    transmit();
  }

  private void transmit() throws IOException {
    if (channel == null) {
      open();
    }
    answer.clear();
    while (request.hasRemaining()) { // it fits into the socket's buffer
      channel.write(request);
    }
  }

  /**
   * Reads what has come.
   *
   * @return whether the answer is complete
   */
  boolean receive() throws IOException {
    int read = answer.readFrom(channel);
    if (read < 0) {
      if (!answer.isEmpty()) {
        throw new EOFException("the answer ends early");
      }
      close();
      request.rewind();
      transmit();
      return false;
    }
    if (!answer.isComplete()) {
      return false;
    }
    if (answer.isLast()) {
      close();
    }
    return true;
  }

  /** How long it has taken since the first request of what is counted, in nanoseconds. */
  long took() {
    return System.nanoTime() - begunAt;
  }

  /** Whether the answer is as it should be; to be asked once. */
  boolean isGood() {
    boolean isGood = conversation.answered(answer.status(), answer.body(), answer.length());
    isBegun = isGood && !conversation.isComplete();
    return isGood;
  }

  /** Whether what is counted needs further requests. */
  boolean isBegun() {
    return isBegun;
  }

  String answer() {
    return answer.toString();
  }

  void close() throws IOException {
    if (channel != null) {
      key.cancel();
      channel.close();
      channel = null;
    }
  }

  private void open() throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }
}
