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

/**
 * Passwords under the settings of this deployment. Computing a hash takes a good part of a tenth of
 * a second and may wait for its turn: never call it inside a transaction.
 */
@Shared
public class Passwords {

  private final PasswordHasher hasher;
  private final PasswordRules rules;
  private final int minLength;

  @Inject
  public Passwords(Settings settings) {
    int atOnce = settings.get(ServerSettings.PASSWORD_HASHES_AT_ONCE);
    this.hasher =
        new PasswordHasher(
            atOnce == 0 ? Runtime.getRuntime().availableProcessors() : atOnce,
            settings.get(ServerSettings.PASSWORD_HASH_WAIT));
    this.minLength = settings.get(AccountSettings.PASSWORD_MIN_LENGTH);
    this.rules = new PasswordRules(minLength, CommonPasswords.shipped());
  }

  /** What is wrong with a password that someone wants to use from now on. */
  public List<PasswordProblem> problems(String password, String... userAttributes) {
    return rules.check(password, Arrays.stream(userAttributes).filter(Objects::nonNull).toList());
  }

  /** How many characters a password needs. */
  public int minLength() {
    return minLength;
  }

  public String hash(String password) {
    return hasher.hash(password);
  }

  /** Whether it is the account's password; takes as long for an account without one. */
  public boolean verify(String password, Account account) {
    return hasher.verify(password, account.passwordHash());
  }

  /**
   * Whether it is the password that was chosen for the account, be it suspended. For a user whose
   * session shows already that the account is theirs; never to log in.
   */
  public boolean verifyChosen(String password, Account account) {
    return hasher.verify(password, account.chosenPasswordHash());
  }

  /** Takes as long as {@link #verify} does, where there is no account. */
  public void spend(String password) {
    hasher.spend(password);
  }

  /**
   * The hash to keep after this password was verified: the stored one, or a new one if that is
   * outdated, or was made from another form of the password than its normalized one.
   */
  public String upToDate(String password, Account account) {
    return hasher.isOutdated(password, account.passwordHash())
        ? hasher.hash(password)
        : account.passwordHash();
  }

  /** How many hashes this node has computed since it started. */
  public long hashesComputed() {
    return hasher.hashesComputed();
  }

  /** How long that took, all together. */
  public Duration timeSpent() {
    return hasher.timeSpent();
  }

  /** How many requests were refused a hash since too many others waited for one. */
  public long hashesRefused() {
    return hasher.hashesRefused();
  }

  /** How many requests wait for their turn to compute one. */
  public int waiting() {
    return hasher.waiting();
  }
}
