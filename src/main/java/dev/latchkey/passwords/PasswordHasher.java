package dev.latchkey.passwords;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes password hashes, and verifies passwords against stored ones.
 *
 * <p>New hashes are Argon2id (RFC 9106) with 19 MiB, 2 passes and 1 lane, a random salt of 16 bytes
 * and a tag of 32, written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}. Hashes imported from
 * Django verify too: {@code pbkdf2_sha256$}, {@code pbkdf2_sha1$}, {@code argon2$}, {@code
 * scrypt$}, {@code bcrypt_sha256$}, {@code bcrypt$} and {@code md5$}; they are {@linkplain
 * #isOutdated outdated}, so that the caller replaces them after a successful login. A password is
 * hashed as the UTF-8 bytes of its Unicode normalization form C (RFC 8265 §4.2), so that it is the
 * same on every keyboard. Hashes of the unnormalized text, from imports and earlier versions,
 * verify too, and count as outdated.
 *
 * <p>Safe for use by many threads. Each method that computes may block for the longest wait and
 * then ends in {@link PasswordHashingBusy}; do not call it inside a database transaction.
 */
public final class PasswordHasher {

  /**
   * The longest password, in UTF-16 units of its {@linkplain #normalized normalized} form, that is
   * hashed. Callers reject longer ones as invalid input.
   */
  public static final int MAX_LENGTH = 4096;

  private static final byte[] UNUSED_SALT = new byte[Argon2Hash.SALT_LENGTH];

  private final HashingGate gate;
  private final SecureRandom random = new SecureRandom();
  private final UnreadableHashes unreadable = new UnreadableHashes();

  /**
   * A hasher with its own limit; an application has a single one, so that the limit applies to all
   * of it.
   *
   * @param hashesAtOnce the number of hashes of 19 MiB that may be computed concurrently, at least
   *     1; an imported Argon2 hash that needs more memory counts as several
   * @param longestWait how long a call may wait for its turn; zero for not at all
   */
  public PasswordHasher(int hashesAtOnce, Duration longestWait) {
    this(new HashingGate(hashesAtOnce, longestWait));
  }

  PasswordHasher(HashingGate gate) {
    this.gate = gate;
  }

  /**
   * The hash to store for a new password, with a fresh salt.
   *
   * @throws IllegalArgumentException if the password is longer than {@link #MAX_LENGTH}
   * @throws PasswordHashingBusy if it could not be computed in time
   */
  public String hash(String password) {
    String hashed = normalized(password);
    if (hashed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A password to be hashed is longer than " + MAX_LENGTH + " characters");
    }
    byte[] salt = new byte[Argon2Hash.SALT_LENGTH];
    random.nextBytes(salt);
    return compute(hashed, salt).encoded();
  }

  /** The form in which a password is hashed and its length is checked. */
  public static String normalized(String password) {
    return Normalizer.normalize(password, Form.NFC);
  }

  /**
   * Whether the stored hash is of this password. If the password is not in normalization form C,
   * two forms are tried; that depends on the password only.
   *
   * @param stored the stored hash; if it is null, empty, unusable ({@code !…}), malformed or too
   *     costly, the result is false after the time that an incorrect password takes; so it is for a
   *     password longer than {@link #MAX_LENGTH}
   * @throws PasswordHashingBusy if it could not be computed in time
   */
  public boolean verify(String password, @Nullable String stored) {
    if (normalized(password).length() > MAX_LENGTH) {
      spend(password);
      return false;
    }
    Optional<StoredHash> hash = StoredHash.parse(stored);
    if (hash.isEmpty()) {
      if (stored != null) {
        unreadable.log(stored);
      }
      spend(password);
      return false;
    }
    return forms(password).stream().anyMatch(form -> matches(form, hash.get()));
  }

  private boolean matches(String form, StoredHash hash) {
    return gate.compute(hash.memory(), () -> hash.matches(form));
  }

  /** The normalized form, then the original password if it differs. */
  private static List<String> forms(String password) {
    return Stream.of(normalized(password), password)
        .map(form -> form.substring(0, Math.min(form.length(), MAX_LENGTH)))
        .distinct()
        .toList();
  }

  /**
   * Whether a stored hash is outdated: {@link #hash} would create another kind. Computes no hash.
   */
  public boolean isOutdated(@Nullable String stored) {
    return Argon2Hash.parse(stored).filter(Argon2Hash::isCurrent).isEmpty();
  }

  /**
   * Whether a stored hash, against which this password was just verified, is outdated or of an
   * unnormalized form. Computes a hash only if the password is not in normalization form C.
   */
  public boolean isOutdated(String password, @Nullable String stored) {
    String hashed = normalized(password);
    return isOutdated(stored)
        || !hashed.equals(password)
            && StoredHash.parse(stored).filter(hash -> matches(hashed, hash)).isEmpty();
  }

  /**
   * Takes the time of a verification against a current hash. For a login to an unknown account,
   * which would otherwise be rejected noticeably faster than an incorrect password.
   *
   * @throws PasswordHashingBusy if there was no room to compute it in time
   */
  public void spend(String password) {
    forms(password).forEach(form -> compute(form, UNUSED_SALT));
  }

  /** The number of hashes computed by this instance, including those of {@link #spend}. */
  public long hashesComputed() {
    return gate.computed();
  }

  /** The total time of computing them. */
  public Duration timeSpent() {
    return gate.spent();
  }

  /** The number of calls that ended in {@link PasswordHashingBusy}. */
  public long hashesRejected() {
    return gate.rejected();
  }

  /** The approximate number of threads that are waiting for their turn. */
  public int waiting() {
    return gate.waiting();
  }

  private Argon2Hash compute(String password, byte[] salt) {
    return gate.compute(Argon2Parameters.CURRENT.memory(), () -> Argon2Hash.of(password, salt));
  }
}
