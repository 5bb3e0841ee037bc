package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.UserCode;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Proof;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Uses second factors: finds the one that a code belongs to, and records use and failure. Call it
 * in a transaction, with the account locked.
 */
@Shared
public class UsedFactors {

  private final Database database;
  private final Authenticators authenticators;
  private final Audit audit;
  private final List<CodeFactor> kinds;

  @Inject
  UsedFactors(
      Database database,
      Authenticators authenticators,
      Audit audit,
      @Any Instance<CodeFactor> kinds) {
    this(database, authenticators, audit, kinds.stream().toList());
  }

  public UsedFactors(
      Database database, Authenticators authenticators, Audit audit, Collection<CodeFactor> kinds) {
    this.database = database;
    this.authenticators = authenticators;
    this.audit = audit;
    this.kinds = List.copyOf(kinds);
  }

  /**
   * The proof by a code; empty if it is invalid for all factors of the account, or was used.
   *
   * @param right runs as soon as the code is known to be valid, before anything is written
   */
  public Optional<Proof> code(
      Account account, String typed, @Nullable Long session, Runnable right) {
    return code(
        account, typed, session, right, Proof.by(AuthenticationMethods.MFA, database.now()));
  }

  /** The same, for a user who is logged in. */
  public Optional<Proof> codeAgain(
      Account account, String typed, @Nullable Long session, Runnable right) {
    return code(
        account, typed, session, right, Proof.again(AuthenticationMethods.MFA, database.now()));
  }

  private Optional<Proof> code(
      Account account, String typed, @Nullable Long session, Runnable right, Proof proof) {
    String code = UserCode.normalise(typed);
    Optional<Authenticator> found =
        authenticators.of(account.id()).stream()
            .filter(
                a ->
                    kinds.stream()
                        .anyMatch(k -> k.type() == a.type() && use(a, k.usesAfter(a, code), right)))
            .findFirst();
    if (found.isEmpty()) {
      audit.record(AuditType.MFA_FAILED, account.id(), session, "code");
    }
    return found.map(authenticator -> proof(proof, authenticator, session));
  }

  private boolean use(Authenticator authenticator, OptionalLong uses, Runnable right) {
    if (uses.isEmpty()) {
      return false;
    }
    right.run();
    return authenticators.use(authenticator, uses.getAsLong());
  }

  /** The proof of an authenticator that was just used; records the use. */
  public Proof proof(Proof proof, Authenticator used, @Nullable Long session) {
    audit.record(AuditType.MFA_USED, used.accountId(), session, used.type().text());
    return proof.with("type", used.type().text()).with("id", used.id());
  }
}
