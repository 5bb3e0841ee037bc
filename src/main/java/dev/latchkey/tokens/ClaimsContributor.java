package dev.latchkey.tokens;

import dev.latchkey.accounts.Account;
import java.util.Map;
import java.util.Set;

/**
 * Adds claims to access tokens. An application brings any number of them as CDI beans.
 *
 * <p>Called for every access token that is issued, at login and at each refresh, by many threads at
 * once, inside the transaction that issues it; so it sees the account as it is now and must not
 * wait for anything slow. When it throws, no token is issued and the request fails with status 500.
 *
 * <p>The claims {@code iat}, {@code exp}, {@code sid}, {@code jti}, {@code token_use}, {@code sub},
 * {@code iss} and {@code aud} are reserved (RFC 7519 §4.1). A contributor that announces one of
 * them stops the deployment; one that returns it unannounced has it ignored, and a warning logged
 * once. Of two contributors with the same claim the one whose class name comes last wins; claims
 * from {@code HEADLESS_JWT_CLAIMS_<NAME>} win over both. Where all claims together make a token of
 * more than 16 KiB, which is not accepted, it is issued without any of them, and that is logged.
 *
 * @since 1.0
 */
public interface ClaimsContributor {

  /** The names of all claims that {@link #claims} may return; looked at once, at deployment. */
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
