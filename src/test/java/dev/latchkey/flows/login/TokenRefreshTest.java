package dev.latchkey.flows.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
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
  void aGoodTokenIsExchangedAndABadOneRefused() {
    assertInstanceOf(TokenRefresh.Outcome.Refreshed.class, world.refresh.refresh(token()));
    assertInstanceOf(TokenRefresh.Outcome.Refused.class, world.refresh.refresh("nonsense"));
  }

  @Test
  void whoRefreshesTooOftenIsDeniedForAWhileAndLosesNothing() {
    String token = token();
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, Language.ENGLISH));
    world.refresh.refresh("nonsense");
    world.refresh.refresh("nonsense");
    world.clock.advance(Duration.ofSeconds(15));

    TokenRefresh.Outcome denied = world.refresh.refresh(token);

    assertEquals(
        45, assertInstanceOf(TokenRefresh.Outcome.Limited.class, denied).retryAfter().toSeconds());
    world.clock.advance(Duration.ofSeconds(45));
    assertInstanceOf(TokenRefresh.Outcome.Refreshed.class, world.refresh.refresh(token));
  }

  private String token() {
    world.account("ada@example.org");
    return world.logIn("ada@example.org").tokens().get("refresh_token");
  }
}
