package dev.latchkey.resource;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Finds the issuer's addresses, in the settings or else in its metadata. Retries until the metadata
 * has been read.
 */
final class Discovery {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  private final ResourceSettings settings;
  private final IssuerCalls calls;
  private volatile @Nullable IssuerMetadata metadata;

  Discovery(ResourceSettings settings, IssuerCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  /**
   * The address of the public keys.
   *
   * @throws IssuerUnavailable if it cannot be determined now
   */
  URI keySet() {
    return settings.keySet().orElseGet(() -> metadata().keySet());
  }

  /**
   * The introspection endpoint.
   *
   * @throws IssuerUnavailable if it cannot be determined now
   */
  URI introspection() {
    return settings.introspection().orElseGet(this::introspectionOfIssuer);
  }

  private URI introspectionOfIssuer() {
    return metadata()
        .introspection()
        .orElseThrow(
            () ->
                new IssuerUnavailable(
                    URI.create(settings.issuer().orElseThrow()),
                    "names no introspection_endpoint"));
  }

  private IssuerMetadata metadata() {
    IssuerMetadata known = metadata;
    if (known == null) {
      known = IssuerMetadata.of(settings.issuer().orElseThrow(), calls);
      metadata = known;
      if (settings.client().isPresent() && settings.introspection().isEmpty()) {
        known
            .introspection()
            .filter(SettingReader::isInTheClear)
            .ifPresent(
                url ->
                    LOG.log(
                        Level.WARNING,
                        "The issuer's introspection_endpoint is an http URL: the client secret "
                            + "and tokens are sent there unencrypted."));
      }
    }
    return known;
  }
}
