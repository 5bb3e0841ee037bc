package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.request.RequestsFrom;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.Introspection;
import dev.latchkey.tokens.Revocation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Introspection and revocation, and what they have in common. */
class TokenQueryTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String CLIENT = "client_id=shop&client_secret=hush";
  private static final String[] SETTINGS = {
    "LATCHKEY_CLIENTS_SHOP_SECRET", "hush",
    "LATCHKEY_ALLOW_WEAK_SECRETS", "true",
    "ACCOUNT_RATE_LIMITS_ENABLED", "true"
  };

  private final TestWorld world = TestWorld.with(SETTINGS);

  /** Who asks. */
  enum Endpoint {
    INTROSPECT {
      @Override
      Response post(TestWorld world, HttpHeaders headers, InputStream body) throws IOException {
        IntrospectionResource resource = new IntrospectionResource();
        resource.query = query(world);
        resource.introspection = world.bean(Introspection.class);
        return resource.post(headers, body);
      }
    },
    REVOKE {
      @Override
      Response post(TestWorld world, HttpHeaders headers, InputStream body) throws IOException {
        RevocationResource resource = new RevocationResource();
        resource.query = query(world);
        resource.revocation = world.bean(Revocation.class);
        return resource.post(headers, body);
      }
    };

    abstract Response post(TestWorld world, HttpHeaders headers, InputStream body)
        throws IOException;

    private static TokenQuery query(TestWorld world) {
      TokenQuery query = new TokenQuery();
      query.clients = new ClientAuthentication(world.settings, world.limiter, world.audit);
      return query;
    }
  }

  @RegisterExtension final RequestsFrom requests = new RequestsFrom("192.0.2.7", null);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-www-form-urlencoded                  | 200",
        "Application/X-WWW-Form-URLencoded ; charset=UTF-8  | 200",
        "application/x-www-form-urlencodedx                 | 400",
        "application/json                                   | 400",
        "multipart/form-data                                | 400",
        "form                                               | 400",
        "                                                   | 400",
      })
  void body_ofTheTypeOfForms_isRead(String type, int status) throws IOException {
    for (Endpoint endpoint : Endpoint.values()) {
      Response response = post(endpoint, headers(type, null), CLIENT + "&token=x");
      assertEquals(status, response.getStatus());
      if (status == 400) {
        assertError("invalid_request", 400, response);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void body_largest_isRead_andOneByteMoreIsTooLarge(Endpoint endpoint) throws IOException {
    String begin = CLIENT + "&token=x&filling=";
    String largest = begin + "y".repeat(FormBody.LARGEST - begin.length());
    assertEquals(200, post(endpoint, largest).getStatus());
    assertError("invalid_request", 413, post(endpoint, largest + "y"));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "token=x&token=y",
    "token=%zz",
    "client_id=shop&client_secret=hush",
    "client_id=shop&client_secret=hush&token=",
  })
  void form_withoutOneToken_isRejected(String form) throws IOException {
    for (Endpoint endpoint : Endpoint.values()) {
      Response response = post(endpoint, headers(FORM, basic("shop:hush")), form);
      assertError("invalid_request", 400, response);
    }
  }

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void request_withoutBody_isRejected(Endpoint endpoint) throws IOException {
    Response response = endpoint.post(world, headers(FORM, basic("shop:hush")), null);
    assertError("invalid_request", 400, response);
  }

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void client_unknown_isChallenged(Endpoint endpoint) throws IOException {
    Response response = post(endpoint, "client_id=shop&client_secret=x&token=t");
    assertError("invalid_client", 401, response);
    assertEquals(
        "Basic realm=\"latchkey\", charset=\"UTF-8\"",
        response.getHeaderString("WWW-Authenticate"));
    assertError("invalid_client", 401, post(endpoint, "token=t"));
  }

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void client_inTwoWays_isRejected(Endpoint endpoint) throws IOException {
    Response response = post(endpoint, headers(FORM, basic("shop:hush")), CLIENT + "&token=x");
    assertError("invalid_request", 400, response);
  }

  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void client_afterTooManySecrets_hasToWait(Endpoint endpoint) throws IOException {
    Response response = post(endpoint, "client_id=shop&client_secret=x&token=t");
    for (int i = 0; i < 1000 && response.getStatus() == 401; i++) {
      response = post(endpoint, "client_id=shop&client_secret=x&token=t");
    }
    assertError("temporarily_unavailable", 429, response);
    assertTrue(Integer.parseInt(response.getHeaderString("Retry-After")) >= 1);
    assertNull(response.getHeaderString("WWW-Authenticate"));
  }

  @Test
  void introspection_ofAnUnknownToken_saysOnlyThatItIsInactive() throws IOException {
    Response response = post(Endpoint.INTROSPECT, CLIENT + "&token=x");
    assertEquals("{\"active\":false}", text(response));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
  }

  @Test
  void revocation_ofAKnownOrUnknownToken_isDoneWithoutABody() throws IOException {
    OpenSession session = world.open(world.account("ada@example.org"));
    String form = CLIENT + "&token=" + session.token();
    assertTrue(text(post(Endpoint.INTROSPECT, form)).contains("\"active\":true"));
    for (int i = 0; i < 2; i++) {
      Response response = post(Endpoint.REVOKE, form);
      assertEquals(200, response.getStatus());
      assertNull(response.getEntity());
      assertEquals("no-store", response.getHeaderString("Cache-Control"));
    }
    assertEquals("{\"active\":false}", text(post(Endpoint.INTROSPECT, form)));
  }

  private static void assertError(String code, int status, Response response) {
    assertEquals(status, response.getStatus());
    assertEquals("{\"error\":\"" + code + "\"}", text(response));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
  }

  private static String text(Response response) {
    return new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
  }

  private Response post(Endpoint endpoint, String form) throws IOException {
    return post(endpoint, headers(FORM, null), form);
  }

  private Response post(Endpoint endpoint, HttpHeaders headers, String form) throws IOException {
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    return endpoint.post(world, headers, new ByteArrayInputStream(body));
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpHeaders headers(String type, String authorization) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", type);
    headers.put("Authorization", authorization);
    return FakeHeaders.of(headers);
  }
}
