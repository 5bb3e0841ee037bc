package dev.latchkey.resource;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a resource server. At least one of issuer, key set and introspection is present.
 *
 * @param issuer the required {@code iss}, and the base of the metadata's address if it is a URL
 * @param keySet the address of the public keys; empty to read it from the metadata
 * @param audience the required {@code aud}; empty to accept any or none
 * @param introspection the introspection endpoint; empty to read it from the metadata, if there is
 *     a client
 * @param client the client for introspection; empty for no introspection
 * @param cacheFor how long a positive introspection is cached; zero for not at all
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

  /** Whether tokens are introspected. */
  boolean asks() {
    return client.isPresent();
  }
}
