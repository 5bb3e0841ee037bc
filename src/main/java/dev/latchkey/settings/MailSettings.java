package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.text;

import dev.latchkey.settings.types.Secret;
import dev.latchkey.settings.types.SettingType;
import java.util.Optional;

/**
 * Settings of mail: sent by the server's mail session, else by SMTP, else only written to the log.
 */
public final class MailSettings {
  static final Family FAMILY = new Family("Mail");

  public static final Setting<Optional<String>> JNDI_NAME =
      FAMILY.setting(
          "email.jndi-name",
          optional(text("a JNDI name", name -> name.matches("\\S+"))),
          "The mail session of the server that sends mails. It takes precedence over the SMTP "
              + "server below.");

  public static final Setting<Optional<String>> HOST =
      FAMILY.setting(
          "email.host",
          optional(text("a host name or address", host -> host.matches("\\S+"))),
          "The SMTP server. Without it and without a mail session, mails are written to the log.");

  public static final Setting<Integer> PORT =
      FAMILY.setting("email.port", integer(1, 65_535), "25", "The port of the SMTP server.");

  public static final Setting<Optional<String>> HOST_USER =
      FAMILY.setting(
          "email.host-user", optional(text("any text")), "The user name at the SMTP server.");

  public static final Setting<Optional<Secret>> HOST_PASSWORD =
      FAMILY.secret(
          "email.host-password",
          optional(SettingType.secret("any text")),
          "The password at the SMTP server.");

  public static final Setting<Boolean> USE_TLS =
      FAMILY.setting(
          "email.use-tls",
          bool(),
          "false",
          "Whether the connection must switch to TLS by STARTTLS, as on port 587.");

  public static final Setting<Boolean> USE_SSL =
      FAMILY.setting(
          "email.use-ssl",
          bool(),
          "false",
          "Whether the connection uses TLS from the start, as on port 465.");

  public static final Setting<Optional<String>> LOCAL_HOSTNAME =
      FAMILY.setting(
          "email.local-hostname",
          optional(
              text("a host name or an address in brackets", n -> n.matches("[\\w.:\\[\\]-]+"))),
          "The name by which this server greets the SMTP server (EHLO). Without it, the host's own "
              + "name.");

  public static final Setting<String> DEFAULT_FROM_EMAIL =
      FAMILY.setting(
          "default-from-email",
          text(
              "an address, or a name followed by the address in angle brackets",
              from ->
                  from.matches("[^\\s@<>]+@[^\\s@<>]+|[^<>\\p{Cntrl}]*<[^\\s@<>]+@[^\\s@<>]+>")),
          "latchkey@localhost",
          "The sender of all mails.");

  private MailSettings() {}
}
