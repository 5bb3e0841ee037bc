package dev.latchkey.mail;

import dev.latchkey.Extension;
import dev.latchkey.Shared;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.mail.sms.SmsWebhook;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The sender of short messages in this deployment, if there is one: the application's own, else the
 * webhook.
 */
@Shared
public class ShortMessages {

  private final Optional<SmsSender> sender;

  @Inject
  ShortMessages(Settings settings, @Any Instance<SmsSender> own) {
    this(settings, own.stream().toList());
  }

  public ShortMessages(Settings settings, List<SmsSender> own) {
    Optional<SmsWebhook> webhook = SmsWebhook.of(settings);
    this.sender = Extension.find(SmsSender.class, own).or(() -> webhook);
  }

  public Optional<MailTransport> transport() {
    return sender.map(SmsTransport::new);
  }
}
