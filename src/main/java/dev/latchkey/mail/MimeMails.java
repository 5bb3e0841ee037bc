package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.Settings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Date;
import java.util.Optional;

/** Sends mails over a connection of Jakarta Mail's. */
final class MimeMails implements MailTransport.Connection {

  private final Session session;
  private final Transport transport;
  private final InternetAddress from;

  /**
   * @param transport connected already; closed here
   */
  MimeMails(Session session, Transport transport, Settings settings) throws MessagingException {
    this.session = session;
    this.transport = transport;
    this.from = sender(settings.get(MailSettings.DEFAULT_FROM_EMAIL));
  }

  @Override
  public void send(Mail mail) throws MailNotSent {
    try {
      MimeMessage message = message(mail);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AddressException e) {
      throw new MailNotSent(Extent.FOR_GOOD, "The recipient's address is invalid.", e);
    } catch (MessagingException e) {
      throw rejection(e);
    }
  }

  private static MailNotSent rejection(MessagingException e) {
    Optional<SmtpReply> reply = SmtpReply.in(e);
    if (reply.filter(SmtpReply::isOfSender).isPresent()) {
      return MailNotSent.becauseOfSender(
          Extent.FOR_NOW, "The mail server rejects the sender of the mail.", e);
    }
    if (reply.filter(SmtpReply::isOfAllMail).isPresent()) {
      return new MailNotSent(Extent.ALL_FOR_NOW, "The mail server takes no mail for now.", e);
    }
    boolean forGood = reply.map(SmtpReply::isOfRecipient).orElseGet(() -> namesInvalidAddresses(e));
    return new MailNotSent(
        forGood ? Extent.FOR_GOOD : Extent.FOR_NOW, "The mail server did not take the mail.", e);
  }

  private static boolean namesInvalidAddresses(MessagingException e) {
    return e instanceof SendFailedException failed
        && failed.getInvalidAddresses() != null
        && failed.getInvalidAddresses().length > 0;
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException brokenAlready) {
      // This does not affect mails that were sent.
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(session, mail.id(), from.getAddress());
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, recipient(mail.to()));
    message.setSubject(mail.subject(), "UTF-8");
    message.setSentDate(Date.from(mail.at()));
    message.setHeader("Content-Language", mail.language());
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
    message.setContent(
        new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.replace("\n", "\r\n"), "UTF-8", subtype);
    return part;
  }

  private static InternetAddress recipient(String address) throws AddressException {
    return new InternetAddress(withAsciiDomain(address), true);
  }

  /** From an address, or a name followed by the address in angle brackets. */
  private static InternetAddress sender(String text) throws MessagingException {
    int bracket = text.indexOf('<');
    if (bracket < 0) {
      return recipient(text);
    }
    InternetAddress sender = recipient(text.substring(bracket + 1, text.length() - 1));
    String name = text.substring(0, bracket).strip().replaceAll("^\"(.*)\"$", "$1");
    try {
      sender.setPersonal(name.isEmpty() ? null : name, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("This Java runtime lacks UTF-8.", e);
    }
    return sender;
  }

  private static String withAsciiDomain(String address) throws AddressException {
    int at = address.lastIndexOf('@');
    try {
      return address.substring(0, at + 1)
          + IDN.toASCII(address.substring(at + 1), IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new AddressException("not a domain", address);
    }
  }

  /** Retries have the same id, so that mail software recognizes a second copy. */
  private static final class IdentifiedMessage extends MimeMessage {

    private final String id;

    IdentifiedMessage(Session session, String id, String from) {
      super(session);
      this.id = "<" + id + from.substring(from.lastIndexOf('@')) + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
