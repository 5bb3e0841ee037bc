package dev.latchkey.passwords;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored hash of a known format whose cost is within limits. Its {@code toString()} shows no
 * digest.
 */
sealed interface StoredHash permits Argon2Hash, BcryptHash, Md5Hash, Pbkdf2Hash, ScryptHash {

  /** Longer than all hashes of Latchkey and Django; limits the work of the patterns. */
  int MAX_LENGTH = 512;

  /** Computes the hash of the password and compares them in constant time. */
  boolean matches(String password);

  /** What {@link #matches} allocates, in KiB. */
  int memory();

  /**
   * Reads a stored hash; empty for null, an unknown format, a malformed one, or one that is too
   * costly to compute.
   */
  static Optional<StoredHash> parse(@Nullable String stored) {
    if (stored == null || stored.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return Argon2Hash.parse(stored)
        .<StoredHash>map(hash -> hash)
        .or(() -> Pbkdf2Hash.parse(stored))
        .or(() -> BcryptHash.parse(stored))
        .or(() -> ScryptHash.parse(stored))
        .or(() -> Md5Hash.parse(stored));
  }
}
