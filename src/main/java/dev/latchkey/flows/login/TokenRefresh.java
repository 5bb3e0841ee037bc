package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import dev.latchkey.tokens.RefreshedTokens;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.inject.Inject;

/** Exchanges a refresh token for new tokens. */
@Shared
public class TokenRefresh {

  private final Attempts attempts;
  private final TokenStrategy strategy;

  @Inject
  public TokenRefresh(Attempts attempts, Strategies strategies) {
    this.attempts = attempts;
    this.strategy = strategies.active();
  }

  /**
   * Exchanges a refresh token. Call it outside of a transaction.
   *
   * @param param the name of the input with the token, for the problem of an invalid token
   */
  public Outcome<RefreshedTokens> refresh(String param, String refreshToken) {
    return attempts.of(
        Action.REFRESH_TOKEN,
        () ->
            Outcome.of(
                strategy.refresh(refreshToken),
                Rejection.because(Problem.with(param, ErrorCodes.INVALID_TOKEN))));
  }
}
