package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Failures;
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
  private final EmailAddresses addresses;
  private final AddressBook book;
  private final EmailLinks links;
  private final LoginStages stages;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  public VerificationByLink(
      Database database,
      EmailAddresses addresses,
      AddressBook book,
      EmailLinks links,
      LoginStages stages,
      Sessions sessions,
      Audit audit) {
    this.database = database;
    this.addresses = addresses;
    this.book = book;
    this.links = links;
    this.stages = stages;
    this.sessions = sessions;
    this.audit = audit;
  }

  @Override
  public VerificationOutcome look(String key, Optional<Session> current) {
    boolean isLogin = current.flatMap(s -> stages.pending(s, EmailVerificationStage.FLOW)).isPresent();
    return database.transaction(
        () ->
            links
                .find(key)
                .<VerificationOutcome>map(a -> new VerificationOutcome.Good(a.email(), a.account(), isLogin))
                .orElseGet(() -> new VerificationOutcome.Refused(REFUSED)));
  }

  @Override
  public VerificationOutcome verify(String key, Optional<Session> current) {
    try {
      return database.transaction(() -> attempt(key, current));
    } catch (RuntimeException e) {
      if (Failures.isConstraintViolation(e)) { // another account has verified the address meanwhile
        return new VerificationOutcome.Refused(REFUSED);
      }
      throw e;
    }
  }

  private VerificationOutcome attempt(String key, Optional<Session> current) {
    Optional<EmailAddress> address = links.find(key);
    if (address.isEmpty() || !addresses.verify(address.get())) {
      return new VerificationOutcome.Refused(REFUSED);
    }
    Account account = address.get().account();
    audit.record(AuditType.EMAIL_VERIFIED, account.id(), null, address.get().email());
    book.settle(address.get());
    Optional<Session> session = current.flatMap(sessions::lock);
    session
        .filter(s -> s.state().login().isPresent())
        .ifPresent(s -> s.remember(s.state().withoutLogin()));
    return new VerificationOutcome.Verified(session, Optional.empty());
  }
}
