package dev.latchkey.jose;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.Optional;

/** The document that publishes public keys (RFC 7517 §5). */
public final class JwkSet {
  private JwkSet() {}

  /** {@code {"keys": […]}} in the given order; HMAC secrets are left out. */
  public static JsonObject of(Collection<VerificationKey> keys) {
    JsonArrayBuilder published = StrictJson.arrayBuilder();
    keys.stream().map(VerificationKey::publicJwk).flatMap(Optional::stream).forEach(published::add);
    return StrictJson.objectBuilder().add("keys", published).build();
  }
}
