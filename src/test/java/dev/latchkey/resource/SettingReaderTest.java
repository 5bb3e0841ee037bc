package dev.latchkey.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingReaderTest {

  private static final String SECRET = "a-secret-of-the-stock-and-of-nobody-else";

  @ParameterizedTest
  @ValueSource(
      strings = {"hush", "changeme-changeme-changeme-changeme", "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"})
  void clientSecret_weak_stopsTheDeploymentAndIsNotShown(String weak) {
    Map<String, String> texts = new HashMap<>();
    texts.put("latchkey.issuer", "https://id.example");
    texts.put("latchkey.client-id", "stock");
    texts.put("latchkey.client-secret", weak);
    String fault = fault(texts);
    assertTrue(fault.startsWith("LATCHKEY_CLIENT_SECRET "), fault);
    assertTrue(fault.contains("allowed: at least 32 characters"), fault);
    assertFalse(fault.contains(weak), fault);

    texts.put("latchkey.allow-weak-secrets", "true");
    assertTrue(read(texts).asks());
    texts.put("latchkey.allow-weak-secrets", "perhaps");
    assertEquals("LATCHKEY_ALLOW_WEAK_SECRETS is perhaps; give true or false.", fault(texts));
  }

  @Test
  void introspectionCache_byDefault_isFiveSeconds() {
    assertEquals(
        Duration.ofSeconds(5), read(Map.of("latchkey.issuer", "https://id.example")).cacheFor());
  }

  @Test
  void issuer_notAUrlWithoutKeySet_isRejected() {
    assertEquals(
        "LATCHKEY_ISSUER is shop; give an http or https URL, or else LATCHKEY_JWKS_URL is needed.",
        fault(Map.of("latchkey.issuer", "shop")));
    assertTrue(
        read(Map.of("latchkey.issuer", "shop", "latchkey.jwks-url", "https://id.example/keys"))
            .verifiesSignatures());
  }

  @Test
  void issuer_missingInAnyForm_isRejected() {
    assertTrue(fault(Map.of()).startsWith("Set LATCHKEY_ISSUER"));
  }

  @Test
  void introspectionOrClient_withoutTheOther_isRejected() {
    assertTrue(
        fault(Map.of("latchkey.introspection-url", "https://id.example/i"))
            .contains("LATCHKEY_CLIENT_ID"));
    assertTrue(
        fault(Map.of("latchkey.issuer", "https://id.example", "latchkey.client-id", "a"))
            .contains("go together"));
    assertTrue(
        fault(
                Map.of(
                    "latchkey.jwks-url", "https://id.example/k",
                    "latchkey.client-id", "a",
                    "latchkey.client-secret", SECRET))
            .contains("LATCHKEY_INTROSPECTION_URL"));
  }

  @Test
  void urlsAndNumbers_invalid_areRejected() {
    assertTrue(
        fault(Map.of("latchkey.jwks-url", "file:/etc/keys"))
            .startsWith("LATCHKEY_JWKS_URL is file:/etc/keys"));
    assertTrue(
        fault(
                Map.of(
                    "latchkey.issuer",
                    "https://id.example",
                    "latchkey.introspection-cache-seconds",
                    "-1"))
            .contains("from 0 to 3600"));
  }

  @Test
  void secret_isNotShown() {
    ResourceSettings settings =
        read(
            Map.of(
                "latchkey.issuer", "https://id.example",
                "latchkey.client-id", "stock",
                "latchkey.client-secret", SECRET));
    assertFalse(settings.toString().contains(SECRET));
  }

  @Test
  void metadataUrls_areBetweenHostAndPathOfTheIssuer_andBelowThePath() {
    assertEquals(
        List.of(
            URI.create("https://id.example:8443/.well-known/oauth-authorization-server/tenants/a"),
            URI.create("https://id.example:8443/tenants/a/.well-known/oauth-authorization-server")),
        IssuerMetadata.addresses("https://id.example:8443/tenants/a"));
    assertEquals(
        List.of(URI.create("https://id.example/.well-known/oauth-authorization-server")),
        IssuerMetadata.addresses("https://id.example/"));
  }

  @ParameterizedTest
  @CsvSource({
    "latchkey.introspection-url, http://id.example/introspect, LATCHKEY_INTROSPECTION_URL is an http URL",
    "latchkey.issuer, http://id.example, LATCHKEY_ISSUER is an http URL",
    "latchkey.jwks-url, http://id.example/keys, LATCHKEY_JWKS_URL is an http URL",
    "latchkey.allow-weak-secrets, true, LATCHKEY_ALLOW_WEAK_SECRETS is true"
  })
  void setting_thatWeakensTheServer_isNamed(String name, String value, String beginning) {
    Map<String, String> texts = new HashMap<>();
    texts.put("latchkey.issuer", "https://id.example");
    texts.put("latchkey.client-id", "stock");
    texts.put("latchkey.client-secret", SECRET);
    assertEquals(List.of(), warnings(texts));
    texts.put(name, value);
    List<String> found = warnings(texts);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(beginning), found.get(0));
    texts.put(name, value.replace("id.example", "127.0.0.1:8080"));
    assertEquals(value.equals("true") ? 1 : 0, warnings(texts).size());
  }

  @Test
  void issuer_overHttpWithAClient_isSentTheSecretInTheClear() {
    Map<String, String> texts = new HashMap<>();
    texts.put("latchkey.issuer", "http://id.example");
    assertFalse(warnings(texts).get(0).contains("client secret"));
    texts.put("latchkey.client-id", "stock");
    texts.put("latchkey.client-secret", SECRET);
    assertTrue(warnings(texts).get(0).contains("client secret"));
  }

  private static List<String> warnings(Map<String, String> texts) {
    SettingReader reader = new SettingReader(texts::get);
    return reader.warnings(reader.read());
  }

  private static ResourceSettings read(Map<String, String> texts) {
    return new SettingReader(texts::get).read();
  }

  private static String fault(Map<String, String> texts) {
    return assertThrows(UnusableSettings.class, () -> read(texts)).getMessage();
  }
}
