package dev.latchkey.resource;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a resource server knows its issuer. At least one of issuer, key set and introspection is
 * there.
 *
 * @param issuer what {@code iss} must be, and where metadata is found when it is a URL
 * @param keySet where the public keys are; empty to find them through the issuer
 * @param audience what {@code aud} must contain; empty to accept any or none
 * @param introspection where tokens are asked about; empty to find it through the issuer, if there
 *     is a client
 * @param client who asks; empty when nobody is asked
 * @param cacheFor how long a good answer about a token is believed; zero for never
 */
public record ResourceSettings(
    Optional<String> issuer,
    Optional<URI> keySet,
    Optional<String> audience,
    Optional<URI> introspection,
    Optional<ClientCredentials> client,
    Duration cacheFor) {

  /** Whether access tokens can be verified by signature. */
  boolean verifiesSignatures() {
    return issuer.isPresent() || keySet.isPresent();
  }

  /** Whether the issuer is asked about tokens. */
  boolean asks() {
    return client.isPresent();
  }
}
