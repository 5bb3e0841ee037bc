package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Recovery codes: an account has one set of them, each code is valid once. Call methods that change
 * something in a transaction, with the account locked.
 */
@Shared
public class RecoveryCodes implements CodeFactor {

  private final Database database;
  private final Authenticators authenticators;
  private final StoredCodes stored;
  private final Audit audit;
  private final Settings settings;

  @Inject
  public RecoveryCodes(
      Database database,
      Authenticators authenticators,
      StoredCodes stored,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.authenticators = authenticators;
    this.stored = stored;
    this.audit = audit;
    this.settings = settings;
  }

  @Override
  public AuthenticatorType type() {
    return AuthenticatorType.RECOVERY_CODES;
  }

  @Override
  public OptionalLong usesAfter(Authenticator authenticator, String code) {
    OptionalInt position = stored.position(authenticator, code);
    if (position.isEmpty()) {
      return OptionalLong.empty();
    }
    long bit = 1L << position.getAsInt();
    return (authenticator.uses() & bit) == 0
        ? OptionalLong.of(authenticator.uses() | bit)
        : OptionalLong.empty();
  }

  @Override
  public Optional<String> sealedAnew(String data) {
    return stored.sealedAnew(data);
  }

  /** The account's set, if it has one. */
  Optional<Authenticator> find(long account) {
    return authenticators.find(account, type());
  }

  /** Generates a set if recovery codes are supported and the account has none. */
  void provide(Account account, @Nullable Long session) {
    boolean supported = settings.get(MfaSettings.SUPPORTED_TYPES).contains(type());
    if (supported && find(account.id()).isEmpty()) {
      generate(account, session);
    }
  }

  /** Generates a set in place of the present one. */
  Authenticator generate(Account account, @Nullable Long session) {
    find(account.id()).ifPresent(authenticators::remove);
    Authenticator made =
        authenticators.add(
            Authenticator.only(account, type(), stored.generate(account.id()), 0, database.now()));
    audit.record(AuditType.RECOVERY_CODES_GENERATED, account.id(), session);
    return made;
  }

  /**
   * Shows a set. If codes are shown only once, only their digests remain.
   *
   * @return the set, with its unused codes unless they cannot be shown again
   */
  CodeSet show(Authenticator seen) {
    Optional<List<String>> codes = stored.codes(seen);
    if (codes.isPresent() && settings.get(MfaSettings.RECOVERY_CODES_SHOW_ONCE)) {
      boolean isFirst =
          authenticators.replaceData(seen, stored.digests(seen.accountId(), codes.get()));
      return new CodeSet(seen, stored.count(seen), isFirst ? codes : Optional.empty());
    }
    return new CodeSet(seen, stored.count(seen), codes);
  }

  /** How many codes a set has, used or not. */
  public int count(Authenticator set) {
    return stored.count(set);
  }
}
