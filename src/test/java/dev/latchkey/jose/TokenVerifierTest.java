package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Altered;
import dev.latchkey.FakeClock;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.Verification.Reason;
import dev.latchkey.jose.Verification.Rejected;
import dev.latchkey.jose.Verification.Verified;
import dev.latchkey.jose.keyfiles.Fixture;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.keys.files.PrivateKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String SECRET = "x".repeat(64);
  private static final SigningKey RSA =
      PrivateKeys.read(Fixture.text("rsa-pkcs8.pem"), SigningAlgorithm.RS256, "key");
  private static final SigningKey EC =
      PrivateKeys.read(Fixture.text("ec-p256-pkcs8.pem"), SigningAlgorithm.ES256, "key");
  private static final SigningKey HMAC = PrivateKeys.read(SECRET, SigningAlgorithm.HS256, "key");

  private final TokenVerifier verifier = verifier(Expectations.NONE, RSA);

  @Test
  void name_inTheHeader_countsUnlessAClaimHasIt() {
    JsonObject header = Json.createObjectBuilder().add("upn", "header").build();
    JsonObject plain = claims().build();
    JsonObject named = claims().add("upn", "claim").build();

    assertEquals(Optional.of("header"), name(TokenSigner.sign(RSA, header, plain)));
    assertEquals(Optional.of("claim"), name(TokenSigner.sign(RSA, header, named)));
    assertEquals(Optional.of("claim"), name(TokenSigner.sign(RSA, named)));
    assertEquals(Optional.empty(), name(TokenSigner.sign(RSA, plain)));
    JsonObject number = Json.createObjectBuilder().add("upn", 1).build();
    assertEquals(Optional.empty(), name(TokenSigner.sign(RSA, number, plain)));
  }

  @Test
  void name_exchangedInTheHeader_failsTheSignature() {
    JsonObject header = Json.createObjectBuilder().add("upn", "ada").build();
    String[] ada = TokenSigner.sign(RSA, header, claims().build()).split("\\.");
    JsonObject other = Json.createObjectBuilder().add("upn", "eve").build();
    String eve = TokenSigner.sign(RSA, other, claims().build()).split("\\.")[0];

    assertTrue(verifier.verify(String.join(".", ada)).verified().isPresent());
    assertEquals(
        new Rejected(Reason.SIGNATURE), verifier.verify(eve + "." + ada[1] + "." + ada[2]));
  }

  @Test
  void names_ofManyUsers_stayApart() {
    for (int i = 0; i < 200; i++) {
      JsonObject header = Json.createObjectBuilder().add("upn", "user" + i).build();
      String token = TokenSigner.sign(RSA, header, claims().build());
      assertEquals(Optional.of("user" + i), name(token));
      assertEquals(Optional.of("user" + i), name(token), "again");
    }
  }

  private Optional<String> name(String token) {
    JsonObject claims = verifier.verify(token).verified().orElseThrow().claims();
    return Optional.ofNullable(claims.getString("upn", null));
  }

  /** Java 17 ignores zeros at the end of an Ed25519 signature, which is little-endian. */
  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void signature_withZerosAppended_isRejected(SigningAlgorithm algorithm) {
    SigningKey key = KeyGeneration.generate(algorithm);
    String token = TokenSigner.sign(key, claims().build());
    int end = token.lastIndexOf('.') + 1;
    byte[] signature = Base64Url.decode(token.substring(end)).orElseThrow();
    byte[] longer = Arrays.copyOf(signature, signature.length + 1);

    assertVerified(verifier(Expectations.NONE, key), token);
    assertRejected(
        Reason.SIGNATURE,
        verifier(Expectations.NONE, key),
        token.substring(0, end) + Base64Url.encode(longer));
  }

  @Test
  void verifiedToken_returnsItsClaims() {
    String sent =
        TokenSigner.sign(RSA, claims().add("iss", "https://id.example").add("aud", "shop").build());
    VerifiedToken token = verifier.verify(sent).verified().orElseThrow();
    assertEquals(Optional.of("42"), token.subject());
    assertEquals(Optional.of("id"), token.jwtId());
    assertEquals(Optional.of("hidden"), token.sid());
    assertEquals(TokenUse.REFRESH, token.use());
    assertEquals(Optional.of(NOW), token.issuedAt());
    assertEquals(NOW.plusSeconds(300), token.expiresAt());
    assertEquals(Optional.of("https://id.example"), token.issuer());
    assertEquals(List.of("shop"), token.audience());
    assertEquals("VerifiedToken", token.toString());
  }

  @Test
  void token_outsideItsTimes_isRejected() {
    assertRejected(Reason.EXPIRED, verifier, sign(claims().add("exp", seconds(0))));
    assertRejected(Reason.EXPIRED, verifier, sign(claims().add("exp", seconds(-1))));
    assertVerified(verifier, sign(claims().add("exp", seconds(1))));
    assertVerified(verifier, sign(claims().add("exp", seconds(0) + 0.5)));
    assertRejected(Reason.NOT_YET_VALID, verifier, sign(claims().add("nbf", seconds(1))));
    assertVerified(verifier, sign(claims().add("nbf", seconds(0))));
  }

  @Test
  void issuedAt_moreThanAMinuteAhead_isRejected() {
    assertVerified(verifier, sign(claims().add("iat", seconds(60))));
    assertRejected(Reason.NOT_YET_VALID, verifier, sign(claims().add("iat", seconds(61))));
    assertVerified(verifier, sign(claims().add("iat", seconds(-100_000))));
  }

  @Test
  void knownToken_isStillValidated() {
    FakeClock clock = new FakeClock(NOW);
    TokenVerifier turning =
        new TokenVerifier(List.of(RSA.verificationKey()), Expectations.NONE, clock);
    String token = sign(claims().add("exp", seconds(60)));
    String signedHere = sign(claims().add("exp", seconds(60)).add("aud", "shop"));
    turning.signed(signedHere);
    for (int i = 0; i < 3; i++) {
      assertVerified(turning, token);
      assertVerified(turning, signedHere);
    }
    for (String altered : List.of(token + "A", Altered.inTheMiddle(token))) {
      assertInstanceOf(Rejected.class, turning.verify(altered));
    }
    clock.advance(Duration.ofSeconds(60));
    assertRejected(Reason.EXPIRED, turning, token);
    assertRejected(Reason.EXPIRED, turning, signedHere);
  }

  @Test
  void whatFollowsFromTheClaims_ofARememberedToken_isComputedOnce() {
    AtomicInteger computed = new AtomicInteger();
    Function<JsonObject, String> from =
        claims -> claims.getString("sub") + " " + computed.incrementAndGet();
    String ada = sign(claims());
    String eve = sign(claims().add("sub", "43"));

    for (int i = 0; i < 3; i++) {
      assertEquals("42 1", derived(ada, String.class, from));
      assertEquals("43 2", derived(eve, String.class, from));
      assertEquals(2, derived(ada, Integer.class, claims -> claims.getString("sub").length()));
    }
  }

  @Test
  void whatFollowsFromTheClaims_ofATokenTooLongToRemember_isComputedForEachUse() {
    AtomicInteger computed = new AtomicInteger();
    String token = sign(claims().add("long", "x".repeat(3000)));

    assertEquals(1, derived(token, Integer.class, claims -> computed.incrementAndGet()));
    assertEquals(2, derived(token, Integer.class, claims -> computed.incrementAndGet()));
  }

  private <T> T derived(String token, Class<T> type, Function<JsonObject, T> from) {
    return verifier.verify(token).verified().orElseThrow().derived(type, from);
  }

  @Test
  void knownSignatures_areNotSharedBetweenVerifiers() {
    String stranger = TokenSigner.sign(EC, claims().build());
    TokenVerifier both = verifier(Expectations.NONE, RSA, EC);
    assertVerified(both, stranger);
    assertRejected(Reason.UNKNOWN_KEY, verifier, stranger);
  }

  @Test
  void clocks_mayDifferByTheLeeway() {
    TokenVerifier lenient = verifier(Expectations.leeway(Duration.ofSeconds(10)), RSA);
    assertVerified(lenient, sign(claims().add("exp", seconds(-9))));
    assertRejected(Reason.EXPIRED, lenient, sign(claims().add("exp", seconds(-10))));
    assertVerified(lenient, sign(claims().add("nbf", seconds(10))));
    assertRejected(Reason.NOT_YET_VALID, lenient, sign(claims().add("nbf", seconds(11))));
  }

  @Test
  void issuer_otherThanExpected_isRejected() {
    TokenVerifier strict = verifier(Expectations.issuer("https://id.example"), RSA);
    assertVerified(strict, sign(claims().add("iss", "https://id.example")));
    assertRejected(Reason.ISSUER, strict, sign(claims().add("iss", "https://id.example/")));
    assertRejected(Reason.ISSUER, strict, sign(claims()));
  }

  @Test
  void audience_withoutTheExpectedOne_isRejected() {
    TokenVerifier strict = verifier(Expectations.audience("shop"), RSA);
    assertVerified(strict, sign(claims().add("aud", "shop")));
    assertVerified(
        strict, sign(claims().add("aud", Json.createArrayBuilder().add("desk").add("shop"))));
    assertRejected(Reason.AUDIENCE, strict, sign(claims().add("aud", "shopping")));
    assertRejected(Reason.AUDIENCE, strict, sign(claims().add("aud", JsonValue.EMPTY_JSON_ARRAY)));
    assertRejected(Reason.AUDIENCE, strict, sign(claims()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "null",
        "",
        "{",
        "{\"exp\":2000000000}x",
        "{\"exp\":2000000000}{}",
        "{\"exp\":2000000000,\"exp\":2000000000}",
        "{\"exp\":2000000000,\"a\":{\"b\":1,\"b\":2}}",
        "{\"exp\":\"2000000000\"}",
        "{\"exp\":null}",
        "{\"exp\":-1}",
        "{\"exp\":1e999999999}",
        "{\"exp\":1e-999999999}",
        "{\"exp\":1e99999999999999}",
        "{\"exp\":true}",
        "{\"exp\":2000000000,\"nbf\":\"0\"}",
        "{\"exp\":2000000000,\"iat\":[]}",
        "{\"exp\":2000000000,\"sub\":42}",
        "{\"exp\":2000000000,\"jti\":null}",
        "{\"exp\":2000000000,\"sid\":{}}",
        "{\"exp\":2000000000,\"token_use\":1}",
        "{\"exp\":2000000000,\"iss\":[\"a\"]}",
        "{\"exp\":2000000000,\"aud\":1}",
        "{\"exp\":2000000000,\"aud\":[\"a\",1]}",
      })
  void registeredClaims_ofOtherTypes_areRejected(String payload) {
    assertRejected(
        Reason.CLAIMS,
        verifier,
        signed(RSA, RSA.headerSegment(JsonValue.EMPTY_JSON_OBJECT), payload));
  }

  @Test
  void payload_notUtf8OrTooDeep_isRejected() {
    byte[] latin1 = "{\"exp\":2000000000,\"n\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRejected(
        Reason.CLAIMS,
        verifier,
        signed(RSA, RSA.headerSegment(JsonValue.EMPTY_JSON_OBJECT), latin1));
    byte[] utf16 = "{\"exp\":2000000000}".getBytes(StandardCharsets.UTF_16LE);
    assertRejected(
        Reason.CLAIMS,
        verifier,
        signed(RSA, RSA.headerSegment(JsonValue.EMPTY_JSON_OBJECT), utf16));
    String deep = "{\"exp\":2000000000,\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}";
    assertRejected(
        Reason.CLAIMS, verifier, signed(RSA, RSA.headerSegment(JsonValue.EMPTY_JSON_OBJECT), deep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"access", "session", "id", "", "Refresh", "refresh "})
  void token_ofAnotherUse_isRejected(String use) {
    assertRejected(Reason.USE, verifier, sign(claims().add("token_use", use)));
  }

  @Test
  void token_withoutUse_isRejected() {
    assertRejected(Reason.USE, verifier, sign(claims().remove("token_use")));
  }

  @Test
  void verifiedToken_hasTheTypeOfItsUse() {
    TokenVerifier access = verifier.expecting(Expectations.NONE.withUse(TokenUse.ACCESS));
    String accessToken = sign(claims().add("token_use", "access"));
    String refreshToken = sign(claims());

    assertTrue(access.verify(accessToken).accessToken().isPresent());
    assertTrue(access.verify(accessToken).refreshToken().isEmpty());
    assertTrue(access.verify(refreshToken).accessToken().isEmpty());
    assertTrue(verifier.verify(refreshToken).refreshToken().isPresent());
    assertTrue(verifier.verify(refreshToken).accessToken().isEmpty());
    assertTrue(verifier.verify(accessToken).accessToken().isEmpty());
  }

  @Test
  void signature_knownFromOneUse_doesNotMakeTheTokenGoodForAnother() {
    TokenVerifier access = verifier.expecting(Expectations.NONE.withUse(TokenUse.ACCESS));
    String refreshToken = sign(claims());
    assertVerified(verifier, refreshToken);
    assertRejected(Reason.USE, access, refreshToken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "application/jwt", "APPLICATION/JWT"})
  void type_thatIsExpected_isAccepted(String type) {
    assertVerified(verifier(Expectations.type("JWT"), RSA), typed(Json.createValue(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "logout+jwt", "JWS", "", "JWT ", "text/jwt"})
  void type_thatIsNotExpected_isRejected(String type) {
    String token = typed(Json.createValue(type));
    TokenVerifier strict = verifier(Expectations.type("JWT"), RSA);
    assertVerified(verifier, token);
    assertRejected(Reason.TYPE, strict, token);
    assertRejected(Reason.TYPE, strict, token);
  }

  @Test
  void type_missing_isAccepted_butMustBeText() {
    TokenVerifier strict = verifier(Expectations.type("JWT"), RSA);
    assertVerified(strict, signed(RSA, segment(header(RSA).build()), claims().build().toString()));
    assertRejected(Reason.MALFORMED, strict, typed(JsonValue.NULL));
    assertRejected(Reason.MALFORMED, verifier, typed(Json.createArrayBuilder().add("JWT").build()));
  }

  @Test
  void type_missing_countsAsJwtAndAsNothingElse() {
    TokenVerifier strict = verifier(Expectations.type("rt+jwt"), RSA);
    assertVerified(strict, typed(Json.createValue("rt+jwt")));
    assertVerified(strict, typed(Json.createValue("application/rt+jwt")));
    assertRejected(Reason.TYPE, strict, typed(Json.createValue("JWT")));
    assertRejected(Reason.TYPE, strict, typed(Json.createValue("at+jwt")));
    assertRejected(
        Reason.TYPE,
        strict,
        signed(RSA, segment(header(RSA).build()), claims().build().toString()));
  }

  @Test
  void type_thatIsNotExpected_isTheReasonWhateverTheKey() {
    TokenVerifier strict = verifier(Expectations.type("JWT"), RSA);
    String header = segment(header(EC).add("typ", "rt+jwt").add("kid", "unknown").build());
    assertRejected(Reason.TYPE, strict, signed(EC, header, claims().build().toString()));
  }

  @Test
  void expectations_ofSessionTokensOrNegativeLeeway_areRejected() {
    assertThrows(IllegalArgumentException.class, () -> Expectations.NONE.withUse(TokenUse.SESSION));
    assertThrows(IllegalArgumentException.class, () -> Expectations.leeway(Duration.ofSeconds(-1)));
  }

  private static String typed(JsonValue type) {
    String header = segment(header(RSA).add("typ", type).build());
    return signed(RSA, header, claims().build().toString());
  }

  @Test
  void text_thatIsNoCompactToken_isMalformed() {
    String token = sign(claims());
    String[] parts = token.split("\\.");
    List<String> texts =
        Arrays.asList(
            null,
            "",
            ".",
            "..",
            "...",
            "x",
            "x.y",
            "x.y.z",
            parts[0] + "." + parts[1],
            token + ".",
            "." + token,
            token + ".x.y",
            token + "=",
            token + "==",
            " " + token,
            token + "\n",
            "Bearer " + token,
            parts[0] + "." + parts[1] + "=." + parts[2],
            token + "é",
            parts[0] + "." + parts[1].charAt(0) + "+" + parts[1].substring(2) + "." + parts[2],
            parts[0] + "." + parts[1] + "Ł." + parts[2],
            "{\"payload\":\"x\",\"signatures\":[]}",
            "\0.\0.\0");
    texts.forEach(text -> assertRejected(Reason.MALFORMED, verifier, text));
  }

  @Test
  void base64_withUnusedBitsSet_isRejected() {
    TokenVerifier ours = verifier(Expectations.NONE, HMAC);
    String token = TokenSigner.sign(HMAC, claims().build());
    assertVerified(ours, token);
    char last = token.charAt(token.length() - 1);
    assertRejected(
        Reason.MALFORMED, ours, token.substring(0, token.length() - 1) + (char) (last + 1));
  }

  @Test
  void token_upTo16Kibibytes_isAccepted() {
    String rest = "x".repeat(11_000);
    assertVerified(verifier, sign(claims().add("rest", rest)));
    assertRejected(Reason.TOO_LONG, verifier, sign(claims().add("rest", rest + rest)));
    assertRejected(Reason.TOO_LONG, verifier, "x".repeat(TokenVerifier.MAX_LENGTH + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "None",
        "NONE",
        "",
        "HS256",
        "HS512",
        "ES256",
        "RS384",
        "RS512",
        "PS256",
        "EdDSA",
        "rs256",
        "RS256 ",
        "RSA-OAEP"
      })
  void algorithm_otherThanTheKeys_isRejected(String alg) {
    JsonObject header = header(RSA).add("alg", alg).build();
    assertRejected(
        Reason.ALGORITHM, verifier, signed(RSA, segment(header), claims().build().toString()));
    assertRejected(
        Reason.ALGORITHM, verifier, segment(header) + "." + segment(claims().build()) + ".");
  }

  @Test
  void publicKey_asHmacSecret_isRejected() {
    for (String secret :
        List.of(Fixture.text("rsa-public.pem"), RSA.publicJwk().orElseThrow().toString())) {
      SigningKey forger =
          SigningKey.ofSecret(
              SigningAlgorithm.HS256, secret.getBytes(StandardCharsets.UTF_8), "key");
      for (JsonObject header :
          List.of(
              header(RSA).add("alg", "HS256").build(),
              header(RSA).add("alg", "HS256").remove("kid").build())) {
        assertRejected(
            Reason.ALGORITHM,
            verifier,
            signed(forger, segment(header), claims().build().toString()));
      }
      assertRejected(
          Reason.SIGNATURE,
          verifier(Expectations.NONE, RSA, HMAC),
          TokenSigner.sign(forger, claims().build()));
    }
  }

  @Test
  void algorithm_thatIsNoText_isRejected() {
    assertRejected(
        Reason.ALGORITHM, verifier, signed(RSA, segment(header(RSA).add("alg", 1).build()), "{}"));
    assertRejected(
        Reason.ALGORITHM, verifier, signed(RSA, segment(header(RSA).remove("alg").build()), "{}"));
  }

  @ParameterizedTest
  @CsvSource({"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"})
  void headers_withUnsupportedDemands_areRejected(String name) {
    for (JsonValue value :
        List.of(
            Json.createValue("x"),
            JsonValue.TRUE,
            JsonValue.NULL,
            Json.createArrayBuilder().add("exp").build(),
            RSA.publicJwk().orElseThrow())) {
      JsonObject header = header(RSA).add(name, value).build();
      assertRejected(
          Reason.MALFORMED, verifier, signed(RSA, segment(header), claims().build().toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "",
        "{",
        "{\"alg\":\"RS256\"",
        "{\"alg\":\"RS256\"}x",
        "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
        "{\"alg\":\"none\",\"alg\":\"RS256\"}",
        "{\"alg\":\"RS256\",\"kid\":1}",
        "{\"alg\":\"RS256\",\"kid\":null}",
        "\uFEFF{\"alg\":\"RS256\"}"
      })
  void header_thatIsNoStrictJsonObject_isMalformed(String header) {
    String segment = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8));
    assertRejected(Reason.MALFORMED, verifier, signed(RSA, segment, claims().build().toString()));
  }

  @Test
  void keyId_unknown_isRejected() {
    String unknown =
        signed(RSA, segment(header(RSA).add("kid", "x").build()), claims().build().toString());
    assertRejected(Reason.UNKNOWN_KEY, verifier, unknown);
    assertRejected(Reason.UNKNOWN_KEY, verifier, TokenSigner.sign(EC, claims().build()));
    assertRejected(Reason.UNKNOWN_KEY, verifier(Expectations.NONE), sign(claims()));
  }

  @Test
  void keyId_missing_isAcceptedOnlyForASingleKey() {
    String unnamed =
        signed(RSA, segment(header(RSA).remove("kid").build()), claims().build().toString());
    assertVerified(verifier, unnamed);
    assertRejected(Reason.UNKNOWN_KEY, verifier(Expectations.NONE, RSA, EC), unnamed);
    assertRejected(Reason.ALGORITHM, verifier(Expectations.NONE, RSA, HMAC), unnamed);
    assertVerified(
        verifier(Expectations.NONE, RSA, HMAC), TokenSigner.sign(HMAC, claims().build()));
  }

  @Test
  void key_mayServeTwoAlgorithmsInTurn() {
    SigningKey before =
        PrivateKeys.read(Fixture.text("rsa-pkcs8.pem"), SigningAlgorithm.RS512, "key");
    assertEquals(RSA.kid(), before.kid());
    TokenVerifier both = verifier(Expectations.NONE, RSA, before);
    assertVerified(both, sign(claims()));
    assertVerified(both, TokenSigner.sign(before, claims().build()));
  }

  @Test
  void alteredToken_withAKnownHeader_isRejected() {
    String token = sign(claims());
    String[] parts = token.split("\\.");
    String other = segment(claims().add("sub", "1").build());
    for (int i = 0; i < 2; i++) {
      assertRejected(Reason.SIGNATURE, verifier, parts[0] + "." + other + "." + parts[2]);
      assertRejected(Reason.SIGNATURE, verifier, parts[0] + "." + parts[1] + ".");
      assertRejected(Reason.SIGNATURE, verifier, parts[0] + "." + parts[1] + ".AAAA");
      assertRejected(Reason.SIGNATURE, verifier, parts[0] + ".." + parts[2]);
      assertVerified(verifier, token);
    }
    assertRejected(
        Reason.SIGNATURE,
        verifier,
        TokenSigner.sign(KeyGeneration.generate(SigningAlgorithm.RS256), claims().build())
            .replaceFirst("^[^.]*", parts[0]));
  }

  @Test
  void signature_withAnyBitFlipped_isRejected() {
    for (SigningKey key : List.of(RSA, EC, HMAC, KeyGeneration.generate(SigningAlgorithm.EDDSA))) {
      TokenVerifier ours = verifier(Expectations.NONE, key);
      String token = TokenSigner.sign(key, claims().build());
      int end = token.lastIndexOf('.');
      byte[] signature = Base64Url.decode(token.substring(end + 1)).orElseThrow();
      for (int bit = 0; bit < signature.length * 8; bit += 5) {
        byte[] flipped = signature.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        assertRejected(
            Reason.SIGNATURE, ours, token.substring(0, end + 1) + Base64Url.encode(flipped));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ES256, 32", "ES384, 48"})
  void signatures_ofZerosOrOtherLengths_areRejected(SigningAlgorithm algorithm, int half) {
    SigningKey key = KeyGeneration.generate(algorithm);
    TokenVerifier ours = verifier(Expectations.NONE, key);
    String token = TokenSigner.sign(key, claims().build());
    String input = token.substring(0, token.lastIndexOf('.') + 1);
    byte[] valid = Base64Url.decode(token.substring(input.length())).orElseThrow();
    assertEquals(2 * half, valid.length);
    byte[] order = unsigned(algorithm.curve().orElseThrow().spec().getOrder().toByteArray(), half);
    byte[] zeros = new byte[half];
    byte[] r = Arrays.copyOf(valid, half);
    byte[] s = Arrays.copyOfRange(valid, half, 2 * half);
    Stream.of(
            join(zeros, zeros),
            join(zeros, s),
            join(r, zeros),
            join(order, s),
            join(r, order),
            join(order, order),
            Arrays.copyOf(valid, 2 * half - 1),
            Arrays.copyOf(valid, 2 * half + 1),
            new byte[0],
            join(new byte[1], valid))
        .forEach(bytes -> assertRejected(Reason.SIGNATURE, ours, input + Base64Url.encode(bytes)));
    assertVerified(ours, token);
  }

  @Test
  void manyHeaders_doNotHarmVerification() {
    for (int i = 0; i < 200; i++) {
      String header = segment(header(RSA).add("n", i).build());
      assertVerified(verifier, signed(RSA, header, claims().build().toString()));
    }
    assertVerified(verifier, sign(claims()));
  }

  @Test
  void rejectedTokens_areNotVerified() {
    assertFalse(verifier.verify("x").verified().isPresent());
  }

  private static JsonObjectBuilder claims() {
    return Json.createObjectBuilder()
        .add("sub", "42")
        .add("jti", "id")
        .add("sid", "hidden")
        .add("token_use", "refresh")
        .add("iat", seconds(0))
        .add("exp", seconds(300));
  }

  private static long seconds(long fromNow) {
    return NOW.getEpochSecond() + fromNow;
  }

  private static String sign(JsonObjectBuilder claims) {
    return TokenSigner.sign(RSA, claims.build());
  }

  private static JsonObjectBuilder header(SigningKey key) {
    return Json.createObjectBuilder()
        .add("alg", key.algorithm().jwaName())
        .add("kid", key.kid().orElseThrow());
  }

  private static String segment(JsonObject json) {
    return Base64Url.encode(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(SigningKey key, String headerSegment, String payload) {
    return signed(key, headerSegment, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(SigningKey key, String headerSegment, byte[] payload) {
    String input = headerSegment + "." + Base64Url.encode(payload);
    return input + "." + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] unsigned(byte[] bytes, int length) {
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }

  private static TokenVerifier verifier(TokenExpectations expected, SigningKey... keys) {
    List<VerificationKey> known = Stream.of(keys).map(SigningKey::verificationKey).toList();
    return new TokenVerifier(known, expected, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void assertVerified(TokenVerifier verifier, String token) {
    assertInstanceOf(Verified.class, verifier.verify(token));
  }

  private static void assertRejected(Reason reason, TokenVerifier verifier, String token) {
    assertEquals(new Rejected(reason), verifier.verify(token), () -> "for " + token);
  }
}
