package dev.latchkey.api.oauth;

import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What resource servers need to configure themselves from the issuer alone (RFC 8414 §2).
 *
 * <p>All addresses start with {@code HEADLESS_JWT_ISSUER}, never with the host of a request. If the
 * issuer is not an http or https URL, there is no metadata.
 */
final class ServerMetadata {

  private static final List<String> CLIENT_AUTHENTICATION =
      List.of("client_secret_basic", "client_secret_post");

  private ServerMetadata() {}

  static Optional<ObjectText> of(Settings settings) {
    return settings
        .get(JwtSettings.ISSUER)
        .filter(issuer -> issuer.startsWith("https://") || issuer.startsWith("http://"))
        .map(issuer -> of(issuer, settings));
  }

  private static ObjectText of(String issuer, Settings settings) {
    SigningAlgorithm algorithm = settings.get(JwtSettings.ALGORITHM);
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String api = base + settings.get(HeadlessSettings.MOUNT_PATH);
    ObjectText metadata = new ObjectText().put("issuer", issuer);
    if (algorithm.kind().isAsymmetric()) {
      metadata.put("jwks_uri", base + KeySetServlet.PATH);
    }
    ArrayText algorithms = ArrayText.of(List.of(algorithm.jwaName()));
    ArrayText methods = ArrayText.of(CLIENT_AUTHENTICATION);
    return metadata
        .put("introspection_endpoint", api + "/introspect")
        .put("introspection_endpoint_auth_methods_supported", methods)
        .put("revocation_endpoint", api + "/revoke")
        .put("revocation_endpoint_auth_methods_supported", methods)
        .put("access_token_signing_alg_values_supported", algorithms)
        .put("id_token_signing_alg_values_supported", algorithms)
        .put("subject_types_supported", ArrayText.of(List.of("public")))
        // The member is required; this is the only registered value for a server without redirects.
        .put("response_types_supported", ArrayText.of(List.of("none")));
  }
}
