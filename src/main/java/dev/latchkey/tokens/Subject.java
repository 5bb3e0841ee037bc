package dev.latchkey.tokens;

import dev.latchkey.jose.VerifiedToken;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The subject of a token, as it is known when the token is issued.
 *
 * @param accountId the claim {@code sub}
 * @param name the user's principal name
 * @param claims the claims of access tokens beside the reserved ones
 */
record Subject(long accountId, String name, Map<String, Object> claims) {

  /** The subject without further claims but its name, if that is a claim. */
  Subject bare() {
    Map<String, Object> bare = new HashMap<>(claims);
    bare.keySet().retainAll(Set.of(VerifiedToken.NAME));
    return new Subject(accountId, name, bare);
  }
}
