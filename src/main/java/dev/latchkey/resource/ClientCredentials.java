package dev.latchkey.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The credentials of a resource server at the issuer. {@code toString()} shows only the id.
 *
 * @param id its id at the issuer
 * @param secret its secret
 */
public record ClientCredentials(String id, String secret) {

  /** For {@code Authorization}; encoded twice, as RFC 6749 §2.3.1 requires. */
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
