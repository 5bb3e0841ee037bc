package dev.latchkey.samples;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key for each algorithm: the server publishes the public halves, and the test signs. */
final class OwnKeys {

  private final Map<String, PublicJsonWebKey> keys = new LinkedHashMap<>();

  OwnKeys() {
    try {
      for (String rsa : Set.of("RS256", "RS384", "RS512", "PS256")) {
        keys.put(rsa, RsaJwkGenerator.generateJwk(2048));
      }
      keys.put("ES256", EcJwkGenerator.generateJwk(EllipticCurves.P256));
      keys.put("ES384", EcJwkGenerator.generateJwk(EllipticCurves.P384));
      keys.put("EdDSA", OkpJwkGenerator.generateJwk("Ed25519"));
      for (Map.Entry<String, PublicJsonWebKey> key : keys.entrySet()) {
        key.getValue().setAlgorithm(key.getKey());
        key.getValue().setKeyId(key.getValue().calculateBase64urlEncodedThumbprint("SHA-256"));
      }
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<String> algorithms() {
    return keys.keySet();
  }

  /** As {@code HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS} takes them. */
  String published() {
    return keys.values().stream()
        .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
        .collect(Collectors.joining(","));
  }

  /** The same claims, signed by the key for that algorithm. */
  String signed(String algorithm, JsonObject claims) {
    PublicJsonWebKey key = keys.get(algorithm);
    JsonWebSignature token = new JsonWebSignature();
    token.setHeader("typ", "JWT");
    token.setAlgorithmHeaderValue(algorithm);
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setKey(key.getPrivateKey());
    token.setPayload(claims.toString());
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
