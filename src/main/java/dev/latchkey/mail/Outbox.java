package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.audit.Client;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Map;

/** Where mails are handed in. */
@Shared
public class Outbox {

  private final Database database;
  private final Settings settings;
  private final OutboundMails mails;
  private final MailWriter writer;
  private final Delivery delivery;

  @Inject
  public Outbox(Database database, ServerSecrets secrets, Settings settings, Delivery delivery) {
    this.database = database;
    this.settings = settings;
    this.mails = new OutboundMails(database, secrets);
    this.writer = new MailWriter(settings);
    this.delivery = delivery;
  }

  /**
   * Sends a mail if the current transaction commits, else never; in the language of the current client.
   * Notifications are passed over where {@code ACCOUNT_EMAIL_NOTIFICATIONS} does not want them.
   *
   * @param to the recipient's address
   * @param values what {@link MailKind} asks for, by name; of others a mail knows nothing
   * @throws IllegalArgumentException when a value is missing, or a link is none
   */
  public void send(MailKind kind, String to, Map<String, String> values) {
    if (kind.isNotification() && !settings.get(AccountSettings.EMAIL_NOTIFICATIONS)) {
      return;
    }
    Mail mail = writer.write(kind, to, values, Client.current(), database.now());
    database.transaction(
        () -> {
          mails.store(mail, kind.worthSendingFor(settings));
          database.afterCommit(delivery::wake);
        });
  }
}
