package dev.latchkey.mail;

import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import java.util.List;

/** A mail or short message that was handed in at the outbox, opened again for a test. */
public record SentMail(String to, String subject, String text) {

  /** All mails that wait to be sent, the oldest first. */
  public static List<SentMail> in(Database database, ServerSecrets secrets) {
    return in(Channel.MAIL, database, secrets);
  }

  /** All short messages that wait to be sent, the oldest first; they have no subject. */
  public static List<SentMail> shortOnesIn(Database database, ServerSecrets secrets) {
    return in(Channel.SMS, database, secrets);
  }

  private static List<SentMail> in(Channel channel, Database database, ServerSecrets secrets) {
    OutboundMails mails = new OutboundMails(database, secrets, channel);
    return database
        .entities()
        .createQuery(
            "SELECT m FROM OutboundMail m WHERE m.channel = :channel ORDER BY m.id",
            OutboundMail.class)
        .setParameter("channel", channel)
        .getResultList()
        .stream()
        .map(row -> mails.open(row).orElseThrow())
        .map(mail -> new SentMail(mail.to(), mail.subject(), mail.text()))
        .toList();
  }

  /** The code that stands alone on its line. */
  public String code() {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.matches("[A-Z0-9]{3,8}(-[A-Z0-9]{3,8})?"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no code in: " + text));
  }

  /** What follows a marker up to the end of its line. */
  public String keyAfter(String marker) {
    int start = text.indexOf(marker);
    if (start < 0) {
      throw new AssertionError("no " + marker + " in: " + text);
    }
    return text.substring(start + marker.length()).lines().findFirst().orElseThrow().strip();
  }
}
