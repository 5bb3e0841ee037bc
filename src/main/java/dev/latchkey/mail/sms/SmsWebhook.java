package dev.latchkey.mail.sms;

import dev.latchkey.crypto.OutboundTls;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SmsSettings;
import dev.latchkey.settings.types.Secret;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Posts short messages to {@code SMS_WEBHOOK_URL}. Follows no redirect, and reads only the status
 * of responses.
 */
public final class SmsWebhook implements SmsSender {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * Rejections that pass: Request Timeout, Too Early and Too Many Requests (RFC 9110 §15.5.9, RFC
   * 8470, RFC 6585), and Unauthorized and Forbidden (RFC 9110 §15.5.2, §15.5.4), which are about
   * our token and not about the message.
   */
  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);

  private static final JsonProvider JSON = JsonProvider.provider();

  private final URI url;
  private final Optional<Secret> token;
  private final Duration longest;
  private final HttpClient http;

  private SmsWebhook(URI url, Optional<Secret> token, Duration longest) {
    this.url = url;
    this.token = token;
    this.longest = longest;
    this.http =
        HttpClient.newBuilder()
            .sslContext(OutboundTls.context())
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(longest)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Creates one if a webhook is configured. */
  public static Optional<SmsWebhook> of(Settings settings) {
    return of(settings, LONGEST);
  }

  public static Optional<SmsWebhook> of(Settings settings, Duration longest) {
    return settings
        .get(SmsSettings.WEBHOOK_URL)
        .map(url -> new SmsWebhook(url, settings.get(SmsSettings.WEBHOOK_TOKEN), longest));
  }

  public String host() {
    return url.getHost();
  }

  @Override
  public void send(String number, String text) throws SmsNotSent {
    int status =
        post(JSON.createObjectBuilder().add("to", number).add("text", text).build().toString());
    if (status / 100 == 2) {
      return;
    }
    String reason = "The webhook responded with status " + status + ".";
    throw status / 100 == 4 && !PASSING.contains(status)
        ? SmsNotSent.never(reason)
        : SmsNotSent.tryAgain(reason);
  }

  private int post(String json) throws SmsNotSent {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(longest)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream unread = answer.body()) {
        return answer.statusCode();
      }
    } catch (IOException e) {
      throw SmsNotSent.tryAgain(
          "The webhook cannot be used: " + e.getClass().getSimpleName() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SmsNotSent.tryAgain("The thread was interrupted while it waited for the webhook.");
    }
  }
}
