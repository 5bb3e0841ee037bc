package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.DocumentServlet;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import dev.latchkey.web.FakeResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anyone may read: the public keys and the metadata. */
class PublicDocumentsTest {

  private final TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keys_areReturnedWithTheirTag_andMayBeCached() throws Exception {
    FakeResponse response = keys("GET", Map.of());
    assertEquals(200, response.status());
    assertEquals("application/json", response.header("Content-Type"));
    assertTrue(response.header("Cache-Control").startsWith("public, max-age="));
    String json = response.text();
    assertEquals(String.valueOf(json.length()), response.header("Content-Length"));
    assertTrue(json.contains(world.keys.signing().kid().orElseThrow()), json);
    assertFalse(json.contains("\"d\":"), json);
    assertEquals(json, keys("GET", Map.of()).text(), "the same each time");
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
  void keys_thatTheClientHas_areNotSentAgain(String known, int status) throws Exception {
    String tag = tag(keys("GET", Map.of()));
    FakeResponse response = keys("GET", Map.of("If-None-Match", known.replace("@", tag)));
    assertEquals(status, response.status());
    assertEquals(tag, tag(response));
    assertTrue(response.header("Cache-Control").startsWith("public, max-age="));
    assertEquals(status == 304, response.text().isEmpty());
  }

  @Test
  void keys_afterARevocation_haveAnotherTag() throws Exception {
    String before = tag(keys("GET", Map.of()));
    world.keys.revokeNow(world.keys.signing().kid().orElseThrow());
    FakeResponse response = keys("GET", Map.of("If-None-Match", '"' + before + '"'));
    assertEquals(200, response.status());
    assertNotEquals(before, tag(response));
  }

  @ParameterizedTest
  @CsvSource({"POST, 405", "PUT, 405", "DELETE, 405", "PROPFIND, 405", "OPTIONS, 200"})
  void keys_byAnotherMethod_areNotSent(String method, int status) throws Exception {
    FakeResponse response = keys(method, Map.of());
    assertEquals(status, response.status());
    assertEquals("GET, HEAD, OPTIONS", response.header("Allow"));
    assertEquals("", response.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "our-company"})
  void metadata_withoutAddressOfTheIssuer_isNotFound(String issuer) throws Exception {
    assertEquals(404, metadata(Map.of("HEADLESS_JWT_ISSUER", issuer)).status());
  }

  @Test
  void metadata_ofAnIssuer_mayBeCachedForAnHour() throws Exception {
    FakeResponse response = metadata(Map.of("HEADLESS_JWT_ISSUER", "https://id.example.org"));
    assertEquals(200, response.status());
    assertEquals("application/json", response.header("Content-Type"));
    assertEquals("public, max-age=3600", response.header("Cache-Control"));
  }

  @Test
  void document_whileTheDatabaseIsDown_isUnavailable() throws Exception {
    DocumentServlet servlet =
        new DocumentServlet() {
          @Override
          protected Optional<Document> document(HttpServletRequest request) {
            throw new IllegalStateException(new DatabaseUnavailable("down", null));
          }
        };
    FakeResponse response = serve(servlet, "GET", Map.of());
    assertEquals(503, response.status());
    assertEquals("5", response.header("Retry-After"));
  }

  private static String tag(FakeResponse response) {
    return response.header("ETag").replace("\"", "");
  }

  private FakeResponse keys(String method, Map<String, String> headers) throws Exception {
    KeySetServlet servlet = new KeySetServlet();
    servlet.keys = world.keys;
    return serve(servlet, method, headers);
  }

  private static FakeResponse metadata(Map<String, String> settings) throws Exception {
    MetadataServlet servlet = new MetadataServlet();
    servlet.settings = Settings.of(settings);
    return serve(servlet, "GET", Map.of());
  }

  private static FakeResponse serve(HttpServlet servlet, String method, Map<String, String> headers)
      throws Exception {
    FakeRequest request = new FakeRequest(method, "/.well-known/document");
    headers.forEach(request::with);
    FakeResponse response = new FakeResponse();
    servlet.service(request.asServed(), response.asServed());
    return response;
  }
}
