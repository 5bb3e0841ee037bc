package dev.latchkey.mail.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeGateway;
import dev.latchkey.mail.ShortMessages;
import dev.latchkey.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsWebhookTest {

  private static final String NUMBER = "+4915112345678";

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void message_isPostedAsJson() throws SmsNotSent {
    gateway.status = 202;
    webhook().send(NUMBER, "Acme: Votre \"mot\" de passe a été modifié");
    FakeGateway.Request request = gateway.requests.remove();
    assertEquals("POST", request.method());
    assertEquals("application/json", request.contentType());
    assertEquals(null, request.authorization());
    assertEquals(
        "{\"to\":\"+4915112345678\",\"text\":\"Acme: Votre \\\"mot\\\" de passe a été modifié\"}",
        request.body());
  }

  @Test
  void request_carriesTheToken() throws SmsNotSent {
    Map<String, String> texts =
        Map.of(
            "SMS_WEBHOOK_URL",
            gateway.messages().toString(),
            "SMS_WEBHOOK_TOKEN",
            "a-word-between-server-and-gateway");
    SmsWebhook.of(Settings.of(texts)).orElseThrow().send(NUMBER, "Hello");
    assertEquals(
        "Bearer a-word-between-server-and-gateway", gateway.requests.remove().authorization());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 422})
  void rejectedMessage_isNotRetried(int status) {
    gateway.status = status;
    assertTrue(failure().isForGood());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 425, 429, 500, 502, 503, 301})
  void response_unexpected_isRetried(int status) {
    gateway.status = status;
    assertFalse(failure().isForGood());
  }

  @Test
  void redirect_isNotFollowed() {
    gateway.status = 307;
    gateway.location = gateway.messages() + "/elsewhere";
    assertFalse(failure().isForGood());
    assertEquals(1, gateway.requests.size());
  }

  @Test
  void gateway_downOrSilent_isRetried() {
    URI messages = gateway.messages();
    assertFalse(failureAt(gateway.silence(), Duration.ofMillis(200)).isForGood());
    gateway.close();
    assertFalse(failureAt(messages, Duration.ofSeconds(10)).isForGood());
  }

  @Test
  void failure_showsNeitherNumberNorTextNorUrl() {
    gateway.answer = "no such number: " + NUMBER;
    gateway.status = 404;
    assertEquals("The webhook responded with status 404.", failure().getMessage());
    String silent = failureAt(gateway.silence(), Duration.ofMillis(200)).getMessage();
    assertFalse(silent.contains("silence") || silent.contains("4915"), silent);
  }

  @Test
  void webhook_withoutUrl_doesNotExist() {
    assertEquals(Optional.empty(), SmsWebhook.of(Settings.of(Map.of())));
    assertEquals(Optional.empty(), new ShortMessages(Settings.of(Map.of()), List.of()).transport());
  }

  private SmsWebhook webhook() {
    return webhook(gateway.messages(), Duration.ofSeconds(10));
  }

  private SmsNotSent failure() {
    return assertThrows(SmsNotSent.class, () -> webhook().send(NUMBER, "Hello"));
  }

  private static SmsNotSent failureAt(URI url, Duration longest) {
    return assertThrows(SmsNotSent.class, () -> webhook(url, longest).send(NUMBER, "Hello"));
  }

  private static SmsWebhook webhook(URI url, Duration longest) {
    return SmsWebhook.of(Settings.of(Map.of("SMS_WEBHOOK_URL", url.toString())), longest)
        .orElseThrow();
  }
}
