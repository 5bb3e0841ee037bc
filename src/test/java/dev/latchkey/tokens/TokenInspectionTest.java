package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.keys.KeyState;
import dev.latchkey.tokens.InspectedToken.Flaw;
import dev.latchkey.tokens.InspectedToken.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenInspectionTest {

  private final TestWorld world = TestWorld.withJwt();
  private final TokenInspection inspection = world.bean(TokenInspection.class);
  private final Account ada = world.account("ada@example.org");
  private final LoginOutcome.Complete login = world.logIn("ada@example.org");
  private final String access = login.tokens().get("access_token");
  private final String refresh = login.tokens().get("refresh_token");

  @AfterEach
  void close() {
    world.close();
  }

  private String reason(String token) {
    return inspection.inspect(token).flaw().map(Flaw::reason).orElse("valid");
  }

  @Test
  void tokens_ofALogin_areValid_andOfItsSession() {
    for (Map.Entry<Kind, String> each :
        Map.of(
                Kind.ACCESS, access,
                Kind.REFRESH, refresh,
                Kind.SESSION, login.session().token())
            .entrySet()) {
      InspectedToken found = inspection.inspect(each.getValue());
      assertEquals(each.getKey(), found.kind());
      assertEquals("valid", reason(each.getValue()));
      assertEquals(login.session().session().id(), found.session().orElseThrow().id());
      boolean isJwt = each.getKey() != Kind.SESSION;
      assertEquals(isJwt, found.claims().isPresent());
      assertEquals(isJwt, found.key().filter(k -> k.state() == KeyState.ACTIVE).isPresent());
    }
  }

  @Test
  void token_expired_isExplainedWithItsSession() {
    world.clock.advance(Duration.ofMinutes(6));
    InspectedToken found = inspection.inspect(access);
    assertEquals("expired", found.flaw().orElseThrow().reason());
    assertTrue(found.session().isPresent());
    assertEquals("valid", reason(refresh));
  }

  @Test
  void token_altered_hasNoSession() {
    String altered = access.substring(0, access.length() - 6) + "AAAAAA";
    InspectedToken found = inspection.inspect(altered);
    assertEquals("signature", found.flaw().orElseThrow().reason());
    assertTrue(found.session().isEmpty());
    assertTrue(found.claims().isPresent());
  }

  @Test
  void refreshToken_exchanged_isRotated() {
    world.strategy.refresh(refresh).orElseThrow();
    assertEquals("rotated", reason(refresh));
  }

  @Test
  void tokens_ofAnEndedSession_sayThatItHasEnded() {
    world.database.transaction(() -> world.sessions.endAll(ada));
    assertEquals("session_ended", reason(access));
    assertEquals("session_ended", reason(refresh));
    assertEquals("unknown", reason(login.session().token()));
  }

  @Test
  void tokens_ofADeactivatedAccount_sayThatItIsInactive() {
    world.deactivate(ada);
    assertEquals("account_inactive", reason(access));
    assertEquals("account_inactive", reason(login.session().token()));
  }

  @Test
  void sessionToken_ofAPendingLogin_saysSo() {
    assertEquals("login_pending", reason(world.openPending().token()));
  }

  @Test
  void key_revoked_isUnknown() {
    String kid = world.keys.signing().kid().orElseThrow();
    world.keys.revokeNow(kid);
    InspectedToken found = inspection.inspect(access);
    assertEquals("unknown_key", found.flaw().orElseThrow().reason());
    assertTrue(found.key().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "...",
        "a.b.c",
        "e30.e30.e30",
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJFUzI1NiIsImtpZCI6WzFdfQ.eyJzaWQiOjF9.AAAA",
        "\u0000\u0001.\uD800.\uFFFF",
      })
  void text_thatIsNoToken_isExplainedToo(String text) {
    InspectedToken found = inspection.inspect(text);
    assertTrue(found.flaw().isPresent());
    assertTrue(found.session().isEmpty());
    assertFalse(found.flaw().orElseThrow().explanation().isEmpty());
  }

  @Test
  void inspection_isNoUseOfTheSession() {
    Instant before = login.session().session().lastSeen();
    world.clock.advance(Duration.ofMinutes(2));
    inspection.inspect(login.session().token());
    inspection.inspect(refresh);
    assertEquals(
        before,
        world.sessions.of(ada).stream()
            .filter(s -> s.id().equals(login.session().session().id()))
            .findFirst()
            .orElseThrow()
            .lastSeen());
  }
}
