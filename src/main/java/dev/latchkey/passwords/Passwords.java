package dev.latchkey.passwords;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passwords under the settings of this deployment. Computing a hash takes tens of milliseconds and
 * may wait for its turn: never call it inside a transaction.
 */
@Shared
public class Passwords {

  private static final long HASH_BYTES = 1024L * Argon2Parameters.CURRENT.memory();

  private final PasswordHasher hasher;
  private final PasswordRules rules;
  private final int minLength;

  @Inject
  public Passwords(Settings settings) {
    int atOnce = settings.get(ServerSettings.PASSWORD_HASHES_AT_ONCE);
    Runtime runtime = Runtime.getRuntime();
    this.hasher =
        new PasswordHasher(
            atOnce == 0 ? atOnce(runtime.availableProcessors(), runtime.maxMemory()) : atOnce,
            settings.get(ServerSettings.PASSWORD_HASH_WAIT));
    this.minLength = settings.get(AccountSettings.PASSWORD_MIN_LENGTH);
    this.rules = new PasswordRules(minLength, CommonPasswords.shipped());
  }

  /**
   * How many hashes to compute concurrently: one on each processor, but no more than a quarter of
   * the heap has room for. In a container without a CPU limit, a JVM sees all processors of its
   * host.
   *
   * @param heap its maximum, in bytes
   */
  static int atOnce(int processors, long heap) {
    return (int) Math.max(1, Math.min(processors, heap / 4 / HASH_BYTES));
  }

  /** The problems of a new password. */
  public List<PasswordProblem> problems(String password, @Nullable String... userAttributes) {
    return rules.check(password, Arrays.stream(userAttributes).filter(Objects::nonNull).toList());
  }

  /** The minimum length of a password. */
  public int minLength() {
    return minLength;
  }

  public String hash(String password) {
    return hasher.hash(password);
  }

  /** Whether it is the account's password; takes the same time for an account without one. */
  public boolean verify(String password, Account account) {
    return hasher.verify(password, account.passwordHash());
  }

  /**
   * Whether it is the password of the account, suspended or not. Only for a user in a session of
   * the account; never for a login.
   */
  public boolean verifyChosen(String password, Account account) {
    return hasher.verify(password, account.chosenPasswordHash());
  }

  /** Takes as long as {@link #verify}, for an unknown account. */
  public void spend(String password) {
    hasher.spend(password);
  }

  /**
   * The hash to store after this password was verified: the stored one, or a new one if that is
   * outdated, or is of an unnormalized form of the password.
   */
  public String upToDate(String password, Account account) {
    String stored = account.passwordHash();
    return stored == null || hasher.isOutdated(password, stored) ? hasher.hash(password) : stored;
  }

  /** The number of hashes computed since startup. */
  public long hashesComputed() {
    return hasher.hashesComputed();
  }

  /** The total time of computing them. */
  public Duration timeSpent() {
    return hasher.timeSpent();
  }

  /** The number of requests rejected because too many others waited for a hash. */
  public long hashesRejected() {
    return hasher.hashesRejected();
  }

  /** The number of requests that are waiting to compute one. */
  public int waiting() {
    return hasher.waiting();
  }
}
