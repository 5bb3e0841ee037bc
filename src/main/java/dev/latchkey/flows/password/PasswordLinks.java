package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.settings.HeadlessSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mails links to set a password that an administrator sends. They are links even if users reset
 * their passwords by code, because a code is valid only in the session that asked for it.
 */
@Shared
public class PasswordLinks {

  private final Outbox outbox;
  private final ResetLinks links;
  private final FrontendLinks frontend;

  @Inject
  public PasswordLinks(Outbox outbox, ResetLinks links, FrontendLinks frontend) {
    this.outbox = outbox;
    this.links = links;
    this.frontend = frontend;
  }

  /**
   * Mails a link to an address that opens its account: to set the first password if there is none,
   * else a new one. Call it in a transaction.
   *
   * @return empty if the mail is on its way; else how long no further one is sent to this address
   */
  public Optional<Duration> send(EmailAddress address) {
    MessageKind kind =
        address.account().hasUsablePassword()
            ? MessageKind.PASSWORD_RESET_LINK
            : MessageKind.INVITATION;
    Map<String, String> values = new HashMap<>();
    values.put(
        "link",
        frontend.link(
            HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY, links.keyFor(address)));
    if (address.account().username() != null) {
      values.put("username", address.account().username());
    }
    return outbox.sendByAdministrator(kind, Destination.email(address.email()), values);
  }
}
