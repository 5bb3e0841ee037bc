package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.DocumentServlet;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The server's metadata, at the addresses that RFC 8414 and OpenID Connect define. */
@WebServlet(urlPatterns = {MetadataServlet.OAUTH, MetadataServlet.OPENID})
public class MetadataServlet extends DocumentServlet {

  static final String OAUTH = "/.well-known/oauth-authorization-server";
  static final String OPENID = "/.well-known/openid-configuration";

  private static final Duration FRESH = Duration.ofHours(1);

  @Inject Settings settings;

  @Override
  protected Optional<Document> document(HttpServletRequest request) {
    return ServerMetadata.of(settings)
        .map(metadata -> metadata.json().getBytes(StandardCharsets.UTF_8))
        .map(json -> new Document(json, "application/json", FRESH, null));
  }
}
