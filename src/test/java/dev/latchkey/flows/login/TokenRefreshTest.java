package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import dev.latchkey.tokens.RefreshedTokens;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenRefreshTest {

  private final TestWorld world =
      TestWorld.withJwt(
          "ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_REFRESH_TOKEN", "2/m/ip");

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void token_validIsExchanged_invalidIsRejected() {
    done(world.refresh.refresh("refresh_token", token()));
    assertInstanceOf(
        Rejection.Problems.class, rejection(world.refresh.refresh("refresh_token", "nonsense")));
  }

  @Test
  void refreshes_aboveTheLimit_areDeniedForAWhileAndLoseNothing() {
    String token = token();
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, Language.ENGLISH));
    world.refresh.refresh("refresh_token", "nonsense");
    world.refresh.refresh("refresh_token", "nonsense");
    world.clock.advance(Duration.ofSeconds(15));

    Outcome<RefreshedTokens> denied = world.refresh.refresh("refresh_token", token);

    assertEquals(
        45, assertInstanceOf(Rejection.Limited.class, rejection(denied)).retryAfter().toSeconds());
    world.clock.advance(Duration.ofSeconds(45));
    done(world.refresh.refresh("refresh_token", token));
  }

  private String token() {
    world.account("ada@example.org");
    return world.logIn("ada@example.org").tokens().get("refresh_token");
  }
}
