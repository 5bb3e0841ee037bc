package dev.latchkey.api.oauth;

import dev.latchkey.api.exchange.DocumentServlet;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.PublishedKeys;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The public keys that verify our tokens, as a JWK set (RFC 7517 §5). */
@WebServlet(urlPatterns = KeySetServlet.PATH)
public class KeySetServlet extends DocumentServlet {

  static final String PATH = "/.well-known/jwks.json";

  @Inject KeyRing keys;

  @Override
  protected Optional<Document> document(HttpServletRequest request) {
    PublishedKeys published = keys.published();
    return Optional.of(
        new Document(
            published.json().toString().getBytes(StandardCharsets.UTF_8),
            "application/json",
            KeyRing.CACHED_FOR,
            published.version()));
  }
}
