package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static dev.latchkey.settings.types.SettingType.require;

import dev.latchkey.crypto.SecretStrength;
import dev.latchkey.settings.types.Secret;
import dev.latchkey.settings.types.WebhookUrl;
import java.net.URI;
import java.util.Optional;

/** Settings of short messages, if the application has no sender of its own. */
public final class SmsSettings {
  static final Family FAMILY = new Family("Short messages");

  public static final Setting<Optional<URI>> WEBHOOK_URL =
      FAMILY.setting(
          "sms.webhook-url",
          optional(parsed(WebhookUrl.ALLOWED, WebhookUrl::parse)),
          "The address that short messages are posted to, each as `{\"to\": \"+4915112345678\", "
              + "\"text\": \"…\"}`. Without it none is sent, unless the application has its own "
              + "sender.");

  public static final Setting<Optional<Secret>> WEBHOOK_TOKEN =
      FAMILY.secret(
          "sms.webhook-token",
          optional(
              parsed(
                  SecretStrength.TOKEN.allowed() + ", visible ASCII characters only",
                  text -> Secret.of(require(text.matches("[!-~]+"), text)))),
          "The bearer token that these requests carry in `Authorization`.");

  private SmsSettings() {}
}
