package dev.latchkey.resource;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.TokenExpectations;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.Verification;
import dev.latchkey.jose.Verification.Reason;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.jose.keyfiles.PublicKeys;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens with the keys that the issuer publishes. The keys are kept; they are
 * fetched again every five minutes, and when a token names an unknown one, but at most once in 30
 * seconds. While the issuer does not respond, the last valid set is used for an hour after it was
 * fetched; then no token is verified, so that a revoked key is not trusted for longer. One thread
 * fetches; the others wait half a second for it at most. Safe for all threads.
 */
class IssuerKeys {

  static final Duration PAUSE = Duration.ofSeconds(30);
  static final Duration FRESH = Duration.ofMinutes(5);
  static final Duration MAX_AGE = Duration.ofHours(1);

  private static final long WAIT_FOR_FETCH_MILLIS = 500;
  private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());

  private final Discovery discovery;
  private final IssuerCalls calls;
  private final TokenExpectations expected;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Known known = new Known(null, Instant.MIN, Instant.MIN);

  /**
   * The verifier, or null before the first valid set; when that was fetched; when a fetch was last
   * tried.
   */
  private record Known(@Nullable TokenVerifier verifier, Instant fetched, Instant tried) {}

  IssuerKeys(Discovery discovery, IssuerCalls calls, TokenExpectations expected, Clock clock) {
    this.discovery = discovery;
    this.calls = calls;
    this.expected = expected;
    this.clock = clock;
  }

  /**
   * Verifies a token.
   *
   * @throws IssuerUnavailable if no set of keys was fetched in the last hour
   */
  Verification verify(String token) {
    Known before = known;
    if (!isTrusted(before)) {
      return fetched(before).verify(token);
    }
    if (isOlder(before.fetched, FRESH) && isOlder(before.tried, PAUSE) && fetching.tryLock()) {
      try {
        fetch(before);
      } finally {
        fetching.unlock();
      }
    }
    Verification verification = trusted().verify(token);
    boolean unknownKey =
        verification instanceof Verification.Rejected rejected
            && rejected.reason() == Reason.UNKNOWN_KEY;
    return unknownKey ? fetched(known).verify(token) : verification;
  }

  /**
   * The verifier after a fetch by this or another thread, unless that takes too long; without a
   * fetch if the last one is too recent.
   */
  private TokenVerifier fetched(Known before) {
    if (!isMyTurn()) {
      return trusted();
    }
    try {
      if (known == before && isOlder(before.tried, PAUSE)) {
        fetch(before);
      }
      return trusted();
    } finally {
      fetching.unlock();
    }
  }

  private boolean isMyTurn() {
    try {
      return fetching.tryLock(WAIT_FOR_FETCH_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private TokenVerifier trusted() {
    Known now = known;
    TokenVerifier verifier = now.verifier;
    if (verifier == null || !isTrusted(now)) {
      throw new IssuerUnavailable(
          verifier == null
              ? "the keys of the issuer could not be fetched"
              : "the keys of the issuer could not be fetched for an hour");
    }
    return verifier;
  }

  private boolean isTrusted(Known keys) {
    return keys.verifier != null && !isOlder(keys.fetched, MAX_AGE);
  }

  private void fetch(Known before) {
    Instant now = clock.instant();
    try {
      known =
          new Known(
              new TokenVerifier(keys(calls.get(discovery.keySet())), expected, clock), now, now);
    } catch (IssuerUnavailable e) {
      LOG.log(Level.WARNING, "The keys of the issuer cannot be fetched: {0}", e.getMessage());
      known = new Known(before.verifier, before.fetched, now);
    }
  }

  private boolean isOlder(Instant then, Duration age) {
    return then.equals(Instant.MIN) || !clock.instant().isBefore(then.plus(age));
  }

  /** Unusable keys are ignored (RFC 7517 §5). */
  private List<VerificationKey> keys(JsonObject document) {
    if (!(document.get("keys") instanceof JsonArray set)) {
      throw new IssuerUnavailable(discovery.keySet(), "contains no key set");
    }
    List<VerificationKey> usable = new ArrayList<>();
    for (JsonValue key : set) {
      try {
        usable.addAll(PublicKeys.read(key.toString(), SigningAlgorithm.RS256, "The key set"));
      } catch (UnusableKey e) {
        LOG.log(Level.WARNING, "A key of the issuer is ignored. {0}", e.getMessage());
      }
    }
    return usable;
  }
}
