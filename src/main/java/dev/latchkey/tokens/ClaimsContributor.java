package dev.latchkey.tokens;

import dev.latchkey.accounts.Account;
import java.util.Map;
import java.util.Set;

/**
 * Adds claims to access tokens. An application may provide any number of contributors as CDI beans.
 *
 * <p>It is called for every access token that is issued, at login and at each refresh, concurrently
 * by many threads, inside the transaction that issues the token. So it sees the current state of
 * the account and must not block. If it throws, no token is issued and the request fails with
 * status 500.
 *
 * <p>The claims {@code iat}, {@code exp}, {@code sid}, {@code jti}, {@code token_use}, {@code sub},
 * {@code iss}, {@code aud}, {@code amr}, {@code acr}, {@code auth_time} and {@code factors} are
 * reserved. A contributor that announces one of them stops the deployment. If it returns one
 * unannounced, the claim is ignored and a warning is logged once. If two contributors return the
 * same claim, the one with the alphabetically last class name takes precedence; claims from {@code
 * HEADLESS_JWT_CLAIMS_<NAME>} take precedence over both. If a token with all claims exceeds the
 * accepted 16 KiB, it is issued without any of them, and that is logged.
 *
 * @since 1.0
 */
public interface ClaimsContributor {

  /** The names of all claims that {@link #claims} may return; read once, at deployment. */
  Set<String> names();

  /**
   * The claims for an account.
   *
   * @param account managed in the current transaction; its groups and attributes may be read
   * @return names and values: texts, booleans, numbers, or lists and maps of them; null values are
   *     left out
   */
  Map<String, Object> claims(Account account);
}
