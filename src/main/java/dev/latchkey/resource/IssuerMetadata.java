package dev.latchkey.resource;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metadata of an issuer (RFC 8414).
 *
 * @param keySet the address of its public keys
 * @param introspection its introspection endpoint; empty if it has none
 */
record IssuerMetadata(URI keySet, Optional<URI> introspection) {

  private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

  /**
   * Fetches the metadata. An issuer with a path may have it at either of two addresses.
   *
   * @throws IssuerUnavailable if the issuer does not respond, or the metadata is another issuer's
   */
  static IssuerMetadata of(String issuer, IssuerCalls calls) {
    IssuerUnavailable failure = null;
    for (URI address : addresses(issuer)) {
      try {
        return of(issuer, address, calls);
      } catch (IssuerUnavailable.Silent e) {
        throw e;
      } catch (IssuerUnavailable e) {
        failure = failure == null ? e : new IssuerUnavailable(failure, e);
      }
    }
    throw Objects.requireNonNull(failure);
  }

  private static IssuerMetadata of(String issuer, URI address, IssuerCalls calls) {
    JsonObject document = calls.get(address);
    if (!issuer.equals(document.getString("issuer", null))) {
      // RFC 8414 §3.3
      throw new IssuerUnavailable(address, "describes another issuer than " + issuer);
    }
    URI keySet =
        SettingReader.httpUrl(document.getString("jwks_uri", ""))
            .orElseThrow(() -> new IssuerUnavailable(address, "names no jwks_uri"));
    return new IssuerMetadata(
        keySet, SettingReader.httpUrl(document.getString("introspection_endpoint", "")));
  }

  /**
   * Where metadata may be: with the well-known part between host and path (RFC 8414 §3.1), which
   * needs the root of the host, or below the path, as with OpenID Connect (§5).
   */
  static List<URI> addresses(String issuer) {
    URI uri = SettingReader.httpUrl(issuer).orElseThrow();
    String host = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.getRawPath().replaceAll("/+$", "");
    return Stream.of(host + WELL_KNOWN + path, host + path + WELL_KNOWN)
        .distinct()
        .map(URI::create)
        .toList();
  }
}
