package dev.latchkey.keys;

import dev.latchkey.crypto.secrets.MacKey;
import dev.latchkey.jose.Expected;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenSigner;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.Verification;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The keys of refresh tokens, one derived from each secret key. They are never published, so only
 * this server can verify refresh tokens. Safe for all threads.
 */
final class RefreshKeys {

  /** Issuer and audience are for other verifiers, which do not accept these tokens. */
  private static final TokenExpectations EXPECTED =
      new TokenExpectations(
          TokenUse.REFRESH,
          Expected.exactly(TokenExpectations.REFRESH_TOKEN),
          Expected.ignored(),
          Expected.ignored(),
          Duration.ZERO);

  private final SigningKey signing;
  private final TokenVerifier verifier;

  /**
   * @param keys the current key first
   */
  RefreshKeys(List<MacKey> keys, Clock clock) {
    List<SigningKey> all = keys.stream().map(RefreshKeys::signingKey).toList();
    this.signing = all.get(0);
    this.verifier =
        new TokenVerifier(all.stream().map(SigningKey::verificationKey).toList(), EXPECTED, clock);
  }

  private static SigningKey signingKey(MacKey key) {
    return SigningKey.ofSecret(SigningAlgorithm.HS256, key.bytes(), "SECRET_KEY")
        .named(key.name(), TokenExpectations.REFRESH_TOKEN);
  }

  String sign(JsonObject claims) {
    return TokenSigner.sign(signing, claims);
  }

  Verification verify(String token) {
    return verifier.verify(token);
  }
}
