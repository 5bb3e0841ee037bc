package dev.latchkey.tokens;

import java.util.Map;

/**
 * Whom a token is about, as it is known when the token is issued.
 *
 * @param accountId the claim {@code sub}
 * @param claims what access tokens say beside the reserved claims
 */
record Subject(long accountId, Map<String, Object> claims) {}
