package dev.latchkey.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Requests as bytes, made before they are needed. */
final class Requests {

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private Requests() {}

  /** A GET; headers are names and values in turn. */
  static byte[] get(String path, String... headers) {
    return bytes(head("GET", path, headers) + "\r\n");
  }

  static byte[] post(String path, String type, String body, String... headers) {
    String head = head("POST", path, headers) + "Content-Type: " + type + "\r\n";
    return bytes(head + "Content-Length: " + bytes(body).length + "\r\n\r\n" + body);
  }

  static byte[] json(String path, String body) {
    return post(path, "application/json", body);
  }

  /** Exchanges a refresh token for the next one, and that for the next. */
  static Conversation refreshes(String path, String token) {
    return new RefreshChain(token, refresh(path));
  }

  /** Exchanges the refresh token that it is given, from an address that no other uses. */
  static Function<String, byte[]> refresh(String path) {
    int number = ADDRESSES.incrementAndGet();
    String address = "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
    return token ->
        post(
            path,
            "application/json",
            "{\"refresh_token\":\"" + token + "\"}",
            "X-Forwarded-For",
            address);
  }

  /** The same request again and again, which is answered with 200. */
  static Conversation repeated(byte[] request) {
    ByteBuffer buffer = ByteBuffer.wrap(request);
    return new Conversation() {
      @Override
      public ByteBuffer next() {
        return buffer.rewind();
      }

      @Override
      public boolean answered(int status, byte[] body, int length) {
        return status == 200;
      }
    };
  }

  /**
   * The value of a member of a JSON text that is known to have no escapes in it; null where there
   * is none.
   */
  static String member(String json, String name) {
    String start = "\"" + name + "\":\"";
    int from = json.indexOf(start);
    return from < 0
        ? null
        : json.substring(from + start.length(), json.indexOf('"', from + start.length()));
  }

  private static String head(String method, String path, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    return head.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
