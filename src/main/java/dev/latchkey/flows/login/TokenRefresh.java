package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.request.RequestContext;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import dev.latchkey.tokens.RefreshedTokens;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Exchanging a refresh token for new tokens. */
@Shared
public class TokenRefresh {

  /** What came of it. */
  public sealed interface Outcome {

    record Refreshed(RefreshedTokens tokens) implements Outcome {}

    record Refused() implements Outcome {}

    record Limited(Duration retryAfter) implements Outcome {}
  }

  private final RateLimiter limiter;
  private final TokenStrategy strategy;

  @Inject
  public TokenRefresh(RateLimiter limiter, Strategies strategies) {
    this.limiter = limiter;
    this.strategy = strategies.active();
  }

  /** Call it outside of a transaction. */
  public Outcome refresh(String refreshToken) {
    Permit permit =
        limiter.acquire(Attempt.of(Action.REFRESH_TOKEN, RequestContext.current().address()));
    if (permit instanceof Permit.Denied denied) {
      return new Outcome.Limited(denied.retryAfter());
    }
    Optional<RefreshedTokens> tokens = strategy.refresh(refreshToken);
    return tokens.<Outcome>map(Outcome.Refreshed::new).orElseGet(Outcome.Refused::new);
  }
}
