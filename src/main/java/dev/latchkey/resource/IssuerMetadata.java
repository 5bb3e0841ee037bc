package dev.latchkey.resource;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * The metadata of an issuer (RFC 8414).
 *
 * @param keySet the address of its public keys
 * @param introspection its introspection endpoint; empty if it has none
 */
record IssuerMetadata(URI keySet, Optional<URI> introspection) {

  private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

  /**
   * Fetches the metadata.
   *
   * @throws IssuerUnavailable if the issuer does not respond, or the metadata is another issuer's
   */
  static IssuerMetadata of(String issuer, IssuerCalls calls) {
    URI address = address(issuer);
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

  /** The well-known part goes between host and path (RFC 8414 §3.1). */
  static URI address(String issuer) {
    URI uri = SettingReader.httpUrl(issuer).orElseThrow();
    String path = uri.getRawPath().replaceAll("/+$", "");
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + WELL_KNOWN + path);
  }
}
