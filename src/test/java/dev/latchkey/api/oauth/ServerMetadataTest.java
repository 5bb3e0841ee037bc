package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerMetadataTest {

  @Test
  void endpoints_startWithTheIssuer() {
    JsonObject metadata = metadata("HEADLESS_JWT_ISSUER", "https://id.example.org/auth/");
    assertEquals("https://id.example.org/auth/", metadata.getString("issuer"));
    assertEquals(
        "https://id.example.org/auth/.well-known/jwks.json", metadata.getString("jwks_uri"));
    assertEquals(
        "https://id.example.org/auth/_allauth/introspect",
        metadata.getString("introspection_endpoint"));
    assertEquals(
        "https://id.example.org/auth/_allauth/revoke", metadata.getString("revocation_endpoint"));
  }

  @Test
  void endpoints_ofAnApiThatIsElsewhere_areThere() {
    JsonObject metadata =
        metadata(
            "HEADLESS_JWT_ISSUER", "https://id.example.org", "HEADLESS_MOUNT_PATH", "/auth/api");
    assertEquals(
        "https://id.example.org/auth/api/introspect", metadata.getString("introspection_endpoint"));
    assertEquals(
        "https://id.example.org/auth/api/revoke", metadata.getString("revocation_endpoint"));
    assertEquals("https://id.example.org/.well-known/jwks.json", metadata.getString("jwks_uri"));
  }

  @Test
  void metadata_whereTheIssuerIsNoUrl_doesNotExist() {
    assertTrue(ServerMetadata.of(Settings.of(Map.of())).isEmpty());
    assertTrue(ServerMetadata.of(Settings.of(Map.of("HEADLESS_JWT_ISSUER", "latchkey"))).isEmpty());
    assertTrue(
        ServerMetadata.of(Settings.of(Map.of("HEADLESS_JWT_ISSUER", "urn:example:issuer")))
            .isEmpty());
  }

  @Test
  void keySet_underASharedSecret_isNotNamed() {
    JsonObject metadata =
        metadata(
            "HEADLESS_JWT_ISSUER", "https://id.example.org", "HEADLESS_JWT_ALGORITHM", "HS256");
    assertFalse(metadata.containsKey("jwks_uri"));
    assertEquals(
        "HS256", metadata.getJsonArray("id_token_signing_alg_values_supported").getString(0));
  }

  private static JsonObject metadata(String... texts) {
    Map<String, String> settings =
        texts.length == 2
            ? Map.of(texts[0], texts[1])
            : Map.of(texts[0], texts[1], texts[2], texts[3]);
    String json = ServerMetadata.of(Settings.of(settings)).orElseThrow().json();
    return Json.createReader(new StringReader(json)).readObject();
  }
}
