package dev.latchkey.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Exchanges one refresh token over several connections at once, as the tabs of one app do. Whatever
 * successor is answered first is what every connection sends next. Used by one thread.
 */
final class SharedToken {

  private final Function<String, byte[]> request;
  private String token;

  private SharedToken(String token, Function<String, byte[]> request) {
    this.token = token;
    this.request = request;
  }

  /**
   * The conversations of so many connections.
   *
   * @param token to begin with
   * @param request makes the request that exchanges a token
   */
  static List<Conversation> among(int many, String token, Function<String, byte[]> request) {
    SharedToken shared = new SharedToken(token, request);
    return Stream.<Conversation>generate(shared::conversation).limit(many).toList();
  }

  private Conversation conversation() {
    return new Conversation() {

      private String sent;

      @Override
      public ByteBuffer next() {
        sent = token;
        return ByteBuffer.wrap(request.apply(sent));
      }

      @Override
      public boolean answered(int status, byte[] body, int length) {
        String next =
            Requests.member(
                new String(body, 0, length, StandardCharsets.ISO_8859_1), "refresh_token");
        if (status != 200 || next == null || next.equals(sent)) {
          return false;
        }
        if (sent.equals(token)) {
          token = next;
        }
        return true;
      }
    };
  }
}
