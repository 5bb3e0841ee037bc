package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.mail.sms.SmsNotSent;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.mail.sms.SmsWebhook;

/** Passes short messages to a sender. For a failure, the log contains only the sender's reason. */
final class SmsTransport implements MailTransport {

  private final SmsSender sender;

  SmsTransport(SmsSender sender) {
    this.sender = sender;
  }

  @Override
  public Connection open() {
    return new Connection() {
      @Override
      public void send(Mail message) throws MailNotSent {
        handOver(message);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean reachesPeople() {
    return true;
  }

  @Override
  public String description() {
    return sender instanceof SmsWebhook webhook
        ? "short messages are posted to " + webhook.host()
        : "short messages are passed to " + sender.getClass().getName();
  }

  private void handOver(Mail message) throws MailNotSent {
    try {
      sender.send(message.to(), message.text());
    } catch (SmsNotSent e) {
      String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new MailNotSent(e.isForGood() ? Extent.FOR_GOOD : Extent.FOR_NOW, reason, null);
    } catch (RuntimeException | LinkageError e) {
      // Its message may contain the number.
      throw new MailNotSent(
          Extent.FOR_NOW, "The sender threw " + e.getClass().getName() + ".", null);
    }
  }
}
