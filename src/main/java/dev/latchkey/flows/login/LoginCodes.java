package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.flows.Codes;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends login codes that anyone may request. If an address has no account, no code is valid. */
@Shared
public class LoginCodes {

  private final CodeMessages messages;
  private final Codes codes;
  private final Outbox outbox;

  @Inject
  public LoginCodes(CodeMessages messages, Codes codes, Outbox outbox) {
    this.messages = messages;
    this.codes = codes;
    this.outbox = outbox;
  }

  /**
   * Sends a code.
   *
   * @param accountId the account with the address; null if there is none
   */
  PendingCode send(String email, @Nullable Long accountId) {
    Destination to = Destination.email(email);
    if (accountId == null) {
      outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, to, Map.of());
      return codes.unsent(CodePurpose.LOGIN, to, null);
    }
    return messages.send(CodePurpose.LOGIN, to, accountId);
  }

  /** Sends another code. */
  PendingCode resend(PendingCode code) {
    if (code.accountId() == null) {
      outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, code.to(), Map.of());
      return codes.unsentAgain(code);
    }
    return messages.resend(code);
  }
}
