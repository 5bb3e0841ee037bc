package dev.latchkey.bench.inner;

import dev.latchkey.jose.Expected;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenSigner;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.Verification;
import dev.latchkey.keys.files.KeyGeneration;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signing and verifying a token, per algorithm. */
@State(Scope.Benchmark)
public class Signatures {

  @Param({"RS256", "ES256", "EdDSA", "HS256"})
  public String algorithm;

  private SigningKey key;
  private JsonObject claims;
  private String token;
  private TokenVerifier knowing;

  @Setup
  public void prepare() {
    key = KeyGeneration.generate(SigningAlgorithm.parse(algorithm).orElseThrow());
    long now = Instant.now().getEpochSecond();
    claims =
        Json.createObjectBuilder()
            .add("sub", "1052")
            .add("iat", now)
            .add("exp", now + 36_000)
            .add("jti", "7d8c0f0e-4a0e-4b64-9a43-0f6f6ad1f3b6")
            .add("sid", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ")
            .add("token_use", "access")
            .add("iss", "http://127.0.0.1:8080")
            .add("upn", "someone@example.org")
            .add("groups", Json.createArrayBuilder())
            .build();
    token = TokenSigner.sign(key, claims);
    knowing = verifier();
    knowing.verify(token);
  }

  private TokenVerifier verifier() {
    return new TokenVerifier(
        List.of(key.verificationKey()),
        new TokenExpectations(
            TokenUse.ACCESS,
            Expected.exactly(TokenExpectations.JWT),
            Expected.ignored(),
            Expected.ignored(),
            Duration.ZERO),
        Clock.systemUTC());
  }

  @Benchmark
  public String sign() {
    return TokenSigner.sign(key, claims);
  }

  /** As a node does with a token that it sees for the first time. */
  @Benchmark
  public Verification verifyFirst() {
    return verifier().verify(token);
  }

  /** As it does with one that it knows. */
  @Benchmark
  public Verification verifyAgain() {
    return knowing.verify(token);
  }
}
