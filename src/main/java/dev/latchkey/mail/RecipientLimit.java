package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.request.RequestContext;
import dev.latchkey.throttle.Action;
import dev.latchkey.throttle.Attempt;
import dev.latchkey.throttle.Permit;
import dev.latchkey.throttle.RateLimiter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Limits the messages to one recipient, over all kinds of them. Further messages are not sent;
 * responses do not reveal that.
 *
 * <p>There are two counts for each recipient under the same limit: of messages that any client can
 * cause, and of those that require an authentication by the owner of the account. So attackers
 * cannot use up the messages that report a theft to the owner, or that complete a login.
 */
@Shared
public class RecipientLimit {

  /** Who can cause a message. */
  enum Cause {
    STRANGERS(Action.MAIL),
    OWNER(Action.OWNER_MAIL);

    private final Action action;

    Cause(Action action) {
      this.action = action;
    }
  }

  private final RateLimiter limiter;
  private final Audit audit;

  @Inject
  public RecipientLimit(RateLimiter limiter, Audit audit) {
    this.limiter = limiter;
    this.audit = audit;
  }

  /**
   * Counts a message, in the transaction that causes it. The first one beyond the limit in a window
   * is recorded.
   *
   * @return empty if it may be sent; else how long no further one is
   */
  Optional<Duration> count(Cause cause, MessageKind kind, Destination to) {
    Attempt attempt = Attempt.about(cause.action, RequestContext.current().address(), to.text());
    if (!(limiter.acquire(attempt) instanceof Permit.Denied denied)) {
      return Optional.empty();
    }
    String whose = cause.action + "/" + to.text().toLowerCase(Locale.ROOT);
    if (limiter.isFirst("withheld/" + whose, denied.retryAfter())) {
      // Numbers are stored unencrypted only with their account.
      String recipient = to.channel() == Channel.MAIL ? " " + to.text() : "";
      audit.record(AuditType.MAIL_WITHHELD, null, null, kind.key() + recipient);
    }
    return Optional.of(denied.retryAfter());
  }
}
