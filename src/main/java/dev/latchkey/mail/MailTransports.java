package dev.latchkey.mail;

import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.Settings;

/** Selects the transport by the settings. Uses no type of Jakarta Mail. */
final class MailTransports {

  private MailTransports() {}

  static MailTransport of(Settings settings) {
    if (settings.get(MailSettings.JNDI_NAME).isEmpty()
        && settings.get(MailSettings.HOST).isEmpty()) {
      return new LogTransport();
    }
    try {
      Class.forName("jakarta.mail.Session", false, MailTransports.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError absent) {
      return new MissingTransport();
    }
    return settings
        .get(MailSettings.JNDI_NAME)
        .<MailTransport>map(name -> new ServerTransport(name, settings))
        .orElseGet(() -> new SmtpTransport(settings));
  }
}
