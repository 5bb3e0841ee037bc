package dev.latchkey.tokens;

import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.util.Map;
import java.util.Optional;

/**
 * Issues and finds the tokens of clients. An application may provide its own strategy as a CDI
 * bean, with its class name in {@code HEADLESS_TOKEN_STRATEGY}; it may extend {@link
 * SessionTokenStrategy}.
 *
 * <p>There is one instance, called concurrently by many threads. If a method throws, the request
 * fails with status 500; for an invalid token, return an empty result instead.
 *
 * @since 1.0
 */
public interface TokenStrategy {

  /**
   * Creates the secret token of a session. Called whenever a session begins and when its login is
   * completed, before the transaction that stores the token's SHA-256.
   *
   * @return at least 128 bits from a cryptographically strong source, in visible ASCII characters,
   *     at most 512 of them; never the same token twice
   */
  String createSessionToken();

  /**
   * Finds the session that a token in {@code X-Session-Token} names. Called for every request that
   * carries one, outside of a transaction.
   *
   * @param token what the client sent, of any length and content
   * @return empty if there is no such session, or it has ended or expired; the client then gets 410
   */
  Optional<Session> findSession(String token);

  /**
   * Creates an access token for a session that has just been authenticated.
   *
   * @return empty if this strategy issues none
   */
  Optional<String> createAccessToken(OpenSession session);

  /**
   * Creates members of {@code meta}, in addition to {@code session_token}, for the response that
   * completes a login: {@code access_token} and related ones. Called once per login and after a
   * change of the password, inside the transaction that completes it, with the session's account
   * managed. What it stores is committed or rolled back with the login.
   *
   * @return names and texts to add; may be empty
   */
  default Map<String, String> createAccessTokenPayload(OpenSession session) {
    return createAccessToken(session).map(token -> Map.of("access_token", token)).orElse(Map.of());
  }

  /**
   * Finds the session of the token that a client sent to the API as {@code Authorization: Bearer}.
   * Called outside of a transaction, if there is no {@code X-Session-Token}.
   */
  default TokenOutcome readBearer(String token) {
    return TokenOutcome.REJECTED;
  }

  /**
   * Exchanges a refresh token for new tokens. Called outside of a transaction.
   *
   * @param refreshToken what the client sent, of any length and content
   * @return empty if it is rejected for any reason; the client then gets 400
   */
  default Optional<RefreshedTokens> refresh(String refreshToken) {
    return Optional.empty();
  }
}
