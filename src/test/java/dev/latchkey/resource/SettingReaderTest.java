package dev.latchkey.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingReaderTest {

  @Test
  void answersAreKeptForFiveSecondsUnlessSaidOtherwise() {
    assertEquals(
        Duration.ofSeconds(5), read(Map.of("latchkey.issuer", "https://id.example")).cacheFor());
  }

  @Test
  void anIssuerThatIsNoUrlNeedsAKeySet() {
    assertEquals(
        "LATCHKEY_ISSUER is shop; give an http or https URL, or else LATCHKEY_JWKS_URL is needed.",
        fault(Map.of("latchkey.issuer", "shop")));
    assertTrue(
        read(Map.of("latchkey.issuer", "shop", "latchkey.jwks-url", "https://id.example/keys"))
            .verifiesSignatures());
  }

  @Test
  void withoutAnIssuerInAnyFormNothingCanBeJudged() {
    assertTrue(fault(Map.of()).startsWith("Set LATCHKEY_ISSUER"));
  }

  @Test
  void introspectionNeedsAClientAndAClientIntrospection() {
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
                    "latchkey.client-secret", "b"))
            .contains("LATCHKEY_INTROSPECTION_URL"));
  }

  @Test
  void addressesAndNumbersAreChecked() {
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
  void theSecretIsNotShown() {
    ResourceSettings settings =
        read(
            Map.of(
                "latchkey.issuer", "https://id.example",
                "latchkey.client-id", "stock",
                "latchkey.client-secret", "hush"));
    assertFalse(settings.toString().contains("hush"));
  }

  @Test
  void metadataLiesBetweenHostAndPathOfTheIssuer() {
    assertEquals(
        URI.create("https://id.example:8443/.well-known/oauth-authorization-server/tenants/a"),
        IssuerMetadata.address("https://id.example:8443/tenants/a"));
    assertEquals(
        URI.create("https://id.example/.well-known/oauth-authorization-server"),
        IssuerMetadata.address("https://id.example/"));
  }

  private static ResourceSettings read(Map<String, String> texts) {
    return new SettingReader(texts::get).read();
  }

  private static String fault(Map<String, String> texts) {
    return assertThrows(UnusableSettings.class, () -> read(texts)).getMessage();
  }
}
