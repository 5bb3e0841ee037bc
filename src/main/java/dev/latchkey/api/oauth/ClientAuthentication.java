package dev.latchkey.api.oauth;

import dev.latchkey.Shared;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.inject.Inject;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the clients that {@code LATCHKEY_CLIENTS_<ID>_SECRET} names from everybody else: by HTTP
 * Basic, or by {@code client_id} and {@code client_secret} in the form, and not by both (RFC 6749
 * §2.3).
 */
@Shared
public class ClientAuthentication {

  private static final String SCHEME = "Basic ";

  private final Map<String, byte[]> digests = new HashMap<>();

  @Inject
  public ClientAuthentication(Settings settings) {
    Map<String, Secret> secrets = settings.get(ServerSettings.CLIENT_SECRETS);
    secrets.forEach((id, secret) -> digests.put(id, digest(secret.reveal())));
  }

  /** What came of it. */
  sealed interface Result {}

  /** A client of this id. */
  record Known(String id) implements Result {}

  /** Nobody we know. */
  record Unknown() implements Result {}

  /** Two ways at once. */
  record Confused() implements Result {}

  private record Claim(String id, String secret) {}

  /**
   * Authenticates a request.
   *
   * @param authorization its {@code Authorization} header, or null
   */
  Result of(String authorization, FormBody form) {
    boolean basic =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    Optional<String> secret = form.value("client_secret");
    if (basic && secret.isPresent()) {
      return new Confused();
    }
    Optional<Claim> claim =
        basic
            ? decoded(authorization.substring(SCHEME.length()).strip())
            : form.value("client_id").flatMap(id -> secret.map(s -> new Claim(id, s)));
    return claim.filter(this::holds).<Result>map(c -> new Known(c.id())).orElseGet(Unknown::new);
  }

  /** Takes as long for an unknown id as for a wrong secret. */
  private boolean holds(Claim claim) {
    byte[] expected = digests.get(claim.id());
    byte[] given = digest(claim.secret());
    return MessageDigest.isEqual(given, expected == null ? new byte[given.length] : expected)
        && expected != null;
  }

  /** Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1). */
  private static Optional<Claim> decoded(String credentials) {
    try {
      String pair =
          new String(Base64.getDecoder().decode(credentials), StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Claim(
                  FormBody.decode(pair.substring(0, colon)),
                  FormBody.decode(pair.substring(colon + 1))));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
