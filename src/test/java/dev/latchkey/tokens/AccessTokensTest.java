package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  private TestWorld world;
  private Account ada;
  private LoginOutcome.Complete login;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void accessToken_isValidatedWithoutTheDatabase() {
    logIn("HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "false");
    world.logout.end(login.session().session());
    world.database.close();

    assertTrue(world.accessTokens.validate(access()).isPresent());
  }

  @Test
  void accessToken_expired_isRejected() {
    logIn("HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "60");
    world.clock.advance(Duration.ofSeconds(60));

    assertTrue(world.accessTokens.validate(access()).isEmpty());
    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer(access()));
  }

  @Test
  void accessToken_underStatefulValidation_endsWithItsSession() {
    logIn("HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true");
    assertTrue(world.accessTokens.validate(access()).isPresent());

    world.logout.end(login.session().session());

    assertTrue(world.accessTokens.validate(access()).isEmpty());
    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer(access()));
  }

  @Test
  void accessToken_ofAnExpiredSessionUnderStatefulValidation_isRejected() {
    logIn("HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true", "SESSION_IDLE_TIMEOUT", "60");
    world.clock.advance(Duration.ofSeconds(60));

    assertTrue(world.accessTokens.validate(access()).isEmpty());
  }

  @Test
  void accessToken_ofAnInactiveAccountUnderStatefulValidation_isRejected() {
    logIn("HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true");
    world.deactivate(ada);

    assertTrue(world.accessTokens.validate(access()).isEmpty());
  }

  @Test
  void accessToken_underSessionTokens_isRejected() {
    logIn();
    try (TestWorld node = world.secondNode()) {
      assertTrue(node.accessTokens.validate(access()).isEmpty());
    }
  }

  @Test
  void bearerToken_inTheApi_findsItsSession() {
    logIn();
    TokenOutcome.Accepted accepted =
        assertInstanceOf(TokenOutcome.Accepted.class, world.strategy.readBearer(access()));

    assertEquals(login.session().token(), accepted.session().token());
    assertEquals(login.session().session().id(), accepted.session().session().id());
  }

  @Test
  void bearerToken_ofAnEndedSession_isReportedAsGone() {
    logIn();
    world.logout.end(login.session().session());

    assertEquals(TokenOutcome.SESSION_GONE, world.strategy.readBearer(access()));
  }

  @Test
  void nonsense_isRejected() {
    logIn();

    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer("nonsense"));
    assertTrue(world.accessTokens.validate("nonsense").isEmpty());
  }

  @Test
  void accessToken_signedByAnotherNode_isValid() {
    logIn();
    try (TestWorld node = world.secondNode("HEADLESS_TOKEN_STRATEGY", "jwt")) {
      assertTrue(node.accessTokens.validate(access()).isPresent());
      assertInstanceOf(TokenOutcome.Accepted.class, node.strategy.readBearer(access()));
      assertNotEquals(world.keys, node.keys);
    }
  }

  private void logIn(String... settings) {
    world = TestWorld.withJwt(settings);
    ada = world.account("ada@example.org");
    login = world.logIn("ada@example.org");
  }

  private String access() {
    return login.tokens().get("access_token");
  }
}
