package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Verification by a signed link, from whatever device: it proves the address, and logs nobody in. A
 * login that waits on the sender's session is over with it; its person logs in anew.
 */
@Shared
public class VerificationByLink implements AddressVerification {

  private static final Problem REFUSED = Problem.with("key", "invalid_or_expired_key");

  private final Database database;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressBook book;
  private final EmailLinks links;
  private final LoginStages stages;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  public VerificationByLink(
      Database database,
      Accounts accounts,
      EmailAddresses addresses,
      AddressBook book,
      EmailLinks links,
      LoginStages stages,
      Sessions sessions,
      Audit audit) {
    this.database = database;
    this.accounts = accounts;
    this.addresses = addresses;
    this.book = book;
    this.links = links;
    this.stages = stages;
    this.sessions = sessions;
    this.audit = audit;
  }

  @Override
  public VerificationOutcome look(String key, Optional<Session> current) {
    boolean isLogin =
        current.flatMap(s -> stages.pending(s, EmailVerificationStage.FLOW)).isPresent();
    return database.transaction(
        () ->
            links
                .find(key)
                .<VerificationOutcome>map(
                    a -> new VerificationOutcome.Good(a.email(), a.account(), isLogin))
                .orElseGet(() -> new VerificationOutcome.Refused(REFUSED)));
  }

  @Override
  public VerificationOutcome verify(String key, Optional<Session> current) {
    // Looked up once more behind the lock of the account, of whose list of addresses one change is
    // made at a time.
    Optional<Long> account = database.transaction(() -> links.find(key).map(a -> a.account().id()));
    return account
        .map(id -> database.transaction(() -> attempt(key, id, current)))
        .orElseGet(() -> new VerificationOutcome.Refused(REFUSED));
  }

  private VerificationOutcome attempt(String key, long accountId, Optional<Session> current) {
    Optional<EmailAddress> address = accounts.lock(accountId).flatMap(a -> links.find(key));
    if (address.isEmpty() || !addresses.verify(address.get())) {
      return new VerificationOutcome.Refused(REFUSED);
    }
    Account account = address.get().account();
    audit.record(AuditType.EMAIL_VERIFIED, account.id(), null, address.get().email());
    book.settle(address.get(), null);
    Optional<Session> session = current.flatMap(sessions::lock);
    session
        .filter(
            s ->
                s.state()
                    .login()
                    .filter(login -> account.id().equals(login.accountId()))
                    .isPresent())
        .ifPresent(s -> s.remember(s.state().withoutLogin()));
    return new VerificationOutcome.Verified(session, Optional.empty());
  }
}
