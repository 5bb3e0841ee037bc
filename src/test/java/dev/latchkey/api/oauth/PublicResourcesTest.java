package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.settings.Settings;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anyone may read: the public keys and the metadata. */
class PublicResourcesTest {

  private final TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keys_areReturnedWithTheirTag_andMayBeCached() {
    Response response = keys(Map.of());
    assertEquals(200, response.getStatus());
    assertEquals("application/json", response.getHeaderString("Content-Type"));
    assertTrue(response.getHeaderString("Cache-Control").startsWith("public, max-age="));
    String json = new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
    assertTrue(json.contains(world.keys.signing().kid().orElseThrow()), json);
    assertTrue(!json.contains("\"d\":"), json);
    assertArrayEquals(
        (byte[]) response.getEntity(), (byte[]) keys(Map.of()).getEntity(), "the same each time");
  }

  /** The tag of the keys is at {@code @}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"@\"                  | 304",
        "W/\"@\"                | 304",
        "*                      | 304",
        "\"x\", \"@\"           | 304",
        "\"x\" ,W/\"@\",\"y\"   | 304",
        "\"x\"                  | 200",
        "@                      | 200",
        "\"@                    | 200",
        "w/\"@\"                | 200",
        ",,                     | 200",
        "''                     | 200",
        "\"@x\"                 | 200",
      })
  void keys_thatTheClientHas_areNotSentAgain(String known, int status) {
    String tag = tag(keys(Map.of()));
    Response response = keys(Map.of("If-None-Match", known.replace("@", tag)));
    assertEquals(status, response.getStatus());
    assertEquals(tag, tag(response));
    assertTrue(response.getHeaderString("Cache-Control").startsWith("public, max-age="));
    if (status == 304) {
      assertNull(response.getEntity());
    }
  }

  @Test
  void keys_afterARevocation_haveAnotherTag() {
    String before = tag(keys(Map.of()));
    world.keys.revokeNow(world.keys.signing().kid().orElseThrow());
    Response response = keys(Map.of("If-None-Match", '"' + before + '"'));
    assertEquals(200, response.getStatus());
    assertNotEquals(before, tag(response));
  }

  @Test
  void metadata_withoutIssuer_isNotFound() {
    assertThrows(NotFoundException.class, () -> metadata(Map.of()));
    assertThrows(
        NotFoundException.class, () -> metadata(Map.of("HEADLESS_JWT_ISSUER", "our-company")));
  }

  @Test
  void metadata_ofAnIssuer_mayBeCachedForAnHour() {
    Response response = metadata(Map.of("HEADLESS_JWT_ISSUER", "https://id.example.org"));
    assertEquals(200, response.getStatus());
    assertEquals("application/json", response.getHeaderString("Content-Type"));
    assertEquals("public, max-age=3600", response.getHeaderString("Cache-Control"));
  }

  private static String tag(Response response) {
    return response.getEntityTag().getValue();
  }

  private Response keys(Map<String, String> headers) {
    KeySetResource resource = new KeySetResource();
    resource.keys = world.keys;
    return resource.get(FakeHeaders.of(headers));
  }

  private static Response metadata(Map<String, String> settings) {
    MetadataResource resource = new MetadataResource();
    resource.settings = Settings.of(settings);
    return resource.get();
  }
}
