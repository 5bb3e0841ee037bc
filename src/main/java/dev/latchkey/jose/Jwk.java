package dev.latchkey.jose;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.PublicKey;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Public keys as JSON Web Keys (RFC 7517), and their thumbprints (RFC 7638). */
public final class Jwk {
  private Jwk() {}

  static String thumbprint(PublicKey key) {
    return jwk(key).calculateBase64urlEncodedThumbprint("SHA-256");
  }

  /**
   * The members that define the key ({@code kty} and those of its kind), then those for its use.
   */
  static JsonObject of(PublicKey key, SigningAlgorithm algorithm, @Nullable String kid) {
    JsonObjectBuilder jwk = StrictJson.objectBuilder();
    members(key).forEach((name, value) -> jwk.add(name, value.toString()));
    jwk.add("use", "sig").add("alg", algorithm.jwaName());
    if (kid != null) {
      jwk.add("kid", kid);
    }
    return jwk.build();
  }

  public static Map<String, Object> members(PublicKey key) {
    return jwk(key).toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  private static PublicJsonWebKey jwk(PublicKey key) {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(key);
    } catch (JoseException e) {
      throw new IllegalStateException("no JWK form for a key of type " + key.getAlgorithm(), e);
    }
  }
}
