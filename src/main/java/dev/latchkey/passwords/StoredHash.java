package dev.latchkey.passwords;

import java.util.Optional;

/**
 * A kept hash whose form is understood and whose cost is within bounds. Its {@code toString()}
 * shows no digest.
 */
sealed interface StoredHash permits Argon2Hash, BcryptHash, Pbkdf2Hash {

  /**
   * No hash of ours or Django's comes near this; it keeps the patterns from working on nonsense.
   */
  int MAX_LENGTH = 512;

  /**
   * Computes the hash of the password and compares, in time that does not depend on where they
   * differ.
   */
  boolean matches(String password);

  /** What {@link #matches} allocates, in KiB. */
  int memory();

  /**
   * Reads a kept hash; nothing for null, an unknown form, a malformed one, or one too costly to
   * compute.
   */
  static Optional<StoredHash> parse(String stored) {
    if (stored == null || stored.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return Argon2Hash.parse(stored)
        .<StoredHash>map(hash -> hash)
        .or(() -> Pbkdf2Hash.parse(stored))
        .or(() -> BcryptHash.parse(stored));
  }
}
