package dev.latchkey.jose;

import dev.latchkey.crypto.Base64Url;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/** Creates signed tokens: JWTs as compact JWS (RFC 7519, RFC 7515 §7.1). */
public final class TokenSigner {
  private TokenSigner() {}

  /**
   * Signs the claims; the header has {@code alg}, {@code typ} and, if the key has a name, {@code
   * kid}.
   */
  public static String sign(SigningKey key, JsonObject claims) {
    return sign(key, JsonValue.EMPTY_JSON_OBJECT, claims);
  }

  /**
   * Signs the claims, with further header parameters.
   *
   * @param parameters the header parameters in addition to {@code alg}, {@code typ} and {@code kid}
   */
  public static String sign(SigningKey key, JsonObject parameters, JsonObject claims) {
    byte[] payload = claims.toString().getBytes(StandardCharsets.UTF_8);
    String input = key.headerSegment(parameters) + '.' + Base64Url.encode(payload);
    return input + '.' + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
