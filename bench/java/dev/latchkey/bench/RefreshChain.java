package dev.latchkey.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Exchanges a refresh token for the next one, and that for the next. */
final class RefreshChain implements Conversation {

  private final Function<String, byte[]> request;
  private String token;

  /**
   * @param token to begin with
   * @param request makes the request that exchanges a token
   */
  RefreshChain(String token, Function<String, byte[]> request) {
    this.token = token;
    this.request = request;
  }

  @Override
  public ByteBuffer next() {
    return ByteBuffer.wrap(request.apply(token));
  }

  @Override
  public boolean answered(int status, byte[] body, int length) {
    String next =
        Requests.member(new String(body, 0, length, StandardCharsets.ISO_8859_1), "refresh_token");
    if (status != 200 || next == null || next.equals(token)) {
      return false;
    }
    token = next;
    return true;
  }
}
