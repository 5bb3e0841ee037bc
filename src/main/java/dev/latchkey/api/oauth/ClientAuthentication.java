package dev.latchkey.api.oauth;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the clients that {@code LATCHKEY_CLIENTS_<ID>_SECRET} configures: by HTTP Basic, or
 * by {@code client_id} and {@code client_secret} in the form, but not by both (RFC 6749 §2.3). It
 * limits guesses at secrets by address, and records them.
 */
@Shared
public class ClientAuthentication {

  private static final String SCHEME = "Basic ";

  private static final int MOST_ARRIVALS = 1000;

  private final Map<String, byte[]> digests = new HashMap<>();
  private final RateLimiter limiter;
  private final Audit audit;

  /** The clients that have authenticated to this node, and their addresses. */
  private final Set<Arrival> arrivals = ConcurrentHashMap.newKeySet();

  @Inject
  public ClientAuthentication(Settings settings, RateLimiter limiter, Audit audit) {
    this.limiter = limiter;
    this.audit = audit;
    Map<String, Secret> secrets = settings.get(ServerSettings.CLIENT_SECRETS);
    secrets.forEach((id, secret) -> digests.put(id, TokenDigest.digest(secret.reveal())));
  }

  /** The result of authentication. */
  sealed interface Result {}

  /** The client with this id. */
  record Known(String id) implements Result {}

  /** An unknown client. */
  record Unknown() implements Result {}

  /** Two authentication methods in one request (RFC 6749 §2.3). */
  record Confused() implements Result {}

  /** Too many invalid secrets came from this address; this one was not checked. */
  record Limited(Duration retryAfter) implements Result {}

  private record Arrival(@Nullable String address, String id) {}

  private record Claim(String id, String secret) {}

  /**
   * Authenticates a request. Call it outside of a transaction.
   *
   * @param authorization its {@code Authorization} header
   */
  Result of(@Nullable String authorization, FormBody form) {
    boolean basic =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    Optional<String> secret = form.value("client_secret");
    if (basic && secret.isPresent()) {
      return new Confused();
    }
    Optional<Claim> claim =
        authorization != null && basic
            ? decoded(authorization.substring(SCHEME.length()).strip())
            : form.value("client_id").flatMap(id -> secret.map(s -> new Claim(id, s)));
    return claim.map(this::authenticated).orElseGet(Unknown::new);
  }

  /**
   * A client that has authenticated from this address before is not counted: introspection must not
   * cost more statements, and guesses from a shared address must not lock the client out. Every
   * other attempt is counted before its result is used, so that concurrent guesses cannot exceed
   * the limit.
   */
  private Result authenticated(Claim claim) {
    boolean holds = holds(claim);
    Arrival arrival = new Arrival(RequestContext.current().address(), claim.id());
    if (holds && arrivals.contains(arrival)) {
      return new Known(claim.id());
    }
    Permit permit =
        limiter.acquire(
            Attempt.about(Action.CLIENT_AUTHENTICATION_FAILED, arrival.address(), claim.id()));
    if (permit instanceof Permit.Denied denied) {
      return new Limited(denied.retryAfter());
    }
    if (!holds) {
      // An unknown id may be a misplaced secret.
      String id = digests.containsKey(claim.id()) ? claim.id() : null;
      audit.record(AuditType.CLIENT_AUTHENTICATION_FAILED, null, null, id);
      return new Unknown();
    }
    limiter.giveBack(permit);
    remember(arrival);
    return new Known(claim.id());
  }

  private void remember(Arrival arrival) {
    if (arrivals.size() >= MOST_ARRIVALS) {
      arrivals.clear();
    }
    arrivals.add(arrival);
  }

  /** Takes the same time for an unknown id and for an invalid secret. */
  private boolean holds(Claim claim) {
    byte[] expected = digests.get(claim.id());
    byte[] given = TokenDigest.digest(claim.secret());
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
}
