package dev.latchkey.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An answer as it arrives: just enough of HTTP/1.1 to know where it ends. */
final class Answer {

  private static final int LARGEST = 256 * 1024;

  private final byte[] bytes = new byte[LARGEST];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
  private int count;
  private int bodyFrom;
  private int bodyLength;
  private boolean chunked;
  private boolean last;

  void clear() {
    count = 0;
    bodyFrom = -1;
    bodyLength = 0;
    chunked = false;
    last = false;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int readFrom(SocketChannel channel) throws IOException {
    buffer.clear().limit(LARGEST - count);
    int read = channel.read(buffer);
    if (read > 0) {
      buffer.flip().get(bytes, count, read);
      count += read;
    }
    return read;
  }

  boolean isComplete() {
    if (bodyFrom < 0 && !readHead()) {
      return false;
    }
    return chunked ? joinChunks() : count >= bodyFrom + bodyLength;
  }

  /** Whether the server ends the connection after it. */
  boolean isLast() {
    return last;
  }

  int status() {
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
  }

  /** The body, moved to the front. */
  byte[] body() {
    System.arraycopy(bytes, bodyFrom, bytes, 0, bodyLength);
    return bytes;
  }

  int length() {
    return bodyLength;
  }

  private boolean readHead() {
    int line = 0;
    for (int i = 0; i + 1 < count; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        if (i == line) {
          bodyFrom = i + 2;
          return true;
        }
        header(line, i);
        line = i + 2;
      }
    }
    bodyLength = 0;
    return false;
  }

  private void header(int from, int to) {
    int initial = bytes[from] | 0x20;
    if (initial != 'c' && initial != 't') {
      return;
    }
    if (starts(from, to, "content-length:")) {
      bodyLength = Integer.parseInt(text(from + 15, to).strip());
    } else if (starts(from, to, "transfer-encoding: chunked")) {
      chunked = true;
    } else if (starts(from, to, "connection: close")) {
      last = true;
    }
  }

  private boolean starts(int from, int to, String name) {
    if (to - from < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int c = bytes[from + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where all chunks are there, puts them together behind the head. */
  private boolean joinChunks() {
    int at = bodyFrom;
    int length = 0;
    while (true) {
      int end = at;
      while (end + 1 < count && bytes[end] != '\r') {
        end++;
      }
      if (end + 1 >= count) {
        return false;
      }
      int size = Integer.parseInt(text(at, end), 16);
      if (end + 2 + size + 2 > count) {
        return false;
      }
      if (size == 0) {
        return compact(length);
      }
      length += size;
      at = end + 2 + size + 2;
    }
  }

  private boolean compact(int length) {
    int from = bodyFrom;
    int to = bodyFrom;
    while (to < bodyFrom + length) {
      int end = from;
      while (bytes[end] != '\r') {
        end++;
      }
      int size = Integer.parseInt(text(from, end), 16);
      System.arraycopy(bytes, end + 2, bytes, to, size);
      from = end + 2 + size + 2;
      to += size;
    }
    bodyLength = length;
    chunked = false;
    count = bodyFrom + length;
    return true;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return text(0, count);
  }
}
