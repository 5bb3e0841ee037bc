package dev.latchkey.keys;

import dev.latchkey.jose.JwkSet;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenSigner;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.VerificationKey;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A snapshot of the keys: which one signs, and which ones verify and are published. Immutable. */
final class KeySet {

  private final SigningKey signing;
  private final List<String> names;
  private final TokenVerifier accessTokens;
  private final TokenVerifier refreshTokens;
  private final PublishedKeys published;

  /**
   * @param others further keys whose tokens are accepted, and which are published; duplicates are
   *     ignored
   * @param expected what access tokens must contain; refresh tokens of the form that the previous
   *     release writes must contain the same, except for their use
   */
  KeySet(
      SigningKey signing,
      Collection<VerificationKey> others,
      TokenExpectations expected,
      Clock clock) {
    Map<String, VerificationKey> keys = new LinkedHashMap<>();
    keys.put(name(signing.verificationKey()), signing.verificationKey());
    others.forEach(key -> keys.putIfAbsent(name(key), key));
    this.signing = signing;
    this.names = new ArrayList<>(keys.keySet());
    this.accessTokens = new TokenVerifier(keys.values(), expected.withUse(TokenUse.ACCESS), clock);
    this.refreshTokens = accessTokens.expecting(expected.withUse(TokenUse.REFRESH));
    JsonObject set = JwkSet.of(keys.values());
    this.published = PublishedKeys.of(set);
  }

  SigningKey signing() {
    return signing;
  }

  String sign(JsonObject parameters, JsonObject claims) {
    String token = TokenSigner.sign(signing, parameters, claims);
    if (signing.algorithm().kind().isAsymmetric()) {
      accessTokens.signed(token); // also known to the verifier of refresh tokens
    }
    return token;
  }

  TokenVerifier verifier(TokenUse use) {
    return switch (use) {
      case ACCESS -> accessTokens;
      case REFRESH -> refreshTokens;
      case SESSION -> throw new IllegalArgumentException("a session token is no JWT");
    };
  }

  PublishedKeys published() {
    return published;
  }

  boolean hasSameKeysAs(KeySet other) {
    return names.equals(other.names);
  }

  private static String name(VerificationKey key) {
    return key.algorithm() + " " + key.kid().orElse("");
  }
}
