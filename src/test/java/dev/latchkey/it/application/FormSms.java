package dev.latchkey.it.application;

import dev.latchkey.Shared;
import dev.latchkey.mail.sms.SmsNotSent;
import dev.latchkey.mail.sms.SmsSender;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The worked example of docs/extending.md: a gateway that takes forms and answers in words of its
 * own.
 */
// tag: example
@Shared
public class FormSms implements SmsSender {

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI gateway;

  @Inject
  public FormSms(@ConfigProperty(name = "acme.sms-gateway") URI gateway) {
    this.gateway = gateway;
  }

  @Override
  public void send(String number, String text) throws SmsNotSent {
    String answer = post("msisdn=" + encoded(number) + "&message=" + encoded(text));
    if (answer.startsWith("ERR invalid")) {
      throw SmsNotSent.never("The gateway does not know the number.");
    }
    if (!answer.startsWith("OK")) {
      throw SmsNotSent.tryAgain("The gateway did not take the message.");
    }
  }

  private String post(String form) throws SmsNotSent {
    HttpRequest request =
        HttpRequest.newBuilder(gateway)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw SmsNotSent.tryAgain("The gateway cannot be reached.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SmsNotSent.tryAgain("The gateway was not waited for.");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
// end: example
