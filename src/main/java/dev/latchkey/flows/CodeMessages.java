package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends codes, by a channel that reaches the recipient. Call it in the transaction in which a
 * session stores the result. Only the message contains the code itself.
 */
@Shared
public class CodeMessages {

  private final Codes codes;
  private final Outbox outbox;

  @Inject
  public CodeMessages(Codes codes, Outbox outbox) {
    this.codes = codes;
    this.outbox = outbox;
  }

  /**
   * Sends a new code that anyone may have requested.
   *
   * @param accountId the id of the account that the code is for
   */
  public PendingCode send(CodePurpose purpose, Destination to, @Nullable Long accountId) {
    String code = codes.generate(purpose);
    outbox.send(kind(purpose), to, Map.of("code", code));
    return codes.sent(purpose, code, to, accountId);
  }

  /** Sends a new code to a user who has just authenticated as the owner of the account. */
  public PendingCode sendToOwner(CodePurpose purpose, Destination to, Long accountId) {
    String code = codes.generate(purpose);
    outbox.sendToOwner(kind(purpose), to, Map.of("code", code));
    return codes.sent(purpose, code, to, accountId);
  }

  /** Sends another code of the same process. */
  public PendingCode resend(PendingCode before) {
    String code = codes.generate(before.purpose());
    outbox.send(kind(before.purpose()), before.to(), Map.of("code", code));
    return codes.resent(before, code);
  }

  private static MessageKind kind(CodePurpose purpose) {
    return switch (purpose) {
      case LOGIN -> MessageKind.LOGIN_CODE;
      case EMAIL_VERIFICATION -> MessageKind.VERIFY_EMAIL_CODE;
      case PASSWORD_RESET -> MessageKind.PASSWORD_RESET_CODE;
    };
  }
}
