package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.mail.WaitingMails;
import dev.latchkey.mail.WaitingMails.Change;
import dev.latchkey.mail.WaitingMails.Waiting;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows administrators the unsent messages, and sends or discards them. */
@Shared
public class MailControl {

  private final Database database;
  private final WaitingMails mails;
  private final Outbox outbox;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Audit audit;

  @Inject
  public MailControl(
      Database database,
      WaitingMails mails,
      Outbox outbox,
      Accounts accounts,
      EmailAddresses addresses,
      Audit audit) {
    this.database = database;
    this.mails = mails;
    this.outbox = outbox;
    this.accounts = accounts;
    this.addresses = addresses;
    this.audit = audit;
  }

  /**
   * A page of unsent messages, in the order of their ids.
   *
   * @param failing whether nodes have tried to send them; empty for all
   */
  public List<Waiting> list(Optional<Boolean> failing, long after, int limit, Admin admin) {
    audit.record(AuditType.ADMIN_LISTED_MAIL, null, null, admin.asActor());
    return mails.list(failing, after, limit);
  }

  /** Makes a message due now. */
  public Change retry(long id, Admin admin) {
    return recorded(mails.retry(id), AuditType.ADMIN_RETRIED_MAIL, id, admin);
  }

  /** Deletes a message. */
  public Change discard(long id, Admin admin) {
    return recorded(mails.discard(id), AuditType.ADMIN_DISCARDED_MAIL, id, admin);
  }

  /**
   * Mails a test to the administrator's own primary address.
   *
   * @return the address; a conflict if there is none, {@link Rejection.Limited} if it has had too
   *     many messages
   */
  public Outcome<String> test(Admin admin) {
    return database.transaction(
        () ->
            accounts
                .find(admin.account())
                .flatMap(addresses::provenPrimaryOf)
                .map(email -> test(email, admin))
                .orElseGet(() -> Outcome.rejected(new Rejection.Conflict())));
  }

  private Outcome<String> test(String email, Admin admin) {
    Optional<Duration> wait =
        outbox.sendByAdministrator(MessageKind.TEST, Destination.email(email), Map.of());
    if (wait.isPresent()) {
      return Outcome.rejected(new Rejection.Limited(wait.get()));
    }
    audit.record(AuditType.ADMIN_SENT_TEST_MAIL, admin.account(), null, admin.asActor());
    return Outcome.done(email);
  }

  private Change recorded(Change change, AuditType type, long id, Admin admin) {
    if (change == Change.DONE) {
      audit.record(type, null, null, admin.asActor(), "mail=" + id);
    }
    return change;
  }
}
