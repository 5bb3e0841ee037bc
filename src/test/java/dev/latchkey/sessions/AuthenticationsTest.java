package dev.latchkey.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.jose.AuthenticationClaims;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationsTest {

  private static final Instant CREATED = Instant.ofEpochSecond(1000);

  @Test
  void session_withoutProofs_hasOneFactorFromItsBeginning() {
    check(List.of(), "1fa", 1000, Map.of());
  }

  @Test
  void oneFactor_isDatedToItsLatestProof() {
    check(List.of("pwd"), "1fa", 1030, Map.of(), password(10), password(30));
    check(List.of("otp"), "1fa", 1010, Map.of(), Proof.by("code", at(10)));
    check(List.of("otp"), "1fa", 1010, Map.of(), Proof.by("password_reset", at(10)));
    check(List.of("card"), "1fa", 1010, Map.of(), Proof.by("card", at(10)));
  }

  @Test
  void secondFactor_isDatedToItself_notToALaterPassword() {
    check(
        List.of("pwd", "otp", "mfa"),
        "mfa",
        1020,
        Map.of("totp", at(20)),
        password(10),
        factor("totp", 20),
        password(30));
    check(
        List.of("pwd", "otp", "mfa"),
        "mfa",
        1040,
        Map.of("totp", at(20), "recovery_codes", at(40)),
        password(10),
        factor("totp", 20),
        factor("recovery_codes", 40));
  }

  @Test
  void passkey_isPhishingResistant_andDatedToItself() {
    check(List.of("pop", "mfa"), "phr", 1010, Map.of("webauthn", at(10)), factor("webauthn", 10));
    check(
        List.of("pwd", "pop", "mfa", "otp"),
        "phr",
        1020,
        Map.of("webauthn", at(20), "totp", at(30)),
        password(10),
        factor("webauthn", 20),
        factor("totp", 30));
  }

  @Test
  void secondFactor_survivesManyLaterPasswords() {
    SessionState state = SessionState.EMPTY.with(password(0)).with(factor("totp", 1));
    for (int i = 2; i < 40; i++) {
      state = state.with(password(i));
    }

    assertEquals(10, state.methods().size());
    assertEquals(Map.of("totp", at(1)), state.authentication(CREATED).factors());
    assertEquals(at(39), state.lastProof(CREATED));
  }

  private static void check(
      List<String> amr, String acr, long at, Map<String, Instant> factors, Proof... proofs) {
    assertEquals(
        new AuthenticationClaims(amr, acr, Instant.ofEpochSecond(at), factors),
        SessionState.provenBy(List.of(proofs)).authentication(CREATED));
  }

  private static Proof password(long second) {
    return Proof.by("password", at(second));
  }

  private static Proof factor(String type, long second) {
    return Proof.by("mfa", at(second)).with("type", type);
  }

  private static Instant at(long second) {
    return CREATED.plusSeconds(second);
  }
}
