package dev.latchkey.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs or verifies access tokens, without its secret part.
 *
 * @param kid its name; null for a secret
 * @param algorithm its algorithm's name (RFC 7518 §3.1)
 * @param state {@code RETIRING} for a configured key that only verifies
 * @param created when it was made, if this server made it; likewise the other times
 * @param activeAt since when it signs or has signed
 * @param retiredAt since when it only verifies
 * @param expiresAt until when it verifies
 */
public record KnownKey(
    @Nullable String kid,
    String algorithm,
    KeyState state,
    Origin origin,
    @Nullable Instant created,
    @Nullable Instant activeAt,
    @Nullable Instant retiredAt,
    @Nullable Instant expiresAt) {

  /** Where a key is from. */
  public enum Origin {
    /** The ring in the database; can be rotated and revoked. */
    DATABASE,
    /** A setting with a key. */
    SETTINGS,
    /** {@code SECRET_KEY}, for algorithms that sign with a secret. */
    SECRET
  }

  static KnownKey of(StoredKey row) {
    return new KnownKey(
        row.kid(),
        row.algorithm(),
        row.state(),
        Origin.DATABASE,
        row.created(),
        row.activeAt(),
        row.retiredAt(),
        row.expiresAt());
  }

  static KnownKey configured(@Nullable String kid, String algorithm, KeyState state, Origin from) {
    return new KnownKey(kid, algorithm, state, from, null, null, null, null);
  }
}
