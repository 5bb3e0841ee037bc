package dev.latchkey.tokens;

import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.VerifiedToken;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The subject of a token at the time of issue.
 *
 * @param accountId the claim {@code sub}
 * @param name the user's principal name
 * @param authentication how and when the user authenticated
 * @param claims the claims of access tokens in addition to the reserved ones
 */
record Subject(
    long accountId, String name, AuthenticationClaims authentication, Map<String, Object> claims) {

  /** The subject without further claims, except its name if that is a claim. */
  Subject bare() {
    Map<String, Object> bare = new HashMap<>(claims);
    bare.keySet().retainAll(Set.of(VerifiedToken.NAME));
    return new Subject(accountId, name, authentication, bare);
  }
}
