package dev.latchkey.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who a resource server is to the issuer. {@code toString()} shows the id alone.
 *
 * @param id under which the issuer knows it
 * @param secret what it proves that with
 */
public record ClientCredentials(String id, String secret) {

  /** For {@code Authorization}; encoded twice, as RFC 6749 §2.3.1 has it. */
  String basic() {
    String pair = encode(id) + ':' + encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "client " + id;
  }
}
