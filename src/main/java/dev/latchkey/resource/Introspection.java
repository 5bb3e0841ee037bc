package dev.latchkey.resource;

import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.security.TokenCredential;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Introspects tokens at the issuer (RFC 7662). Results for valid tokens are cached for a while,
 * under the token's digest; results for invalid tokens are not. Thread-safe.
 */
class Introspection {

  private final Discovery discovery;
  private final IssuerCalls calls;
  private final ClientCredentials client;
  private final AnswerCache cache;

  Introspection(
      Discovery discovery, IssuerCalls calls, ClientCredentials client, AnswerCache cache) {
    this.discovery = discovery;
    this.calls = calls;
    this.client = client;
    this.cache = cache;
  }

  /**
   * Introspects a token.
   *
   * @return empty if the token is invalid or expired, or of another kind than it was sent as
   * @throws IssuerUnavailable if the issuer is unreachable
   */
  Optional<JsonObject> ask(TokenCredential credential) {
    String digest = TokenDigest.sha256(credential.token());
    return cache
        .find(digest)
        .or(() -> fresh(credential, digest))
        .filter(answer -> credential.use().claim().equals(answer.getString("token_use", null)));
  }

  private Optional<JsonObject> fresh(TokenCredential credential, String digest) {
    Map<String, String> form =
        Map.of("token", credential.token(), "token_type_hint", credential.use().claim() + "_token");
    JsonObject answer = calls.post(discovery.introspection(), form, client);
    if (!answer.getBoolean("active", false)) {
      return Optional.empty();
    }
    cache.keep(digest, answer);
    return Optional.of(answer);
  }
}
