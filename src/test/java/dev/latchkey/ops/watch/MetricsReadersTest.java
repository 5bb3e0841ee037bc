package dev.latchkey.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.ops.watch.MetricsReaders.Admission;
import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsReadersTest {

  private static final String TOKEN = "9f86d081884c7d65";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.7.7",
        "169.254.1.1",
        "::1",
        "0:0:0:0:0:0:0:1",
        "fd12:3456:789a::1",
        "fe80::1",
        "fe80::1%1"
      })
  void address_inAPrivateNetwork_mayRead(String address) {
    assertTrue(MetricsReaders.isPrivate(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7",
        "172.32.0.1",
        "11.0.0.1",
        "2001:db8::1",
        "fe00::1",
        "localhost",
        "10.evil.example",
        "",
        "::zz"
      })
  void address_elsewhere_mayNotRead(String address) {
    assertFalse(MetricsReaders.isPrivate(address));
  }

  @Test
  void reader_whereNoTokenIsConfigured_isJudgedByAddress() {
    assertEquals(Admission.ADMITTED, judge(request().from("10.0.0.1")));
    assertEquals(Admission.OTHERS, judge(request().from("203.0.113.7")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
  void request_throughAProxy_isExternal(String header) {
    assertEquals(Admission.OTHERS, judge(request().from("10.0.0.1").with(header, "10.0.0.2")));
  }

  @Test
  void reader_whereATokenIsConfigured_isJudgedByItAlone() {
    assertEquals(Admission.ADMITTED, judge(bearer("Bearer " + TOKEN).from("203.0.113.7"), token()));
    assertEquals(Admission.ADMITTED, judge(bearer("bearer  " + TOKEN), token()));
    assertEquals(Admission.WITH_TOKEN, judge(request().from("127.0.0.1"), token()));
    assertEquals(Admission.WITH_TOKEN, judge(bearer("Bearer " + TOKEN + "0"), token()));
    assertEquals(Admission.WITH_TOKEN, judge(bearer("Bearer"), token()));
    assertEquals(Admission.WITH_TOKEN, judge(bearer("Basic " + TOKEN), token()));
  }

  @Test
  void metrics_turnedOff_areNotServed() {
    Map<String, String> off =
        Map.of("LATCHKEY_METRICS_ENABLED", "false", "LATCHKEY_METRICS_TOKEN", TOKEN);
    assertEquals(Admission.DISABLED, judge(bearer("Bearer " + TOKEN).from("127.0.0.1"), off));
  }

  private static Admission judge(FakeRequest request) {
    return judge(request, Map.of());
  }

  private static Admission judge(FakeRequest request, Map<String, String> settings) {
    return MetricsReaders.of(Settings.of(settings)).judge(request.asServed());
  }

  private static Map<String, String> token() {
    return Map.of("LATCHKEY_METRICS_TOKEN", TOKEN);
  }

  private static FakeRequest request() {
    return new FakeRequest("GET", "/metrics/latchkey");
  }

  private static FakeRequest bearer(String authorization) {
    return request().with("Authorization", authorization);
  }
}
