package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Map;

/** The mails by which users set a new password. Call it in a transaction. */
@Shared
public class ResetMail {

  private final Outbox outbox;
  private final CodeMessages messages;
  private final Codes codes;
  private final ResetLinks links;
  private final FrontendLinks frontend;
  private final boolean byCode;

  @Inject
  public ResetMail(
      Outbox outbox,
      CodeMessages messages,
      Codes codes,
      ResetLinks links,
      FrontendLinks frontend,
      Settings settings) {
    this.outbox = outbox;
    this.messages = messages;
    this.codes = codes;
    this.links = links;
    this.frontend = frontend;
    this.byCode = settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED);
  }

  /** Whether passwords are reset by code instead of by link. */
  boolean isByCode() {
    return byCode;
  }

  void sendLink(EmailAddress address) {
    String key = links.keyFor(address);
    outbox.send(
        MessageKind.PASSWORD_RESET_LINK,
        Destination.email(address.email()),
        Map.of(
            "link",
            frontend.link(HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY, key)));
  }

  PendingCode sendCode(String email, Long account) {
    return messages.send(CodePurpose.PASSWORD_RESET, Destination.email(email), account);
  }

  /** What a session stores if no code was sent, so that no code is valid. */
  PendingCode noCode(String email) {
    return codes.unsent(CodePurpose.PASSWORD_RESET, Destination.email(email), null);
  }

  /** Sends a mail to an address that has no account. */
  void sendUnknownAccount(String email) {
    outbox.send(MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT, Destination.email(email), Map.of());
  }
}
