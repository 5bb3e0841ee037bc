package dev.latchkey.tokens;

import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.util.Map;
import java.util.Optional;

/**
 * What clients are given to be recognised by. An application brings its own as a CDI bean whose
 * class {@code HEADLESS_TOKEN_STRATEGY} names; it may extend {@link SessionTokenStrategy}.
 *
 * <p>There is one instance, called by many threads at once. A method that throws makes the request
 * fail with status 500; what is wrong with a client's token is told by an empty result instead.
 *
 * @since 1.0
 */
public interface TokenStrategy {

  /**
   * Makes the secret that will name a new session. Called whenever a session begins and when its
   * login is completed, before the transaction that stores its SHA-256.
   *
   * @return at least 128 bits from a cryptographically strong source, in visible ASCII characters,
   *     at most 512 of them; never the same text twice
   */
  String createSessionToken();

  /**
   * Finds the session that a token in {@code X-Session-Token} names. Called for every request that
   * carries one, outside of a transaction.
   *
   * @param token what the client sent, of any length and content
   * @return empty when there is no such session, or it has ended or expired; the client then gets
   *     410
   */
  Optional<Session> findSession(String token);

  /**
   * Makes an access token for a session that has just been authenticated.
   *
   * @return empty when this strategy hands out none
   */
  Optional<String> createAccessToken(OpenSession session);

  /**
   * Makes the members that {@code meta} carries in the one answer that completes a login, beside
   * {@code session_token}: {@code access_token} and whatever belongs to it. Called once per login
   * and after a change of the password, inside the transaction that completes it, with the
   * session's account managed; what it stores is committed or rolled back with the login.
   *
   * @return names and texts to add; empty for none
   */
  default Map<String, String> createAccessTokenPayload(OpenSession session) {
    return createAccessToken(session).map(token -> Map.of("access_token", token)).orElse(Map.of());
  }

  /**
   * Looks at what a client sent as {@code Authorization: Bearer} to the API itself. Called outside
   * of a transaction, when there is no {@code X-Session-Token}.
   */
  default TokenOutcome readBearer(String token) {
    return TokenOutcome.REFUSED;
  }

  /**
   * Exchanges a refresh token for new tokens. Called outside of a transaction.
   *
   * @param refreshToken what the client sent, of any length and content
   * @return empty when it is refused, for whatever reason; the client gets 400
   */
  default Optional<RefreshedTokens> refresh(String refreshToken) {
    return Optional.empty();
  }
}
