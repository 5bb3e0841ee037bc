package dev.latchkey.jose.keyfiles;

import dev.latchkey.jose.Jwk;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.PublicKey;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads public keys from JWKs (RFC 7517 §4). Rejects keys that must not verify signatures. */
final class JwkReader {
  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private final SigningAlgorithm preferred;
  private final String setting;

  JwkReader(SigningAlgorithm preferred, String setting) {
    this.preferred = preferred;
    this.setting = setting;
  }

  VerificationKey read(JsonObject jwk) {
    if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
      throw fault("holds a JWK with a secret member, but a public key is needed");
    }
    if (!isForVerifying(jwk)) {
      throw fault("holds a JWK that is not for verifying signatures");
    }
    PublicKey key = publicKey(jwk);
    VerificationKey read = VerificationKey.of(algorithm(jwk, key), key, setting);
    return jwk.containsKey("kid") ? read.named(text(jwk, "kid")) : read;
  }

  private static boolean isForVerifying(JsonObject jwk) {
    JsonValue use = jwk.get("use");
    JsonValue operations = jwk.get("key_ops");
    return (use == null || isText("sig", use))
        && (operations == null
            || operations.getValueType() == JsonValue.ValueType.ARRAY
                && operations.asJsonArray().stream()
                    .anyMatch(operation -> isText("verify", operation)));
  }

  private PublicKey publicKey(JsonObject jwk) {
    Map<String, Object> members =
        jwk.entrySet().stream()
            .filter(
                entry -> entry.getValue() instanceof JsonString && !entry.getKey().startsWith("x5"))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> ((JsonString) entry.getValue()).getString()));
    try {
      PublicKey key = PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey();
      // The library reads Base64 leniently. Only the spelling that it would write is accepted.
      if (members.entrySet().containsAll(Jwk.members(key).entrySet())) {
        return key;
      }
    } catch (JoseException | RuntimeException e) {
      // It throws either if the members do not define a key.
    }
    throw unreadable();
  }

  private SigningAlgorithm algorithm(JsonObject jwk, PublicKey key) {
    if (!jwk.containsKey("alg")) {
      return AlgorithmChoice.of(key, preferred, setting);
    }
    return SigningAlgorithm.parse(text(jwk, "alg"))
        .filter(algorithm -> algorithm.kind().isAsymmetric())
        .orElseThrow(() -> fault("holds a JWK for an algorithm that tokens are not signed with"));
  }

  private String text(JsonObject jwk, String name) {
    if (jwk.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw unreadable();
  }

  private static boolean isText(String expected, JsonValue value) {
    return value instanceof JsonString text && text.getString().equals(expected);
  }

  private UnusableKey unreadable() {
    return fault("holds a JWK that is no public key");
  }

  private UnusableKey fault(String fault) {
    return new UnusableKey(setting, fault);
  }
}
