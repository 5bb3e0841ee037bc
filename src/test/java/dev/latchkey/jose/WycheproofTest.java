package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.Verification.Reason;
import dev.latchkey.jose.Verification.Rejected;
import dev.latchkey.jose.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Project Wycheproof expects of tokens and keys, and where and why we differ. */
class WycheproofTest {
  private static final String SIGNATURES = "json_web_signature_test.json";
  private static final String KEYS = "json_web_key_test.json";

  /** Why we reject valid vectors, or accept invalid ones. */
  private static final Map<String, List<Disagreement>> DISAGREEMENTS =
      Map.of(
          SIGNATURES,
              List.of(
                  new Disagreement(
                      "PS384 and PS512 are not among our algorithms",
                      320,
                      321,
                      322,
                      323,
                      325,
                      326,
                      327,
                      328),
                  new Disagreement(
                      "the key is for PS256, the token says PS384: RFC 8725 §3.1", 346, 350),
                  new Disagreement(
                      "the key is for ES521, which does not exist, and ES512 is not among ours",
                      347,
                      351),
                  new Disagreement(
                      "a character outside base64url in what was signed: RFC 7515 §5.2", 372, 373),
                  new Disagreement(
                      "these are vector 357 again, which is valid; there is no padding in them",
                      367,
                      370)),
          KEYS, List.of(new Disagreement("HS384 is not among our algorithms", 14)));

  private record Disagreement(String reason, Set<Integer> ids) {
    Disagreement(String reason, Integer... ids) {
      this(reason, Set.of(ids));
    }
  }

  static List<WycheproofVector> signatures() {
    return WycheproofVector.read(SIGNATURES);
  }

  static List<WycheproofVector> keys() {
    return WycheproofVector.read(KEYS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signatures")
  void tokens_areVerifiedAsExpected(WycheproofVector vector) {
    assertAgreement(SIGNATURES, vector);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void keys_areLoadedAsExpected(WycheproofVector vector) {
    assertAgreement(KEYS, vector);
  }

  @Test
  void vectors_areComplete() {
    assertEquals(401, signatures().size());
    assertEquals(26, keys().size());
    DISAGREEMENTS.forEach(
        (file, disagreements) -> {
          Set<Integer> ids =
              WycheproofVector.read(file).stream()
                  .map(WycheproofVector::id)
                  .collect(Collectors.toSet());
          disagreements.forEach(
              disagreement ->
                  assertTrue(ids.containsAll(disagreement.ids()), disagreement.reason()));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {367, 370})
  void vectors_withPadding_areRejected(int id) {
    Map<Integer, WycheproofVector> vectors =
        signatures().stream().collect(Collectors.toMap(WycheproofVector::id, vector -> vector));
    assertEquals(vectors.get(357).token(), vectors.get(id).token());
    TokenVerifier verifier = verifier(vectors.get(id).keys());
    String[] parts = vectors.get(id).token().split("\\.");
    String padded = id == 367 ? parts[1] + "." + parts[2] + "=" : parts[1] + "==." + parts[2];
    assertEquals(new Rejected(Reason.MALFORMED), verifier.verify(parts[0] + "." + padded));
  }

  @Test
  void secret_asPublicKey_isRejected() {
    Stream.of(SIGNATURES, KEYS)
        .flatMap(WycheproofVector::groups)
        .map(group -> group.getJsonObject("private"))
        .forEach(
            secret -> assertThrows(UnusableKey.class, () -> WycheproofVector.publicKeys(secret)));
  }

  @Test
  void files_areAsPublished() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String sums =
        Stream.of(KEYS, SIGNATURES)
            .map(
                file ->
                    HexFormat.of().formatHex(sha256.digest(WycheproofVector.bytes(file)))
                        + "  "
                        + file
                        + "\n")
            .collect(Collectors.joining());
    assertEquals(new String(WycheproofVector.bytes("SHA256SUMS"), StandardCharsets.US_ASCII), sums);
  }

  private static void assertAgreement(String file, WycheproofVector vector) {
    Optional<String> reason =
        DISAGREEMENTS.get(file).stream()
            .filter(disagreement -> disagreement.ids().contains(vector.id()))
            .map(Disagreement::reason)
            .findFirst();
    boolean expected = vector.valid() == reason.isEmpty();
    assertEquals(
        expected,
        isAccepted(vector),
        vector + reason.map(" is no disagreement any more: "::concat).orElse(" is accepted"));
  }

  /**
   * Few payloads of the vectors are claims, and none has a use of ours; what is rejected for those
   * has passed the check of its signature.
   */
  private static boolean isAccepted(WycheproofVector vector) {
    try {
      Verification outcome = verifier(vector.keys()).verify(vector.token());
      return outcome instanceof Verified
          || outcome.equals(new Rejected(Reason.CLAIMS))
          || outcome.equals(new Rejected(Reason.USE));
    } catch (UnusableKey e) {
      return false;
    }
  }

  private static TokenVerifier verifier(List<VerificationKey> keys) {
    return new TokenVerifier(keys, Expectations.NONE, Clock.systemUTC());
  }
}
