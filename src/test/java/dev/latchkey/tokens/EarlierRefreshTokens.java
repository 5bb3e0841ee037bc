package dev.latchkey.tokens;

import dev.latchkey.TestWorld;
import dev.latchkey.jose.Expected;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.jose.keyfiles.PublicKeys;
import java.time.Duration;
import java.util.List;

/**
 * What nodes of the previous release verify refresh tokens with: the published keys, and the type,
 * issuer and audience of access tokens.
 */
final class EarlierRefreshTokens {

  private final TokenVerifier verifier;

  EarlierRefreshTokens(TestWorld world, String issuer, String audience) {
    List<VerificationKey> published =
        PublicKeys.read(
            world.keys.published().json().toString(), SigningAlgorithm.ES256, "the key set");
    this.verifier =
        new TokenVerifier(
            published,
            new TokenExpectations(
                TokenUse.REFRESH,
                Expected.exactly("JWT"),
                Expected.exactly(issuer),
                Expected.exactly(audience),
                Duration.ZERO),
            world.clock);
  }

  boolean accept(String token) {
    return verifier.verify(token).refreshToken().isPresent();
  }
}
