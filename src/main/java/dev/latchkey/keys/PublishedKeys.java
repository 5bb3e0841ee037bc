package dev.latchkey.keys;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.TokenDigest;
import jakarta.json.JsonObject;
import java.util.Arrays;

/**
 * The published public keys.
 *
 * @param json a JWK set (RFC 7517 §5), without keys if tokens are signed with a shared secret
 * @param version identifies this content: an entity tag without its quotes (RFC 9110 §8.8.3)
 */
public record PublishedKeys(JsonObject json, String version) {

  private static final int VERSION_BYTES = 12;

  static PublishedKeys of(JsonObject json) {
    byte[] digest = TokenDigest.digest(json.toString());
    return new PublishedKeys(json, Base64Url.encode(Arrays.copyOf(digest, VERSION_BYTES)));
  }
}
